"""The lines of several containers, each with its container's name before it."""

from __future__ import annotations

import base64
import json
import os
import time
from datetime import datetime
from typing import TYPE_CHECKING

from dockctl.engine.stream import STDERR
from dockctl.render.units import time_ago

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from dockctl.engine.logs import LogLine
    from dockctl.streams import Output

_COLOURS = (36, 33, 32, 35, 34, 96, 93, 92, 95, 94)  # SGR: those that are read on dark and light ground


class LineWriter:
    """Writes lines to the output of their stream, after their container's name where there are several.

    Names are coloured where that is a terminal. ``stamp`` makes the text of a line's time, None shows none.
    """

    def __init__(
        self,
        names: Sequence[str],
        stdout: Output,
        stderr: Output,
        *,
        stamp: Callable[[str], str] | None = None,
        named: bool = True,
    ) -> None:
        self._stamp = stamp
        self._named = named
        self._outputs = {True: stderr, False: stdout}
        self._width = max(map(len, names), default=0)
        self._plain: dict[str, bytes] = {}
        self._coloured: dict[str, bytes] = {}
        self._has_colour = not os.environ.get("NO_COLOR")
        for name in names:
            self._add(name)

    def _add(self, name: str) -> None:
        number = len(self._plain)
        plain = f"{name.ljust(self._width)} | ".encode() if self._named else b""
        self._plain[name] = self._coloured[name] = plain
        if self._has_colour and plain:
            self._coloured[name] = b"\x1b[%dm%s\x1b[0m" % (_COLOURS[number % len(_COLOURS)], plain)

    def write(self, line: LogLine) -> None:
        """Write one line."""
        if line.container not in self._plain:
            self._add(line.container)
        output = self._outputs[line.stream == STDERR]
        prefix = (self._coloured if output.is_terminal else self._plain)[line.container]
        time = f"{self._stamp(line.timestamp)} ".encode() if self._stamp else b""
        output.write(b"%s%s%s\n" % (prefix, time, line.text))


class JsonWriter:
    """Writes an object a line to stdout."""

    def __init__(self, stdout: Output) -> None:
        self._stdout = stdout

    def write(self, line: LogLine) -> None:
        """Write one line: ``log`` as text, or ``log_b64`` where it is none."""
        facts = {
            "t": line.timestamp,
            "container": line.container,
            "id": line.container_id,
            "stream": "stderr" if line.stream == STDERR else "stdout",
        }
        try:
            facts["log"] = line.text.decode()
        except UnicodeDecodeError:
            facts["log_b64"] = base64.b64encode(line.text).decode()
        self._stdout.write((json.dumps(facts, ensure_ascii=False) + "\n").encode())


def stamp_maker(style: str) -> Callable[[str], str] | None:
    """Return what writes times in a ``style`` that --timestamps takes; None for none."""
    makers: dict[str, Callable[[str], str]] = {"utc": str, "local": _local, "relative": _relative}
    return makers.get(style)


def _local(timestamp: str) -> str:
    """Return a time in the user's zone, with its microseconds."""
    if not timestamp:
        return timestamp
    return datetime.fromisoformat(timestamp).astimezone().isoformat(timespec="microseconds")


def _relative(timestamp: str) -> str:
    """Return how long ago a time is."""
    if not timestamp:
        return timestamp
    return time_ago(datetime.fromisoformat(timestamp).timestamp(), time.time())
