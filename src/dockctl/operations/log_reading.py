"""Logs that are more than one container's bytes: of several, searched, followed by name, since what was shown last."""

from __future__ import annotations

import signal
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, NoReturn

from dockctl.engine.containers import own_name
from dockctl.engine.log_cursors import Cursors
from dockctl.engine.log_following import Notice, follow_names
from dockctl.engine.log_search import Search, compile_pattern, until
from dockctl.engine.logs import LogLine, Source, merge_logs, seconds_of
from dockctl.errors import EXIT_FAILURE, DeadlineError, DockctlError, NotFoundError, reason_of
from dockctl.operations.fleet import ask_each, find_containers
from dockctl.options.log_flags import LAST, START, SearchFlags
from dockctl.options.timestamps import timestamp_of_engine
from dockctl.render.log_lines import JsonWriter, LineWriter, stamp_maker
from dockctl.render.units import go_duration

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterable, Iterator

    from dockctl.engine.log_request import LogRequest
    from dockctl.engine.payloads.containers import ContainerInspectResponse
    from dockctl.operations.fleet import Answers
    from dockctl.session import Session


@dataclass(frozen=True)
class Showing:
    """How lines are shown: as text or ``json``, with times in a ``zone`` ("" for none), with their container's name."""

    format_: str
    zone: str
    named: bool


def find_logs(session: Session, names: list[str], conditions: dict[str, list[str]]) -> Answers[list[str]]:
    """Return which containers each engine has: those of these names, or all that meet ``conditions``."""
    if not conditions:
        return find_containers(session, names)

    def listed(member: Session) -> list[str]:
        summaries = member.engine.containers.list(all_=True, filters=conditions)
        return [own_name(summary) or summary["Id"] for summary in summaries]

    return ask_each(session, listed)


def _label(member: Session, name: str) -> str:
    return f"{member.host} {name}" if member.host else name


def merge(
    session: Session, found: Answers[list[str]], request: LogRequest, since: str, *, listed: bool
) -> Iterator[LogLine | Notice]:
    """Yield the lines of all that are there, by time; what fails is added to ``found``.

    That one has gone which was ``listed`` is no failure.
    """
    if since == LAST:
        yield from _merge_new(session, found, request, listed=listed)
        return
    sources = _sources(found, _run_start if since == START else None, listed=listed)
    yield from merge_logs(sources, request, found.failures)


def _sources(
    found: Answers[list[str]], beginning: Callable[[ContainerInspectResponse], str] | None, *, listed: bool
) -> dict[str, Source]:
    """Return where the logs come from, by what their lines are called; ``beginning`` tells since when."""
    sources: dict[str, Source] = {}
    for member, there in found.given:
        containers = member.engine.containers
        for name in there:
            try:
                since = beginning(containers.inspect(name)) if beginning else ""
            except DockctlError as error:
                if not (listed and isinstance(error, NotFoundError)):
                    found.failures.append(error)
            else:
                sources[_label(member, name)] = Source(containers, name, since, listed)
    return sources


def _merge_new(
    session: Session, found: Answers[list[str]], request: LogRequest, *, listed: bool
) -> Iterator[LogLine]:
    """Yield the lines that have not been shown yet, and remember those that have been then."""
    cursors = Cursors(session.environment)
    sources = _sources(found, lambda details: cursors.after(details["Id"]), listed=listed)
    last: dict[str, str] = {}
    try:
        for line in merge_logs(sources, request, found.failures):
            identity, moment = line.container_id, seconds_of(line.timestamp) if line.timestamp else ""
            if cursors.has_passed(identity, moment):
                continue  # an engine that counts in whole seconds (Podman)
            yield line
            last[identity] = moment or last.get(identity, "")
    finally:
        if not session.rehearses:
            try:
                cursors.keep({identity: moment for identity, moment in last.items() if moment})
            except OSError as error:
                session.warn(f"WARNING: what was shown is not remembered: {reason_of(error)}")


def _run_start(details: ContainerInspectResponse) -> str:
    """Return since when the log is that of the present run, or of the last one, in seconds since 1970."""
    state = details["State"]
    # An engine takes note of the start when the first lines may have been written: of one that runs, its end before
    # that is the better mark.
    return timestamp_of_engine(state["FinishedAt"] if state["Running"] else state["StartedAt"])


def follow_logs(
    session: Session, names: list[str], conditions: dict[str, list[str]], request: LogRequest
) -> Iterator[LogLine | Notice]:
    """Yield the lines of all of ``names``, or that meet ``conditions``, as they come and go, for ever."""
    engine = session.engine

    def listed() -> list[str]:
        if not conditions:
            return names
        return [own_name(summary) or summary["Id"] for summary in engine.containers.list(filters=conditions)]

    return follow_names(engine.containers, listed, request)


def write(
    session: Session,
    items: Iterable[LogLine | Notice],
    found: Answers[list[str]] | None,
    search: SearchFlags,
    showing: Showing,
) -> int:
    """Write the lines that are wanted, and then raise what failed; return the exit status, as grep's."""
    lines: Iterable[LogLine] = _without_notices(session, items)
    seen: list[LogLine] = []
    if search.until_match:
        lines = until(lines, compile_pattern(search.until_match, ignore_case=search.ignore_case), seen)
    wanted = None
    patterns: list[re.Pattern[bytes]] = []
    if search.grep:
        patterns = [compile_pattern(text, ignore_case=search.ignore_case) for text in search.grep]
        wanted = Search(patterns, invert=search.invert, context=search.context)
        lines = wanted.select(lines)
    shown = [_label(member, name) for member, there in (found.given if found else ()) for name in there]
    writer: JsonWriter | LineWriter = (
        JsonWriter(session.stdout)
        if showing.format_
        else LineWriter(
            shown,
            session.stdout,
            session.stderr,
            stamp=stamp_maker(showing.zone),
            named=showing.named,
            patterns=() if search.invert else patterns,
        )
    )
    for line in lines:
        writer.write(line)
    if found:
        found.raise_failures()
    misses = (search.until_match and not seen) or (wanted is not None and not wanted.found)
    return EXIT_FAILURE if misses else 0


def _without_notices(session: Session, items: Iterable[LogLine | Notice]) -> Iterator[LogLine]:
    """Yield the lines, and tell of the rest on stderr."""
    for item in items:
        if isinstance(item, LogLine):
            yield item
        else:
            session.warn(f"--- {item.container} {item.text} ---")


@contextmanager
def until_deadline(seconds: float) -> Iterator[None]:
    """Raise DeadlineError in the midst of what is done, ``seconds`` from now (0: never)."""
    if not seconds:
        yield
        return

    def end(_number: int, _frame: object) -> NoReturn:
        raise DeadlineError(f"dockctl: gave up after {go_duration(seconds)}")

    signal.signal(signal.SIGALRM, end)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
