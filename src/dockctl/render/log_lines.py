"""The lines of several containers, each with its container's name before it."""

from __future__ import annotations

import base64
import json
import re
import time
from datetime import datetime
from typing import TYPE_CHECKING

from dockctl.engine.log_search import ESCAPES
from dockctl.engine.stream import STDERR
from dockctl.render.screen import QUIET, paint
from dockctl.render.units import time_ago

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from dockctl.engine.logs import LogLine
    from dockctl.streams import Output

_COLOURS = (36, 33, 32, 35, 34, 96, 93, 92, 95, 94)  # SGR: those that are read on dark and light ground

_INVERT, _REVERT = b"\x1b[7m", b"\x1b[27m"  # which leave the colours of a container's own as they are


class LineWriter:
    """Writes lines to the output of their stream, after their container's name where there are several.

    ``stamp`` makes the text of a line's time, None shows none. An output with colours gets the name of each container
    in one of its own, quiet times, and what ``patterns`` find inverted.
    """

    def __init__(  # noqa: PLR0913  (what lines are shown with)
        self,
        names: Sequence[str],
        stdout: Output,
        stderr: Output,
        *,
        stamp: Callable[[str], str] | None = None,
        named: bool = True,
        patterns: Sequence[re.Pattern[bytes]] = (),
    ) -> None:
        self._stamp = stamp
        self._named = named
        self._outputs = {True: stderr, False: stdout}
        self._width = max(map(len, names), default=0)
        self._plain: dict[str, bytes] = {}
        self._coloured: dict[str, bytes] = {}
        self._patterns = patterns
        for name in names:
            self._add(name)

    def _add(self, name: str) -> None:
        number = len(self._plain)
        plain = f"{name.ljust(self._width)} | ".encode() if self._named else b""
        self._plain[name] = self._coloured[name] = plain
        if plain:
            self._coloured[name] = b"\x1b[%dm%s\x1b[0m" % (_COLOURS[number % len(_COLOURS)], plain)

    def write(self, line: LogLine) -> None:
        """Write one line."""
        if line.container not in self._plain:
            self._add(line.container)
        output = self._outputs[line.stream == STDERR]
        has_colours = output.look.colours
        prefix = (self._coloured if has_colours else self._plain)[line.container]
        time = b""
        if self._stamp:
            time = f"{paint(self._stamp(line.timestamp), QUIET, output.look)} ".encode()
        text = mark_found(line.text, self._patterns) if has_colours and self._patterns else line.text
        output.write(b"%s%s%s\n" % (prefix, time, text))


def mark_found(text: bytes, patterns: Sequence[re.Pattern[bytes]]) -> bytes:
    """Return ``text`` with what ``patterns`` find in it inverted."""
    escapes = list(ESCAPES.finditer(text))
    bare = ESCAPES.sub(b"", text)
    found = sorted({match.span() for pattern in patterns for match in pattern.finditer(bare) if match[0]})
    if not found:
        return text
    marked = bytearray(len(bare))
    for start, end in found:
        marked[start:end] = b"\1" * (end - start)
    pieces: list[bytes] = []
    position = shift = 0  # in the bare text; how much longer the text before it is
    for escape in [*escapes, None]:
        end = escape.start() - shift if escape else len(bare)
        pieces += _inverted(bare[position:end], marked[position:end])
        position = end
        if escape:
            pieces.append(escape[0])
            shift += len(escape[0])
    return b"".join(pieces)


def _inverted(text: bytes, marked: bytes | bytearray) -> Iterator[bytes]:
    """Yield the pieces of ``text``, those that are ``marked`` by a one inverted."""
    start = 0
    for run in re.finditer(rb"\x01+", marked):
        yield text[start : run.start()]
        yield _INVERT + text[run.start() : run.end()] + _REVERT
        start = run.end()
    yield text[start:]


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
