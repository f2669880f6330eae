"""The processes of a container, in the columns that its ``ps`` has made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dockctl.render.table import write_table

if TYPE_CHECKING:
    from dockctl.engine.payloads.containers import TopResponse
    from dockctl.streams import Output

_NARROWEST = 20  # docker's columns for this table, wider than others'


def write_processes(output: Output, processes: TopResponse) -> None:
    """Write a table with the titles and rows as they are."""
    rows = [processes["Titles"], *(processes["Processes"] or [])]
    text = "".join("\t".join(row) + "\n" for row in rows)
    write_table(output, text, narrowest=_NARROWEST)
