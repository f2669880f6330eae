"""Following containers by name, through restarts and re-creation, and those that come and go.

Each has a thread that reads its log; when that ends it looks for the next run of the same name. A run is known by its
container's ID and the time of its start, so that none is missed and no line comes twice.
"""

from __future__ import annotations

import queue
import threading
import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from dockctl.engine.logs import open_log, seconds_of, split_lines
from dockctl.errors import DockctlError, NotFoundError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from dockctl.engine.containers import Containers
    from dockctl.engine.log_request import LogRequest
    from dockctl.engine.logs import LogLine
    from dockctl.engine.payloads.containers import ContainerInspectResponse

_PAUSE = 0.3  # seconds between two looks for a next run
_LISTING_PAUSE = 1.0  # and for other containers
_MOST_WAITING = 10_000  # lines


class Notice(NamedTuple):
    """What happened to a container whose log is followed."""

    container: str
    text: str


@dataclass
class _Position:
    """Up to where a log has been read: the time of the last line, and how many lines had that time."""

    timestamp: str = ""
    count: int = 0
    expected_again: int = 0

    def resume(self) -> None:
        """Expect the lines of the last moment once more: a log is asked for from there on."""
        self.expected_again = self.count

    def passes(self, line: LogLine) -> bool:
        """Tell whether ``line`` is a new one, and take note of it."""
        if line.timestamp < self.timestamp:
            return False
        if line.timestamp == self.timestamp:
            if self.expected_again:
                self.expected_again -= 1
                return False
            self.count += 1
        else:
            self.timestamp, self.count = line.timestamp, 1
        return True


def follow_names(
    containers: Containers,
    names: Callable[[], list[str]],
    request: LogRequest,
) -> Iterator[LogLine | Notice]:
    """Yield the lines of all containers that ``names`` returns, for ever; it is asked again and again.

    Raises DockctlError when the engine is lost.
    """
    arrived: queue.Queue[LogLine | Notice | DockctlError] = queue.Queue(_MOST_WAITING)
    followed: set[str] = set()

    def follow(name: str) -> None:
        try:
            for item in _follow_one(containers, name, request):
                arrived.put(item)
        except DockctlError as error:
            arrived.put(error)

    def look() -> None:
        for name in names():
            if name not in followed:
                followed.add(name)
                threading.Thread(target=follow, args=(name,), daemon=True, name=name).start()

    look()
    while True:
        try:
            item = arrived.get(timeout=_LISTING_PAUSE)
        except queue.Empty:
            look()
            continue
        if isinstance(item, DockctlError):
            raise item
        yield item


def _follow_one(containers: Containers, name: str, request: LogRequest) -> Iterator[LogLine | Notice]:
    position = _Position()
    run, ending = ("", ""), ""
    request = replace(request, follow=True, timestamps=True)
    while True:
        details = _next_run(containers, name, run)
        current = (details["Id"], details["State"]["StartedAt"])
        if run[0]:
            yield Notice(name, f"{'restarted' if run[0] == current[0] else 'created anew'}{ending}")
            position = position if run[0] == current[0] else _Position()
            since = seconds_of(position.timestamp) if position.timestamp else ""
            request = replace(request, since=since, tail="")
        run = current
        position.resume()
        for line in split_lines(name, open_log(containers, details["Id"], request)):
            if position.passes(line):
                yield line
        ending = _ending(containers, details["Id"])


def _next_run(containers: Containers, name: str, run: tuple[str, str]) -> ContainerInspectResponse:
    """Return the container called ``name`` once it has another run than ``run``."""
    while True:
        try:
            details = containers.inspect(name)
        except NotFoundError:
            if not run[0]:
                raise
        else:
            if (details["Id"], details["State"]["StartedAt"]) != run:
                return details
        time.sleep(_PAUSE)


def _ending(containers: Containers, container_id: str) -> str:
    """Return how a run has ended, for a notice; "" if that is not known any more."""
    try:
        state = containers.inspect(container_id)["State"]
    except NotFoundError:
        return ""
    return "" if state["Running"] else f" (exit {state['ExitCode']})"
