"""The lines of several containers, each with its container's name before it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from dockctl.engine.stream import STDERR

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dockctl.engine.logs import LogLine
    from dockctl.streams import Output

_COLOURS = (36, 33, 32, 35, 34, 96, 93, 92, 95, 94)  # SGR: those that are read on dark and light ground


class LineWriter:
    """Writes lines to the output of their stream; names are coloured where that is a terminal."""

    def __init__(self, names: Sequence[str], stdout: Output, stderr: Output, *, timestamps: bool) -> None:
        self._timestamps = timestamps
        self._outputs = {True: stderr, False: stdout}
        width = max(map(len, names), default=0)
        self._plain = {name: f"{name.ljust(width)} | ".encode() for name in names}
        self._coloured = {
            name: b"\x1b[%dm%s\x1b[0m" % (_COLOURS[number % len(_COLOURS)], self._plain[name])
            for number, name in enumerate(names)
        }
        if os.environ.get("NO_COLOR"):
            self._coloured = self._plain

    def write(self, line: LogLine) -> None:
        """Write one line."""
        output = self._outputs[line.stream == STDERR]
        prefix = (self._coloured if output.is_terminal else self._plain)[line.container]
        time = f"{line.timestamp} ".encode() if self._timestamps else b""
        output.write(b"%s%s%s\n" % (prefix, time, line.text))
