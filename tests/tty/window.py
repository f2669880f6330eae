"""A window with an alternate screen in which one command runs, of any size, also of another one later."""

from __future__ import annotations

import time
from contextlib import suppress
from copy import deepcopy
from typing import TYPE_CHECKING, Any

import pexpect
import pyte

if TYPE_CHECKING:
    from collections.abc import Mapping

_ALTERNATE = 1049  # the private mode in which programs that fill the window run
_PATIENCE = 60  # seconds
_DECIDING = {
    "COLUMNS",
    "LINES",
    "NO_COLOR",
    "FORCE_COLOR",
    "CLICOLOR",
    "CLICOLOR_FORCE",
    "LC_ALL",
    "LC_CTYPE",
    "LANG",
}


class _Screen(pyte.HistoryScreen):
    """Pyte's, with the alternate screen that it lacks."""

    is_alternate = False

    def set_mode(self, *modes: int, **kinds: Any) -> None:  # noqa: ANN401  (as pyte has it)
        if kinds.get("private") and _ALTERNATE in modes:
            self._kept = (deepcopy(self.buffer), deepcopy(self.cursor))
            self.is_alternate = True
            self.erase_in_display(2)
        super().set_mode(*modes, **kinds)

    def reset_mode(self, *modes: int, **kinds: Any) -> None:  # noqa: ANN401
        if kinds.get("private") and _ALTERNATE in modes and self.is_alternate:
            self.buffer, self.cursor = self._kept
            self.is_alternate = False
        super().reset_mode(*modes, **kinds)


class Window:
    """One of ``columns`` and ``rows``, with ``before`` on it; ``frames`` are the lines it showed after each read."""

    def __init__(
        self,
        command: list[str],
        environment: Mapping[str, str],
        *,
        columns: int = 80,
        rows: int = 24,
        term: str = "xterm",
        before: str = "$ before\r\n",
    ) -> None:
        own = {name: value for name, value in environment.items() if name not in _DECIDING}
        self._screen = _Screen(columns, rows, history=1000, ratio=0.5)
        self._stream = pyte.ByteStream(self._screen)
        self._stream.feed(before.encode())
        self.written = b""
        self.frames: list[list[str]] = []
        self.process: pexpect.spawn[bytes] = pexpect.spawn(
            command[0], command[1:], env=own | {"TERM": term}, dimensions=(rows, columns), timeout=_PATIENCE
        )

    def read(self) -> bool:
        """Draw what comes within a moment; return False at the end."""
        try:
            data = self.process.read_nonblocking(1 << 16, timeout=0.1)
        except pexpect.TIMEOUT:
            return True
        except pexpect.EOF:
            return False
        self.written += data
        self._stream.feed(data)
        self.frames.append(self.lines)
        return True

    def read_until(self, *words: str, rows: int = 0, without: str = "\0") -> list[str]:
        """Draw until all ``words`` are on the screen, on so many ``rows``, ``without`` others; return its lines."""
        deadline = time.monotonic() + _PATIENCE
        while True:
            lines = self.lines
            text = "\n".join(lines)
            if all(word in text for word in words) and without not in text and len(lines) >= rows:
                return lines
            assert time.monotonic() < deadline, lines
            assert self.read(), lines

    def read_for(self, seconds: float) -> None:
        """Draw what is written in so many seconds."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline and self.read():
            pass

    def read_to_end(self) -> int:
        """Draw everything until the command ends; return its exit status."""
        deadline = time.monotonic() + _PATIENCE
        while self.read():
            assert time.monotonic() < deadline, self.lines
        self.process.close()
        assert self.process.exitstatus is not None
        return int(self.process.exitstatus)

    def resize(self, *, columns: int, rows: int) -> None:
        """Make the window another size."""
        self._screen.resize(rows, columns)
        self.process.setwinsize(rows, columns)

    def close(self) -> None:
        """End the command, if it runs."""
        with suppress(pexpect.ExceptionPexpect, OSError):
            self.process.close(force=True)

    @property
    def is_alternate(self) -> bool:
        """Whether the alternate screen is shown."""
        return self._screen.is_alternate

    @property
    def hides_cursor(self) -> bool:
        """Whether the cursor can't be seen."""
        return bool(self._screen.cursor.hidden)

    @property
    def lines(self) -> list[str]:
        """What is on the screen, without the empty lines at its end."""
        lines = [line.rstrip() for line in self._screen.display]
        while lines and not lines[-1]:
            lines.pop()
        return lines

    @property
    def scrolled(self) -> list[str]:
        """The lines that have left the screen at its top."""
        rows = self._screen.history.top
        return ["".join(row[column].data for column in range(self._screen.columns)).rstrip() for row in rows]
