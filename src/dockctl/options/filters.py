"""``--filter name=value``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, NamedTuple, TypeAlias

import typer

from dockctl.letters import lower, trim

if TYPE_CHECKING:
    from collections.abc import Iterable


class Filter(NamedTuple):
    """One condition."""

    name: str
    value: str


NO_FILTER = Filter("", "")  # the one of the empty text, which filters nothing


def parse_filter(text: str) -> Filter:
    """Return the condition that ``text`` states; raises ValueError."""
    if not text:
        return NO_FILTER
    name, equals, value = text.partition("=")
    if not equals:
        raise ValueError("bad format of filter (expected name=value)")
    return Filter(lower(trim(name)), trim(value))


def collect_filters(filters: Iterable[Filter] | None) -> dict[str, list[str]]:
    """Return name → values, as the engine takes them."""
    collected: dict[str, list[str]] = {}
    for condition in filters or ():
        if condition is not NO_FILTER:
            collected.setdefault(condition.name, []).append(condition.value)
    return collected


Filters: TypeAlias = Annotated[
    list[Filter] | None,
    typer.Option(
        "--filter",
        "-f",
        metavar="filter",
        parser=parse_filter,
        help="Filter output based on conditions provided",
    ),
]
PruneFilters: TypeAlias = Annotated[
    list[Filter] | None,
    typer.Option(
        "--filter",
        metavar="filter",
        parser=parse_filter,
        help='Provide filter values (e.g. "until=<timestamp>")',
    ),
]
