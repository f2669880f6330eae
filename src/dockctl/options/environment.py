"""``-e NAME[=VALUE]``: a container's environment."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from dockctl.errors import reason_of

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


def read_variables(path: str, environment: Mapping[str, str] | None) -> list[str]:
    """Return the variables of a file of ``NAME=VALUE`` lines, values verbatim; raises ValueError.

    A bare NAME takes its value from ``environment`` and is left out if that has none.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    except OSError as error:
        raise ValueError(f"open {path}: {reason_of(error)}") from None
    try:
        with open(descriptor, "rb") as file:  # noqa: PTH123  (a descriptor)
            data = file.read()
    except OSError as error:
        raise ValueError(f"invalid env file ({path}): read {path}: {reason_of(error)}") from None
    variables = []
    for number, line in enumerate(data.removeprefix(b"\xef\xbb\xbf").split(b"\n"), start=1):
        try:
            text = line.decode().removesuffix("\r").lstrip()
        except UnicodeDecodeError:
            raise ValueError(
                f"invalid env file ({path}): invalid utf8 bytes at line {number}: [{' '.join(map(str, line))}]"
            ) from None
        if not text or text.startswith("#"):
            continue
        name, equals, _ = text.partition("=")
        if not name:
            raise ValueError(f"invalid env file ({path}): no variable name on line '{text}'")
        if " " in name or "\t" in name:
            raise ValueError(f"invalid env file ({path}): variable '{name}' contains whitespaces")
        if equals:
            variables.append(text)
        elif environment and name in environment:
            variables.append(f"{name}={environment[name]}")
    return variables


def parse_label(text: str) -> str:
    """Return ``NAME[=VALUE]`` as it is; raises ValueError."""
    name = text.partition("=")[0].lstrip(" \t")
    if not name:
        raise ValueError(f"invalid label '{text}': empty name")
    if " " in name or "\t" in name:
        raise ValueError(f"label '{name}' contains whitespaces")
    return text


def as_mapping(pairs: Iterable[str]) -> dict[str, str]:
    """Return ``NAME[=VALUE]`` texts as name → value; later ones win."""
    return {name: value for name, _, value in (pair.partition("=") for pair in pairs)}
