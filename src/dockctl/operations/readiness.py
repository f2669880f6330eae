"""Waiting until a container is ready, and telling why it isn't.

Its exit, its output and its state are watched at once: the exit by a wait that the engine has taken note of, the output
by an attachment or the log, the rest by asking again and again.
"""

from __future__ import annotations

import re
import threading
import time
from collections import deque
from concurrent.futures import Future
from contextlib import suppress
from typing import TYPE_CHECKING, Protocol

from dockctl.engine.log_request import LogRequest
from dockctl.engine.stream import demultiplex, passthrough
from dockctl.errors import DeadlineError, DockctlError, NotFoundError
from dockctl.operations.listening import listens
from dockctl.options.timestamps import timestamp_of_engine

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from dockctl.engine.payloads.containers import ContainerInspectResponse
    from dockctl.engine.stream import Frame
    from dockctl.options.readiness import Readiness, WaitFlags
    from dockctl.session import Session

_FIRST_PAUSE, _LONGEST_PAUSE = 0.05, 0.5  # seconds between two looks
_SHOWN_LINES = 20
CONNECTIONS = 4  # that one watch may have with its engine at once
_LONGEST_LINE = 1 << 16
_LAST_WORDS = 1.0  # seconds for the rest of the output of a container that has ended


class NotReadyError(DockctlError):
    """A container that will not become ready."""

    kind = "not_ready"


class _Closeable(Protocol):
    def close(self) -> None: ...


class _Output:
    """Lines of a container's output as they come: the last ones are kept, and the patterns that have been seen."""

    def __init__(self, patterns: Iterable[str]) -> None:
        self.lines: deque[str] = deque(maxlen=_SHOWN_LINES)
        self.seen: set[str] = set()
        self.changed = threading.Event()
        self.thread: threading.Thread | None = None
        self._patterns = {pattern: re.compile(pattern) for pattern in patterns}
        self._source: _Closeable | None = None

    def follow(self, frames: Iterable[Frame], source: _Closeable | None = None) -> None:
        """Read ``frames`` in a thread, until they end or close() has closed their ``source``."""
        self._source = source
        self.thread = threading.Thread(target=self._read, args=(frames,), daemon=True, name="output")
        self.thread.start()

    def close(self) -> None:
        if self._source is not None:
            self._source.close()

    def _read(self, frames: Iterable[Frame]) -> None:
        rests: dict[int, bytes] = {}
        with suppress(DockctlError, ValueError, OSError):  # closed under it, or lost: the exit tells more
            for stream, data in frames:
                *whole, rest = (rests.get(stream, b"") + data).split(b"\n")
                rests[stream] = rest[-_LONGEST_LINE:]
                for line in whole:
                    self._take(line)
        for rest in rests.values():
            if rest:
                self._take(rest)

    def _take(self, line: bytes) -> None:
        text = line.decode(errors="replace").removesuffix("\r")
        self.lines.append(text)
        for pattern, compiled in self._patterns.items():
            if pattern not in self.seen and compiled.search(text):
                self.seen.add(pattern)
                self.changed.set()


def wait_for_running(
    session: Session, container: str, flags: WaitFlags, details: dict[str, Callable[[], str]]
) -> None:
    """Return when a container that has been started is ready, as ``flags`` say; raises as Watch.result() does.

    What is waited for is added to ``details``.
    """
    watch = Watch(session, container, flags.wait or (), timeout=flags.wait_timeout, label=container)
    details[container] = watch.describe
    watch.of_running()
    watch.result()


def describe_time_left(deadline: float) -> str:
    """Return how long it is until ``deadline``, of the monotonic clock."""
    return f"{max(0, int(deadline - time.monotonic() + 1))}s left"


def exit_status_within(session: Session, container: str, seconds: float) -> int | None:
    """Return the exit status of a container that stops within ``seconds``, or else None."""
    pending = session.engine.containers.wait(container)
    outcome: Future[int] = Future()

    def wait() -> None:
        try:
            outcome.set_result(pending.result())
        except DockctlError as error:
            outcome.set_exception(error)

    threading.Thread(target=wait, daemon=True, name="exit").start()
    try:
        return outcome.result(seconds)
    except TimeoutError:
        return None


class Watch:
    """Watches one container, from before its start if it is to be started, until it meets ``conditions``.

    ``label`` is what messages call it; ``timeout`` is in seconds, 0 for ever.
    """

    def __init__(
        self, session: Session, container: str, conditions: Sequence[Readiness], *, timeout: float, label: str
    ) -> None:
        self._session = session
        self._container = container
        self._conditions = conditions
        self._timeout = timeout
        self._label = label
        self._output = _Output(item.pattern for item in conditions if item.kind == "log")
        self._pending = list(conditions)
        self._deadline: float | None = None
        self._exit_status: int | None = None
        self._gone = threading.Event()

    def describe(self) -> str:
        """Return what is not true yet, and how long it may take."""
        wanted = ", ".join(condition.wish for condition in self._pending)
        return wanted if self._deadline is None else f"{wanted}, {describe_time_left(self._deadline)}"

    def before_start(self, *, removed: bool, has_terminal: bool) -> None:
        """Attach to a container that is to be started: nothing it does can be missed."""
        containers = self._session.engine.containers
        connection = containers.attach(self._container, stdout=True, stderr=True)
        self._output.follow(passthrough(connection) if has_terminal else demultiplex(connection), connection)
        self._await_exit("removed" if removed else "next-exit")

    def of_running(self) -> None:
        """Watch a container that has been started: also what its present run has written up to now counts."""
        containers = self._session.engine.containers
        details = containers.inspect(self._container)
        # Not since it was started: an engine takes note of that when the first lines may have been written.
        since = timestamp_of_engine(details["State"]["FinishedAt"])
        source = containers.logs(self._container, LogRequest(follow=True, since=since))
        # It stays open as long as this process: closing a log waits for whoever reads it.
        self._output.follow(passthrough(source) if details["Config"]["Tty"] else demultiplex(source))
        self._await_exit("not-running")

    def _await_exit(self, condition: str) -> None:
        pending = self._session.engine.containers.wait(self._container, condition=condition)  # type: ignore[arg-type]

        def wait() -> None:
            with suppress(DockctlError):
                self._exit_status = pending.result()
            self._gone.set()
            self._output.changed.set()

        threading.Thread(target=wait, daemon=True, name="exit").start()

    def result(self) -> None:
        """Return when the container is ready; raises NotReadyError if it can't be any more, or DeadlineError.

        In a rehearsal there is nothing to wait for.
        """
        if self._session.rehearses:
            return
        self._deadline = deadline = time.monotonic() + self._timeout if self._timeout else None
        pending = list(self._conditions)
        pause = _FIRST_PAUSE
        try:
            while True:
                ended = self._gone.is_set()
                pending = [condition for condition in pending if not self._is_met(condition, ended=ended)]
                self._pending = pending
                if not pending:
                    return
                if ended:
                    self._wait_for_last_words()
                    if pending == [
                        item for item in pending if item.kind == "log" and item.pattern in self._output.seen
                    ]:
                        return
                    raise self._not_ready(self._describe_exit(pending))
                if deadline is not None and time.monotonic() >= deadline:
                    raise self._late(pending)
                left = pause if deadline is None else min(pause, deadline - time.monotonic())
                if self._output.changed.wait(max(0.0, left)):
                    self._output.changed.clear()
                pause = min(pause * 1.5, _LONGEST_PAUSE)
        finally:
            self._output.close()

    def _is_met(self, condition: Readiness, *, ended: bool) -> bool:
        if condition.kind == "log":
            return condition.pattern in self._output.seen
        if ended:
            return False
        try:
            details = self._session.engine.containers.inspect(self._container)
        except NotFoundError:
            self._gone.set()
            return False
        state = details["State"]
        if not state["Running"]:
            self._exit_status = state["ExitCode"] if self._exit_status is None else self._exit_status
            if state.get("Status") not in {"created", "restarting"}:
                self._gone.set()
            return False
        try:
            return self._is_met_by(details, condition)
        except NotReadyError:
            raise
        except DockctlError:
            if self._runs():
                raise
            self._gone.set()  # it has ended since it was asked for
            return False

    def _runs(self) -> bool:
        try:
            return self._session.engine.containers.inspect(self._container)["State"]["Running"]
        except NotFoundError:
            return False

    def _is_met_by(self, details: ContainerInspectResponse, condition: Readiness) -> bool:
        state = details["State"]
        if condition.kind == "running":
            return not state.get("Restarting") and not state.get("Paused")
        if condition.kind == "healthy":
            return self._is_healthy(details)
        return listens(self._session.engine, details, condition.port, condition.protocol)

    def _is_healthy(self, details: ContainerInspectResponse) -> bool:
        health = details["State"].get("Health")
        if not health or health["Status"] == "none":
            raise self._not_ready(
                "it has no health check", hint="give it one with --health-cmd, or wait for log= or port="
            )
        if health["Status"] == "unhealthy":
            raise self._not_ready("it is unhealthy")
        return health["Status"] == "healthy"

    def _wait_for_last_words(self) -> None:
        if self._output.thread is not None:
            self._output.thread.join(_LAST_WORDS)

    def _describe_exit(self, pending: Sequence[Readiness]) -> str:
        how = "was removed" if self._exit_status is None else f"exited with status {self._exit_status}"
        return f"it {how} before {' and '.join(str(item) for item in pending)}"

    def _late(self, pending: Sequence[Readiness]) -> DeadlineError:
        wanted = " and ".join(str(item) for item in pending)
        text = f"container {self._label} is not ready: {self._timeout:g}s were over before {wanted}"
        return DeadlineError(text + self._circumstances())

    def _not_ready(self, reason: str, *, hint: str = "") -> NotReadyError:
        text = f"container {self._label} is not ready: {reason}"
        return NotReadyError(text + self._circumstances(), hint=hint)

    def _circumstances(self) -> str:
        """Return the last health check's output and the last lines of the container's, a line each."""
        text = ""
        with suppress(DockctlError):
            state = self._session.engine.containers.inspect(self._container)["State"]
            health = state.get("Health")
            checks = (health.get("Log") or []) if health else []
            if checks:
                last = checks[-1]
                text += f"\nlast health check (exit status {last['ExitCode']}): {last['Output'].strip()}"
        lines = list(self._output.lines)
        if lines:
            text += "\nits last output:\n" + "\n".join(f"  {line}" for line in lines)
        return text
