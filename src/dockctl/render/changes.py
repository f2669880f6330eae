"""What a container has changed of its image's files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dockctl.render.cell_style import change_style
from dockctl.render.screen import Line, format_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dockctl.engine.payloads.containers import FileChange
    from dockctl.streams import Output

_KINDS = "CAD"  # changed, added, deleted, as the engine numbers them


def write_changes(output: Output, changes: Iterable[FileChange]) -> None:
    """Write a line a path: what has happened to it, and the path."""
    if not output.look.is_plain:
        kinds = [(_KINDS[change["Kind"]], change["Path"]) for change in changes]
        lines = [
            format_line(output, Line(path, mark=f"{kind} ", mark_style=change_style(kind), hanging=2))
            for kind, path in kinds
        ]
        output.write("".join(lines).encode(errors="surrogateescape"))
        return
    output.write("".join(f"{_KINDS[change['Kind']]} {change['Path']}\n" for change in changes))
