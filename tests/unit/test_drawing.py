"""A few lines that are drawn anew in their place, on a terminal that keeps what is erased as a whole."""

from __future__ import annotations

import os
import pty
import termios

import pyte
import pytest
from rich.console import Group
from rich.text import Text

from dockctl.render.drawing import Region
from dockctl.render.painting import Painter
from dockctl.streams import Look, Output

LOOK = Look(terminal=True)


class Shown:
    """A pseudo-terminal of our own, and what is on its screen."""

    def __init__(self, *, columns: int = 40, rows: int = 12, above: int = 0) -> None:
        self._master, self._slave = pty.openpty()
        termios.tcsetwinsize(self._slave, (rows, columns))
        self._screen = pyte.HistoryScreen(columns, rows, history=100)
        self._stream = pyte.ByteStream(self._screen)
        self._stream.feed(b"above\r\n" * above)
        self.output = Output(self._slave, "terminal", LOOK)
        self.written = b""

    def close(self) -> None:
        os.close(self._slave)
        os.close(self._master)

    def lines(self) -> list[str]:
        os.write(self._slave, b"\0")  # reading ends here
        while not self.written.endswith(b"\0"):
            data = os.read(self._master, 65536)
            self.written += data
            self._stream.feed(data.removesuffix(b"\0"))
        self.written = self.written.removesuffix(b"\0")
        return [line.rstrip() for line in self._screen.display if line.strip()]

    @property
    def cursor(self) -> tuple[int, int]:
        return self._screen.cursor.y, self._screen.cursor.x

    @property
    def is_cursor_hidden(self) -> bool:
        return bool(self._screen.cursor.hidden)


def numbered(count: int) -> Group:
    return Group(*(Text(f"line {number} of {count}") for number in range(count)))


@pytest.mark.parametrize("above", [0, 3, 11, 30])
def test_each_drawing_takes_the_place_of_the_one_before(above: int) -> None:
    shown = Shown(above=above)
    before = shown.lines()
    with Region(shown.output, Painter(LOOK)) as region:
        for count in (3, 5, 1, 4, 11, 2):
            region.draw(numbered(count))
            lines = shown.lines()
            assert lines[-count:] == [f"line {number} of {count}" for number in range(count)]
            assert set(lines[:-count]) <= {"above"}
            assert shown.is_cursor_hidden
    assert set(shown.lines()) <= set(before)
    assert not shown.is_cursor_hidden
    assert shown.cursor[1] == 0
    # Some terminals keep what was on them when that is erased to the end, or as a whole.
    assert b"\x1b[J" not in shown.written
    assert b"\x1b[2J" not in shown.written
    shown.close()


def test_no_more_lines_than_the_window_has_and_nothing_twice() -> None:
    shown = Shown(above=5)
    with Region(shown.output, Painter(LOOK)) as region:
        region.draw(numbered(50))
        assert len([line for line in shown.lines() if line.startswith("line")]) == 11
        written = len(shown.written)
        region.draw(numbered(50))
        shown.lines()
        assert len(shown.written) == written
    assert set(shown.lines()) <= {"above"}
    shown.close()
