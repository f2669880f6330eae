"""``--result FILE|fd:N``: what a command came to, as one JSON object, also if it failed or was interrupted.

Of every command: ``schema`` (1), ``command``, ``exit_status`` (dockctl's own), ``timed_out``, ``error`` (null, or
``class``, ``message``, ``http_status``), ``started_at``, ``finished_at`` (RFC 3339, UTC), ``duration_s``; then the
fields that the command itself adds, in its module and in README.md.
"""

from __future__ import annotations

import json
import os
import signal
import time
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dockctl.attaching import Launch, LaunchRecord
from dockctl.errors import EXIT_FAILURE, EXIT_SIGNAL, DeadlineError, DockctlError, SignalledError, reason_of
from dockctl.interruption import held_signals
from dockctl.whole_file import whole_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from dockctl.session import Session

_SCHEMA = 1
_DESCRIPTOR = "fd:"


class Record:
    """What is known so far; ``facts`` are the command's own fields, ``finish`` adds to them at the end."""

    def __init__(self, command: str) -> None:
        self.command = command
        self.facts: dict[str, object] = {}
        self.finish: Callable[[], dict[str, object]] = dict
        self.exit_status = 0
        self._error: BaseException | None = None
        self._started = datetime.now(UTC)
        self._clock = time.monotonic()

    def fail(self, error: BaseException) -> None:
        """Take note of why the command ends early."""
        self._error = error
        if isinstance(error, (DockctlError, SignalledError)):
            self.exit_status = error.exit_status
        elif isinstance(error, KeyboardInterrupt):
            self.exit_status = EXIT_SIGNAL + signal.SIGINT
        else:
            self.exit_status = EXIT_FAILURE

    def as_json(self) -> str:
        """Return the record."""
        duration = time.monotonic() - self._clock
        more: dict[str, object] = {}
        with suppress(DockctlError):
            more = self.finish()
        facts = {
            "schema": _SCHEMA,
            "command": self.command,
            "exit_status": self.exit_status,
            "timed_out": isinstance(self._error, DeadlineError),
            "error": self._describe_error(),
            "started_at": self._started.isoformat(),
            "finished_at": datetime.now(UTC).isoformat(),
            "duration_s": round(duration, 3),
        }
        return json.dumps(facts | self.facts | more, ensure_ascii=False, indent=2) + "\n"

    def _describe_error(self) -> dict[str, object] | None:
        error = self._error
        if error is None:
            return None
        if isinstance(error, DockctlError) and error.message:
            return {"class": error.kind, "message": error.message, "http_status": error.status}
        return {"class": "interrupted", "message": "", "http_status": None}


@contextmanager
def recorded(session: Session, target: str, command: str) -> Iterator[Record]:
    """Give a record that is written to ``target`` in the end, whatever the end is; "", or a rehearsal, writes none.

    Raises DockctlError before anything is done if that is no place to write to.
    """
    record = Record(command)
    if not target or session.rehearses:
        yield record
        return
    write = _writer(target)
    try:
        yield record
    except BaseException as error:
        record.fail(error)
        raise
    finally:
        with held_signals():
            write(record.as_json().encode())


def _writer(target: str) -> Callable[[bytes], None]:
    if target.startswith(_DESCRIPTOR):
        number = target.removeprefix(_DESCRIPTOR)
        try:
            descriptor = int(number)
            os.fstat(descriptor)
        except (ValueError, OSError):
            raise DockctlError(f"--result {target}: there is no open file of that number") from None
        return lambda data: _write_all(descriptor, data)
    path = Path(target)
    if path.is_dir() or not path.resolve().parent.is_dir():
        raise DockctlError(f"--result {target}: not a file that can be written")

    def write(data: bytes) -> None:
        try:
            with whole_file(path, mode=None) as file:
                file.write(data)
        except OSError as error:
            raise DockctlError(f"--result {target}: {reason_of(error)}") from error

    return write


def _write_all(descriptor: int, data: bytes) -> None:
    view = memoryview(data)
    try:
        while view:
            view = view[os.write(descriptor, view) :]
    except OSError as error:
        raise DockctlError(f"--result fd:{descriptor}: {reason_of(error)}") from error


@contextmanager
def recorded_container(session: Session, target: str, image: str) -> Iterator[ContainerRecord]:
    """Give the record of a run, which is written to ``target`` in the end."""
    facts = ContainerRecord(session, image)
    with recorded(session, target, "run") as record:
        record.finish = facts.at_end
        try:
            yield facts
        finally:
            record.exit_status = facts.exit_status


class ContainerRecord(LaunchRecord):
    """What a record says of a container that this process has made: also of one that is removed at its end."""

    def __init__(self, session: Session, image: str) -> None:
        self.launch = Launch(session, removed=False)
        self._session = session
        self._since = str(int(time.time()))
        self._facts: dict[str, object] = {"id": "", "name": "", "image": image, "image_digest": None}

    def note_created(self) -> None:
        """Ask for what is known once it has been made."""
        details = self._session.engine.containers.inspect(self.launch.container_id)
        self._facts["name"] = details["Name"].lstrip("/")
        image: dict[str, Any] = self._session.engine.objects.inspect("image", details["Image"])
        digests = image.get("RepoDigests") or []
        self._facts["image_digest"] = digests[0].partition("@")[2] if digests else None

    def at_end(self) -> dict[str, object]:
        """Return all fields: how far it has come, and how it ended."""
        ending: dict[str, object] = {
            "container_exit_status": None,
            "signal": None,
            "oom_killed": None,
            "container_started_at": None,
            "container_finished_at": None,
        }
        known = {"phase": self.launch.phase} | self._facts | {"id": self.launch.container_id}
        if not self.launch.container_id:
            return known | ending
        with suppress(DockctlError):
            ending |= self._from_state() or self._from_events()
        status = ending["container_exit_status"]
        if isinstance(status, int) and EXIT_SIGNAL < status <= EXIT_SIGNAL + signal.SIGSYS:
            ending["signal"] = signal.Signals(status - EXIT_SIGNAL).name
        return known | ending

    def _from_state(self) -> dict[str, object]:
        """Return how the container ended; nothing if it is gone or runs."""
        try:
            state = self._session.engine.containers.inspect(self.launch.container_id)["State"]
        except DockctlError:
            return {}
        ended = not state["Running"] and state.get("Status") != "created"
        return {
            "container_exit_status": state["ExitCode"] if ended else None,
            "oom_killed": state.get("OOMKilled", False),
            "container_started_at": _time(state["StartedAt"]),
            "container_finished_at": _time(state["FinishedAt"]) if ended else None,
        }

    def _from_events(self) -> dict[str, object]:
        """Return the same of a container that is gone, from what the engine remembers of it."""
        filters = {"container": [self.launch.container_id], "event": ["start", "die", "oom"]}
        now = f"{time.time():.9f}"
        facts: dict[str, object] = {"oom_killed": False}
        for event in self._session.engine.system.events(since=self._since, until=now, filters=filters):
            moment = datetime.fromtimestamp(event.get("timeNano", 0) / 1e9, UTC).isoformat()
            if event["Action"] == "start":
                facts["container_started_at"] = moment
            elif event["Action"] == "oom":
                facts["oom_killed"] = True
            else:
                facts["container_finished_at"] = moment
                facts["container_exit_status"] = int((event["Actor"]["Attributes"] or {}).get("exitCode", -1))
        return facts


def _time(text: str) -> str | None:
    return None if text.startswith("0001-") else text
