"""Tables in docker's layout: columns of at least ten, three spaces between, the last one unpadded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dockctl.render.text import display_width, neutralise

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dockctl.streams import Output

_NARROWEST = 10
_GAP = 3


def write_table(output: Output, rows: Sequence[Sequence[str]]) -> None:
    """Write ``rows``, the header among them; the same bytes whatever the terminal's width."""
    if output.is_terminal:
        rows = [[neutralise(cell) for cell in row] for row in rows]
    output.write(format_table(rows))


def format_table(rows: Sequence[Sequence[str]]) -> str:
    """Return ``rows`` as lines, each ended by a newline."""
    columns = list(zip(*rows, strict=True))[:-1]
    widths = [max(_NARROWEST, *(display_width(cell) + _GAP for cell in column)) for column in columns]
    lines = []
    for row in rows:
        padded = [cell + " " * (width - display_width(cell)) for cell, width in zip(row, widths, strict=False)]
        lines.append("".join([*padded, row[-1], "\n"]))
    return "".join(lines)
