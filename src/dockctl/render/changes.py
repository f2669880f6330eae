"""What a container has changed of its image's files."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dockctl.engine.payloads.containers import FileChange
    from dockctl.streams import Output

_KINDS = "CAD"  # changed, added, deleted, as the engine numbers them


def write_changes(output: Output, changes: Iterable[FileChange]) -> None:
    """Write a line a path: what has happened to it, and the path."""
    output.write("".join(f"{_KINDS[change['Kind']]} {change['Path']}\n" for change in changes))
