"""``-e NAME[=VALUE]``: a container's environment."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


def parse_variable(text: str) -> str:
    """Return ``NAME[=VALUE]`` as it is; raises ValueError for one without a name."""
    if not text or text.startswith("="):
        raise ValueError(f"invalid environment variable: {text}")
    return text


def resolve_variables(variables: Iterable[str], environment: Mapping[str, str]) -> list[str]:
    """Return ``variables`` with the value of each bare NAME taken from ``environment``.

    A bare NAME that is not set there stays bare: the engine then removes the image's variable of that name.
    """
    return [
        f"{variable}={environment[variable]}" if "=" not in variable and variable in environment else variable
        for variable in variables
    ]
