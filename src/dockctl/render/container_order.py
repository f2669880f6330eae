"""Containers in another order than the engine's, in groups, or as data."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from dockctl.engine.containers import own_name

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from dockctl.engine.payloads.containers import ContainerSummary
    from dockctl.render.containers import ContainerRow
    from dockctl.render.hosts import HostedRow
    from dockctl.streams import Output

    Found = list[tuple[ContainerSummary, str]]
    Row = ContainerRow | HostedRow

_PROJECT = "com.docker.compose.project"
_KEYS: dict[str, Callable[[ContainerSummary], Any]] = {
    "name": own_name,
    "created": lambda summary: summary["Created"],
    "status": lambda summary: (summary["State"], summary["Status"]),
    "image": lambda summary: summary["Image"],
    "size": lambda summary: summary.get("SizeRw", 0),
    "id": lambda summary: summary["Id"],
}


def in_order(found: Found, order: str, *, reverse: bool) -> Found:
    """Return containers (with their hosts) by the keys that ``order`` names, or else as they are."""
    keys = [_KEYS[name] for name in order.split(",") if name]
    if "created" in order.split(","):
        found = found[::-1]  # of those of one second the engine knows the order: the newest first
    if keys:
        found = sorted(found, key=lambda item: [key(item[0]) for key in keys])
    return found[::-1] if reverse else found


def as_array(found: Found) -> str:
    """Return the engine's objects as a JSON array; of several engines each has its ``Host``."""
    objects = [dict(summary) | ({"Host": host} if host else {}) for summary, host in found]
    return json.dumps(objects, indent=2, ensure_ascii=False) + "\n"


def write_groups(
    output: Output,
    rows: Sequence[tuple[ContainerSummary, Row]],
    label: str,
    write: Callable[[Output, Sequence[Row]], None],
) -> None:
    """Write a heading and a table for each value of ``label`` (``project``: compose's), those without it last."""
    from dockctl.render.screen import HEADING, Line, write_line

    name = _PROJECT if label == "project" else label
    groups: dict[str, list[Row]] = {}
    for summary, row in rows:
        groups.setdefault((summary["Labels"] or {}).get(name, ""), []).append(row)
    for number, group in enumerate(sorted(groups, key=lambda value: (not value, value))):
        output.write("\n" if number else "")
        write_line(output, Line(f"{group or f'(no {label})'} ({len(groups[group])})", HEADING))
        write(output, groups[group])
