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
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from dockctl.errors import EXIT_FAILURE, EXIT_SIGNAL, DeadlineError, DockctlError, SignalledError, reason_of
from dockctl.interruption import held_signals
from dockctl.results.record import Record
from dockctl.streams import write_all
from dockctl.whole_file import whole_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


_SCHEMA = 1
_DESCRIPTOR = "fd:"


class WrittenRecord(Record):
    """What is known so far; ``facts`` are the command's own fields, ``finish`` adds to them at the end."""

    def __init__(self, command: str) -> None:
        super().__init__()
        self.command = command
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
def written(target: str, command: str) -> Iterator[WrittenRecord]:
    """Give a record that is written to ``target`` in the end, whatever the end is; raises DockctlError if it can't be."""
    record = WrittenRecord(command)
    write = _writer(target)
    try:
        yield record
    except BaseException as error:
        record.fail(error)
        raise
    finally:
        with held_signals():
            try:
                write(record.as_json().encode())
            except OSError as error:
                raise DockctlError(f"--result {target}: {reason_of(error)}") from error


def _has_folder(path: Path) -> bool:
    try:
        return path.resolve().parent.is_dir()
    except OSError:  # the working directory has been removed
        return False


def _writer(target: str) -> Callable[[bytes], None]:
    """Return what writes a whole record, and raises OSError; raises DockctlError for a target that can't be one."""
    if target.startswith(_DESCRIPTOR):
        number = target.removeprefix(_DESCRIPTOR)
        try:
            descriptor = int(number)
            os.fstat(descriptor)
        except (ValueError, OverflowError, OSError):
            raise DockctlError(f"--result {target}: there is no open file of that number") from None
        return partial(write_all, descriptor)
    path = Path(target)
    if path.is_dir() or not _has_folder(path):
        raise DockctlError(f"--result {target}: not a file that can be written")

    def write(data: bytes) -> None:
        with whole_file(path, mode=None) as file:
            file.write(data)

    return write
