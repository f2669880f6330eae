"""Rich's renderables as lines that a terminal understands, for those who write them to it themselves."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

from rich.console import ConsoleDimensions
from rich.text import Text

from dockctl.render.screen import make_console
from dockctl.render.text import ELLIPSIS

if TYPE_CHECKING:
    from rich.console import RenderableType

    from dockctl.streams import Look

_FIRST_ELLIPSIS = re.compile(rf"^((?:\x1b\[[\d;]*m)?\s*){ELLIPSIS} ", re.MULTILINE)
_ASCII_ELLIPSIS = "."  # as wide as the other one: what was cut fills its line


class Painter:
    """Paints for one terminal, as its ``look`` says; ``console`` has the size of what is being painted."""

    def __init__(self, look: Look) -> None:
        self._ascii = look.ascii
        # Rich draws bars of ASCII where the file has nothing else.
        file = io.TextIOWrapper(io.BytesIO(), encoding="ascii" if look.ascii else "utf-8")
        self.console = make_console(file, look)

    def paint(self, drawn: RenderableType, width: int, height: int) -> list[str]:
        """Return the lines of ``drawn``: at most ``width`` columns each, long ones cut short, at most ``height``."""
        self.console.size = ConsoleDimensions(width, height)
        with self.console.capture() as capture:
            self.console.print(drawn, no_wrap=True, overflow="ellipsis", crop=True)
        painted = capture.get().removesuffix("\n")
        if self._ascii:
            painted = _FIRST_ELLIPSIS.sub(r"\1... ", painted).replace(ELLIPSIS, _ASCII_ELLIPSIS)
        return painted.split("\n")[:height]

    @staticmethod
    def measure(line: str) -> int:
        """Return how many columns a painted line takes."""
        return Text.from_ansi(line).cell_len
