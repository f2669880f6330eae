"""Tables in docker's layout, that of Go's text/tabwriter.

A cell ends at a tab. Cells above one another, in lines that follow each other, are a column: at least ten
wide, three spaces between. What follows a line's last tab is in no column and gets no spaces behind it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dockctl.render.text import display_width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dockctl.streams import Output

NARROWEST = 10
_GAP = 3


def write_table(output: Output, text: str, *, narrowest: int = NARROWEST) -> None:
    """Write ``text`` with its columns aligned; the same bytes whatever the terminal's width.

    Control characters are made visible, and letters ASCII, as ``output`` needs it.
    """
    output.write(align(output.shown(text), narrowest))


def align(text: str, narrowest: int = NARROWEST, painted: Sequence[Sequence[str]] | None = None) -> str:
    """Return ``text`` with its tabs replaced by the spaces that align its columns, ``narrowest`` at the least.

    ``painted`` cells take the place of those of ``text``, and the same room.
    """
    lines = [line.split("\t") for line in text.split("\n")]
    widths: list[list[int]] = [[0] * (len(cells) - 1) for cells in lines]
    for column in range(max(map(len, lines)) - 1):
        block: list[int] = []
        for number in range(len(lines) + 1):
            if number < len(lines) and column < len(lines[number]) - 1:
                block.append(number)
            elif block:
                widest = max(display_width(lines[member][column]) for member in block)
                for member in block:
                    widths[member][column] = max(narrowest, widest + _GAP)
                block = []
    return "\n".join(
        "".join(
            [
                *(
                    shown + " " * (width - display_width(cell))
                    for shown, cell, width in zip(shown_cells, cells, line_widths, strict=False)
                ),
                shown_cells[-1],
            ],
        )
        for shown_cells, cells, line_widths in zip(painted or lines, lines, widths, strict=True)
    )
