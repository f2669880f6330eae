"""``--cap-add``, ``--cap-drop`` and ``--security-opt``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from dockctl.errors import reading_failure
from dockctl.letters import upper
from dockctl.visible import quote

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_ALL = "ALL"
_UNCONFINED_PATHS = "systempaths=unconfined"


def effective_capabilities(add: Iterable[str], drop: Iterable[str]) -> tuple[list[str], list[str]]:
    """Return the capabilities to add and to drop, in full, sorted, each once."""
    added = {_full_name(name) for name in add}
    dropped = {_full_name(name) for name in drop}
    if _ALL in added:
        added = {_ALL}
    if _ALL in dropped:
        dropped = {_ALL}
    return sorted(added), sorted(dropped)


def _full_name(name: str) -> str:
    full = upper(name)
    return full if full == _ALL or full.startswith("CAP_") else f"CAP_{full}"


def security_options(values: Sequence[str]) -> list[str]:
    """Return the options with the seccomp profile in its file's place; raises ValueError."""
    options = []
    for value in values:
        sign = "=" if "=" in value else ":"
        name, found, content = value.partition(sign)
        if not (found and content) and name != "no-new-privileges":
            raise ValueError(f"Invalid --security-opt: {quote(value)}")
        if name == "seccomp" and content not in {"unconfined", "builtin"}:
            options.append(f"seccomp={_read_profile(content)}")
        else:
            options.append(value)
    return options


def _read_profile(path: str) -> str:
    from dockctl.config.go_json import NotJsonError, compact_json

    try:
        data = Path(path).read_bytes()
    except OSError as error:
        reason = reading_failure(path, error)
        raise ValueError(f"opening seccomp profile ({path}) failed: {reason}") from None
    try:
        return compact_json(data)
    except NotJsonError as error:
        raise ValueError(f"compacting json for seccomp profile ({path}) failed: {error}") from None


def split_system_paths(options: Sequence[str]) -> tuple[list[str], bool]:
    """Return the options for the engine, and whether system paths are to be neither masked nor read-only."""
    rest = [option for option in options if option != _UNCONFINED_PATHS]
    return rest, len(rest) < len(options)
