"""What ``logs`` looks for, and how it shows times."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import typer

from dockctl.options.values import parse_bool, parse_natural, parse_seconds

START, LAST = "start", "last"  # what --since may also be
_ZONES = ("utc", "local", "relative")


def parse_zone(text: str) -> str:
    """Return how --timestamps shows times, "" for not at all; a boolean says UTC or nothing. Raises ValueError."""
    if text in _ZONES:
        return text
    try:
        return _ZONES[0] if parse_bool(text) else ""
    except ValueError:
        raise ValueError(f"must be one of {', '.join(_ZONES)}") from None


def parse_pattern(text: str) -> str:
    """Return a regular expression as it is; raises ValueError for one that is none."""
    from dockctl.engine.log_search import compile_pattern

    compile_pattern(text)
    return text


@dataclass(kw_only=True)
class SearchFlags:
    """What is looked for in logs, and for how long."""

    context: Annotated[
        int,
        typer.Option("--context", "-C", metavar="int", parser=parse_natural, help="Lines to show around each"),
    ] = 0
    grep: Annotated[
        list[str] | None,
        typer.Option(
            "--grep",
            metavar="regexp",
            parser=parse_pattern,
            help="Show only lines in which one of these is found; exit with 1 if there are none",
        ),
    ] = None
    ignore_case: Annotated[
        bool, typer.Option("--ignore-case", "-i", help="Take small and capital letters for the same")
    ] = False
    invert: Annotated[bool, typer.Option("--invert", help="Show only lines in which none is found")] = False
    timeout: Annotated[
        float,
        typer.Option(
            "--timeout",
            metavar="duration",
            parser=parse_seconds,
            help="Stop following after this long, with exit status 124 (0: never)",
        ),
    ] = 0.0
    until_match: Annotated[
        str,
        typer.Option(
            "--until-match",
            metavar="regexp",
            parser=parse_pattern,
            help="Follow up to the first line in which this is found",
        ),
    ] = ""

    @property
    def any(self) -> bool:
        """Whether lines have to be looked at."""
        return bool(self.grep or self.until_match or self.timeout)
