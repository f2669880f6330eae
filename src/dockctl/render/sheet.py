"""What fills a window: a header that stays, as many rows as there is room for, notes, and a quiet last line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.console import Group
from rich.text import Text

from dockctl.render.screen import BAD, QUIET
from dockctl.streams import Look, Output
from dockctl.visible import neutralise

if TYPE_CHECKING:
    from collections.abc import Sequence

_ROOM_FOR_FOOTER = 3  # lines that a window has at the least if one of them is the footer's


class Page(Output):
    """An output that keeps what is written to it, as a window of ``columns`` would show it."""

    is_terminal = True
    columns = 0

    def __init__(self, look: Look, columns: int) -> None:
        super().__init__(1, "page", look)
        self.columns = columns
        self.text = ""

    def write(self, data: str | bytes) -> None:
        """Add ``data``."""
        self.text += data.decode(errors="replace") if isinstance(data, bytes) else self.shown(data)


@dataclass(frozen=True)
class Sheet:
    """Painted lines of one moment, for a window of any height; ``notes`` are what went wrong."""

    header: Sequence[str] = ()
    rows: Sequence[str] = ()
    notes: Sequence[str] = ()
    footer: str = ""

    def fit(self, height: int) -> Group:
        """Return as many lines as a window of ``height`` has, the last one the footer's; fewer without a footer."""
        footer = [Text(self.footer, style=QUIET)] if self.footer and height >= _ROOM_FOR_FOOTER else []
        room = height - len(footer)
        notes = [Text(neutralise(note), style=BAD) for note in self.notes][: max(0, room - 2)]
        room -= len(notes)
        header = self.header[: max(0, room - 1)]
        room -= len(header)
        shown = self.rows if len(self.rows) <= room else self.rows[: max(0, room - 1)]
        rows = [Text.from_ansi(line) for line in [*header, *shown]]
        if len(shown) < len(self.rows):
            rows.append(Text(f"… {_count_rows(self.rows[len(shown) :])} more", style=QUIET))
            shown = [*shown, ""]
        empty = [Text()] * (room - len(shown)) if footer else []
        return Group(*rows, *notes, *empty, *footer)


def listing_sheet(page: Page, *, has_header: bool, notes: Sequence[str] = (), footer: str = "") -> Sheet:
    """Return a sheet of what was written to ``page``; with a header it is the first line."""
    lines = page.text.splitlines()
    return Sheet(lines[:1] if has_header else (), lines[1:] if has_header else lines, notes, footer)


def _count_rows(lines: Sequence[str]) -> int:
    """Return how many rows ``lines`` are: one that begins with spaces goes on with the row before."""
    return max(1, sum(not line.startswith(" ") for line in lines))
