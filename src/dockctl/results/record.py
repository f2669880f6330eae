"""What a command tells of itself while it is at work."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


class Record:
    """``facts`` are what the command knows early, ``finish`` returns what it knows in the end."""

    def __init__(self) -> None:
        self.facts: dict[str, object] = {}
        self.finish: Callable[[], dict[str, object]] = dict
        self.exit_status = 0
