"""Text in columns of a terminal: how wide it is, how it is cut short, what must not reach a screen."""

from __future__ import annotations

import re

from dockctl.late import late_pattern

ELLIPSIS = "…"
_SHORT_ID = 12
_NUMBERS = late_pattern(r"(\d+)", re.ASCII)


def display_width(text: str) -> int:
    """Return how many columns ``text`` takes."""
    if text.isascii():
        return len(text)
    from wcwidth import wcwidth

    return sum(max(0, wcwidth(character)) for character in text)


def short_id(identifier: str) -> str:
    """Return the first twelve digits of an ID, without its algorithm."""
    return identifier.rpartition(":")[2][:_SHORT_ID]


def shorten(text: str, width: int) -> str:
    """Return ``text``, cut to at most ``width`` columns with an ellipsis at its end."""
    if display_width(text) <= width:
        return text
    used, kept = 0, []
    for character in text:
        used += display_width(character)
        if used > width - 1:
            break
        kept.append(character)
    return "".join(kept) + ELLIPSIS


def natural_order(text: str) -> list[tuple[int, str]]:
    """Return a key that sorts the numbers in ``text`` by their value: ``v2`` before ``v10``."""
    return [(int(part), "") if part.isdigit() else (-1, part) for part in _NUMBERS.split(text)]
