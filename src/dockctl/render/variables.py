"""A container's environment: what each variable is, and where it comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dockctl.streams import Output

_MASK = "****"


class Variable(NamedTuple):
    """``NAME=VALUE`` (a bare NAME removes the variable), and its ``origin``: image, a file, -e or config.json."""

    text: str
    origin: str


def write_variables(output: Output, variables: Iterable[Variable], *, values: bool) -> None:
    """Write each variable that there is in the end, with its origin; values are masked unless wanted."""
    merged: dict[str, tuple[str, str]] = {}
    for text, origin in variables:
        name, equals, value = text.partition("=")
        merged.pop(name, None)
        if equals:
            merged[name] = (value, origin)
    for name, (value, origin) in merged.items():
        shown = value.replace("\n", "\\n") if values or not value else _MASK
        output.write(f"{name}={shown}\t{origin}\n")
