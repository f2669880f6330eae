"""Rich's renderables as lines that a terminal understands, for those who write them to it themselves."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from rich.console import Console, ConsoleDimensions
from rich.text import Text

from dockctl.render.text import ELLIPSIS

if TYPE_CHECKING:
    from rich.console import RenderableType

    from dockctl.streams import Look

_ASCII_ELLIPSIS = "."  # as wide as the other one


class Painter:
    """Paints for one terminal, as its ``look`` says; ``console`` has the size of what is being painted."""

    def __init__(self, look: Look) -> None:
        self._ascii = look.ascii
        self.console = Console(
            # Rich draws bars of ASCII where the file has nothing else.
            file=io.TextIOWrapper(io.BytesIO(), encoding="ascii" if look.ascii else "utf-8"),
            force_terminal=True,
            color_system="auto" if look.colours else None,
            no_color=False,
            highlight=False,
        )

    def paint(self, drawn: RenderableType, width: int, height: int) -> list[str]:
        """Return the lines of ``drawn``: at most ``width`` columns each, long ones cut short, at most ``height``."""
        self.console.size = ConsoleDimensions(width, height)
        with self.console.capture() as capture:
            self.console.print(drawn, no_wrap=True, overflow="ellipsis", crop=True)
        painted = capture.get().removesuffix("\n")
        if self._ascii:
            painted = painted.replace(ELLIPSIS, _ASCII_ELLIPSIS)
        return painted.split("\n")[:height]

    @staticmethod
    def measure(line: str) -> int:
        """Return how many columns a painted line takes."""
        return Text.from_ansi(line).cell_len
