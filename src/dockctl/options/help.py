"""The layout of ``--help``: flags in two columns, as docker shows them."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_WIDTH = 80
_NAME_WIDTH = 11  # of a list of commands, at the least
_NARROWEST = 24  # columns for the description; below that it is not wrapped


class FlagHelp(NamedTuple):
    """One flag as the help shows it; ``type_name`` is "" for a boolean, ``default`` "" when it is zero."""

    long: str
    short: str
    type_name: str
    description: str
    default: str

    @property
    def head(self) -> str:
        """The first column."""
        start = f"  {self.short}, {self.long}" if self.short else f"      {self.long}"
        return f"{start} {self.type_name}".rstrip()

    @property
    def text(self) -> str:
        """The second column."""
        return f"{self.description} (default {self.default})" if self.default else self.description


def format_flags(flags: Iterable[FlagHelp]) -> str:
    """Return the flags as lines, in alphabetical order."""
    rows = [(flag.head, flag.text) for flag in sorted(flags, key=lambda flag: flag.long)]
    column = max(len(head) for head, _ in rows) + 3
    from shutil import get_terminal_size

    room = get_terminal_size((_WIDTH, 24)).columns - 1 - column
    lines = []
    for head, text in rows:
        wrapped = [
            part
            for line in text.splitlines()
            for part in (textwrap.wrap(line, room, break_long_words=False) if room >= _NARROWEST else [line])
        ]
        lines.append(head.ljust(column) + ("\n" + " " * column).join(wrapped))
    return "\n".join(line.rstrip() for line in lines) + "\n"


def format_commands(commands: Sequence[tuple[str, str]]) -> str:
    """Return names of commands and what they do in two columns."""
    column = max(_NAME_WIDTH, *(len(name) for name, _ in commands)) + 1
    return "".join(f"  {name.ljust(column)}{text}\n" for name, text in commands)
