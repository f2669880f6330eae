"""The lines of a service's tasks, each with its task and node before it, as docker lays them out."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote_plus

from dockctl.errors import StreamError
from dockctl.render.text import short_id

if TYPE_CHECKING:
    from collections.abc import Callable

    from dockctl.streams import Output

_PREFIX = "com.docker.swarm."
_TASK = f"{_PREFIX}task.id"
_CONTEXT = {f"{_PREFIX}node.id", f"{_PREFIX}service.id", _TASK}


class TaskNames:
    """What is written before a task's lines; ``describe`` gives (service, slot, node) of a task's ID."""

    def __init__(
        self, describe: Callable[[str], tuple[str, int, str]], highest: int, *, with_ids: bool, truncate: bool
    ) -> None:
        self._describe = describe
        self._width = len(str(highest))
        self._with_ids = with_ids
        self._truncate = truncate
        self._known: dict[str, bytes] = {}

    def prefix(self, task_id: str) -> bytes:
        """Return ``SERVICE.SLOT.TASK@NODE``, with spaces up to the width of the highest slot."""
        if task_id not in self._known:
            service, slot, node = self._describe(task_id)
            name = f"{service}.{slot}"
            if self._with_ids:
                name += f".{short_id(task_id) if self._truncate else task_id}"
            padding = " " * (self._width - len(str(slot)))
            self._known[task_id] = f"{name}@{node}{padding}    | ".encode()
        return self._known[task_id]


class TaskLineWriter:
    """Writes lines that begin with their details (``name=value,…``, after the time, if there is one)."""

    def __init__(self, output: Output, names: TaskNames, *, timestamps: bool, details: bool) -> None:
        self._output = output
        self._names = names
        self._timestamps = timestamps
        self._details = details
        self._beginning = b""

    def write(self, data: bytes) -> None:
        """Write the lines that ``data`` completes."""
        *lines, self._beginning = (self._beginning + data).split(b"\n")
        if lines:
            self._output.write(b"".join(self._format(line) + b"\n" for line in lines))

    def finish(self) -> None:
        """Write a last line without a newline."""
        if self._beginning:
            self._output.write(self._format(self._beginning))
            self._beginning = b""

    def _format(self, line: bytes) -> bytes:
        """Return a line as it is shown; raises StreamError for one that doesn't say what it is of."""
        try:
            time, rest = line.split(b" ", 1) if self._timestamps else (b"", line)
            encoded, text = rest.split(b" ", 1)
            pairs = [item.partition("=") for item in encoded.decode().split(",")]
            details = {unquote_plus(name): unquote_plus(value) for name, _, value in pairs}
            prefix = self._names.prefix(details[_TASK])
        except (ValueError, KeyError) as error:
            raise StreamError(
                f"invalid context in log message: {line[:200].decode(errors='surrogateescape')}"
            ) from error
        shown = ",".join(f"{name}={value}" for name, value in sorted(details.items()) if name not in _CONTEXT)
        parts = [time + b" " if time else b"", prefix, shown.encode() + b" " if self._details else b"", text]
        return b"".join(parts)
