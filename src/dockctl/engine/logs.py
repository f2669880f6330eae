"""Logs: of one container as they come, of several by time."""

from __future__ import annotations

import heapq
import queue
import threading
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from dockctl.engine.stream import demultiplex, passthrough
from dockctl.errors import DockctlError, NotFoundError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from dockctl.engine.containers import Containers
    from dockctl.engine.log_request import LogRequest
    from dockctl.engine.stream import Frame

_LONGEST_LINE = 1 << 20  # a longer one is passed on in pieces: memory stays bounded
_QUIET = 0.1  # seconds without a new line after which those at hand are in order
_MOST_HELD = 10_000  # lines of all containers; beyond that the older half is passed on


class LogLine(NamedTuple):
    """A line of ``container``'s log with its time (RFC 3339, UTC; sorts as text), without its newline.

    ``container`` is what it is called, ``container_id`` which it is.
    """

    timestamp: str
    container: str
    container_id: str
    stream: int
    text: bytes


class Log(NamedTuple):
    """A container's log, which the engine has been asked for."""

    container_id: str
    frames: Iterator[Frame]


def open_log(containers: Containers, container: str, request: LogRequest) -> Log:
    """Ask for the log of ``container``."""
    details = containers.inspect(container)
    source = containers.logs(details["Id"], request)
    return Log(details["Id"], passthrough(source) if details["Config"]["Tty"] else demultiplex(source))


def seconds_of(timestamp: str) -> str:
    """Return a line's time (RFC 3339, UTC) as seconds since 1970 with nanoseconds, as LogRequest takes it."""
    whole, _, fraction = timestamp.removesuffix("Z").partition(".")
    seconds = int(datetime.fromisoformat(whole).replace(tzinfo=UTC).timestamp())
    return f"{seconds}.{fraction.ljust(9, '0')}" if fraction else str(seconds)


def split_lines(container: str, log: Log) -> Iterator[LogLine]:
    """Yield the lines of a log that was asked for with timestamps; ``container`` is what it is called in them."""
    beginnings: dict[int, bytes] = {}
    last = ""

    def parse(stream: int, line: bytes) -> LogLine:
        """Return a line with its time; a piece of a long line without one takes the time of its beginning."""
        head, space, text = line.partition(b" ")
        if space and head[:4].isdigit() and head.endswith(b"Z"):
            return LogLine(head.decode(), container, log.container_id, stream, text)
        return LogLine(last, container, log.container_id, stream, line)

    for stream, data in log.frames:
        *whole, rest = (beginnings.get(stream, b"") + data).split(b"\n")
        if len(rest) > _LONGEST_LINE:
            whole, rest = [*whole, rest], b""
        beginnings[stream] = rest
        for line in whole:
            parsed = parse(stream, line)
            last = parsed.timestamp
            yield parsed
    for stream, line in beginnings.items():
        if line:
            yield parse(stream, line)


class Source(NamedTuple):
    """A container of an engine, and since when its log is wanted ("" for what the request says).

    One that was ``listed``, not asked for by its name, may have gone.
    """

    containers: Containers
    name: str
    since: str = ""
    listed: bool = False


def merge_logs(
    sources: Mapping[str, Source],
    request: LogRequest,
    failures: list[DockctlError],
) -> Iterator[LogLine]:
    """Yield the lines of several containers by time; what fails is added to ``failures``, the others go on.

    ``sources`` gives each by what it is called in its lines.

    Followed logs are in order as far as they have arrived: a line is held back for a tenth of a second.
    """
    request = replace(request, timestamps=True)
    logs: list[Iterator[LogLine]] = []
    for label, (containers, name, since, listed) in sources.items():
        own = replace(request, since=since) if since else request
        try:
            logs.append(split_lines(label, open_log(containers, name, own)))
        except DockctlError as error:
            if not (listed and isinstance(error, NotFoundError)):
                failures.append(error)
    if request.follow:
        yield from _merge_followed(logs, failures)
    else:
        guarded = [_until_failure(log, failures) for log in logs]
        yield from heapq.merge(*guarded, key=lambda line: line.timestamp)


def _until_failure(lines: Iterator[LogLine], failures: list[DockctlError]) -> Iterator[LogLine]:
    try:
        yield from lines
    except DockctlError as error:
        failures.append(error)


def _merge_followed(logs: Sequence[Iterator[LogLine]], failures: list[DockctlError]) -> Iterator[LogLine]:
    arrived: queue.Queue[LogLine | None] = queue.Queue(_MOST_HELD)

    def read(lines: Iterator[LogLine]) -> None:
        for line in _until_failure(lines, failures):
            arrived.put(line)
        arrived.put(None)

    for log in logs:
        threading.Thread(target=read, args=(log,), daemon=True).start()
    held: list[tuple[str, int, LogLine]] = []
    ended = count = 0
    while ended < len(logs):
        try:
            line = arrived.get(timeout=_QUIET if held else None)
        except queue.Empty:
            yield from _release(held, len(held))
            continue
        if line is None:
            ended += 1
            continue
        count += 1
        heapq.heappush(held, (line.timestamp, count, line))
        if len(held) > _MOST_HELD:
            yield from _release(held, len(held) // 2)
    yield from _release(held, len(held))


def _release(held: list[tuple[str, int, LogLine]], count: int) -> Iterator[LogLine]:
    for _ in range(count):
        yield heapq.heappop(held)[2]
