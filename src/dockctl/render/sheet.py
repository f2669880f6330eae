"""What fills a window: a header that stays, as many rows as there is room for, notes, and a quiet last line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.console import Group
from rich.text import Text

from dockctl.visible import neutralise

if TYPE_CHECKING:
    from collections.abc import Sequence

_QUIET, _ALARMING = "dim", "red"
_ROOM_FOR_FOOTER, _ROOM_FOR_HEADER = 3, 2  # lines a window has at the least, to have one of these beside a row


def listing_sheet(text: str, *, has_header: bool, notes: Sequence[str] = (), footer: str = "") -> Sheet:
    """Return a sheet of the lines of ``text``; with a header it is the first of them."""
    lines = [Text(neutralise(line)) for line in text.splitlines()]
    header, rows = (lines[:1], lines[1:]) if has_header else ([], lines)
    for line in header:
        line.stylize(_QUIET)
    return Sheet(header, rows, notes, footer)


@dataclass(frozen=True)
class Sheet:
    """Lines of one moment, to be laid out for a window of any size; ``notes`` are what went wrong."""

    header: Sequence[Text] = ()
    rows: Sequence[Text] = ()
    notes: Sequence[str] = ()
    footer: str = ""

    def fit(self, height: int) -> Group:
        """Return what a window of ``height`` lines shows."""
        return Group(*self.lay_out(height))

    def lay_out(self, height: int) -> list[Text]:
        """Return as many lines as a window of ``height`` has, the last one the footer's; fewer in a tiny window."""
        footer = [Text(self.footer, style=_QUIET)] if self.footer and height >= _ROOM_FOR_FOOTER else []
        room = height - len(footer)
        notes = [Text(neutralise(note), style=_ALARMING) for note in self.notes][: max(0, room - 2)]
        room -= len(notes)
        header = list(self.header[: max(0, room - 1)])
        room -= len(header)
        rows = list(self.rows)
        if len(rows) > room:
            hidden = len(rows) - max(0, room - 1)
            rows = [*rows[: max(0, room - 1)], Text(f"… {hidden} more", style=_QUIET)]
        empty = [Text()] * (room - len(rows)) if footer else []
        return [*header, *rows, *notes, *empty, *footer]
