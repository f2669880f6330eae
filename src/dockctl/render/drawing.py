"""A few lines on a terminal that are drawn anew in their place, and go in the end: nothing of them stays behind."""

from __future__ import annotations

import os
import threading
from contextlib import suppress
from typing import TYPE_CHECKING, Generic, Protocol, Self, TypeVar

from dockctl.errors import OutputError
from dockctl.interruption import held_signals
from dockctl.render.painting import Painter

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rich.console import Console, RenderableType

    from dockctl.streams import Output

_PAUSE = 1 / 8  # seconds between two drawings
_HIDE_CURSOR, _SHOW_CURSOR = "\x1b[?25l", "\x1b[?25h"
_EMPTY_LINE = "\x1b[2K"
_USUAL = os.terminal_size((80, 24))


class _View(Protocol):
    def __rich__(self) -> RenderableType: ...


View = TypeVar("View", bound=_View)


def _window_size(output: Output) -> tuple[int, int]:
    """Return height and width of the terminal behind ``output``."""
    try:
        size = os.get_terminal_size(output.descriptor)
    except OSError:
        size = _USUAL
    return size.lines or _USUAL.lines, size.columns or _USUAL.columns


class Region:
    """The lines below what has been written to ``output``, while entered."""

    def __init__(self, output: Output, painter: Painter) -> None:
        self._output = output
        self._painter = painter
        self._drawn: Sequence[str] = ()
        self._size = (0, 0)

    def __enter__(self) -> Self:
        self._output.write(_HIDE_CURSOR.encode())
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(OutputError):  # the terminal has gone
            self.clear()
            self._output.write(_SHOW_CURSOR.encode())

    def draw(self, view: RenderableType) -> None:
        """Draw ``view`` in the place of what was drawn before; a line less than the window has, at the most."""
        height, width = size = _window_size(self._output)
        lines = self._painter.paint(view, max(1, width - 1), height)[: max(1, height - 1)]
        if (lines, size) != (self._drawn, self._size):
            self._replace(lines, size)
            self._size = size

    def clear(self) -> None:
        """Take it away."""
        self._replace((), _window_size(self._output))

    def _replace(self, lines: Sequence[str], size: tuple[int, int]) -> None:
        """Write ``lines`` over those that were drawn, of which each may take several in a window that is narrower now.

        They are emptied one by one: some terminals keep what they showed when all of it is erased at once.
        """
        height, width = size
        rows = min(height, sum(max(1, -(-self._painter.measure(line) // width)) for line in self._drawn))
        surplus = max(0, rows - max(1, len(lines)))
        written = [f"{_EMPTY_LINE}{line}" for line in lines or ("",)] + [_EMPTY_LINE] * surplus
        start = "\r" + _up(rows - 1) if self._drawn else ""
        end = _up(surplus) if self._drawn else ""
        if surplus and lines:  # the cursor belongs behind the last line
            end += f"\r\x1b[{self._painter.measure(lines[-1])}C"
        self._output.write((start + "\r\n".join(written) + end).encode(errors="replace"))
        self._drawn = lines


def _up(lines: int) -> str:
    """Return what moves the cursor up."""
    return f"\x1b[{lines}A" if lines > 0 else ""


class Drawing(Generic[View]):
    """Draws the view that ``make_view`` makes for a console, while entered.

    A signal that comes as it begins or ends waits until it has done so.

    No generator: a signal between its yield and the body of the ``with`` would leave it as it is.
    """

    def __init__(self, output: Output, make_view: Callable[[Console], View]) -> None:
        painter = Painter(output.look)
        self.view = make_view(painter.console)
        self._output = output
        self._region = Region(output, painter)
        self._lock = threading.Lock()
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True, name="drawing")

    def __enter__(self) -> Self:
        try:
            with held_signals():
                self._region.__enter__()
                with suppress(RuntimeError):  # no thread to be had: nothing is drawn
                    self._thread.start()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        with held_signals():
            self._ended.set()
            if self._thread.ident is not None:
                self._thread.join()
                with suppress(OutputError):
                    self._region.draw(self.view)  # how it ended may have come since
            self._region.__exit__()

    def write_above(self, text: str) -> None:
        """Write a line above what is drawn."""
        with self._lock:
            self._region.clear()
            self._output.write(f"{text}\n")

    def _run(self) -> None:
        with suppress(OutputError):  # the terminal has gone
            while True:
                with self._lock:
                    self._region.draw(self.view)
                if self._ended.wait(_PAUSE):
                    return
