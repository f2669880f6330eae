"""The processes of a container, in the columns that its ``ps`` has made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dockctl.render.table import write_table

if TYPE_CHECKING:
    from dockctl.engine.payloads.containers import TopResponse
    from dockctl.streams import Output

_NARROWEST = 20  # docker's columns for this table, wider than others'
# How columns give way in a narrow window: what a process is comes before when and where it was started.
_STEPS = (
    ("CMD", 24), ("COMMAND", 24), ("C", 0), ("TTY", 0), ("TT", 0), ("STIME", 0), ("STAT", 0), ("PPID", 0),
    ("VSZ", 0), ("CMD", 12), ("COMMAND", 12), ("TIME", 0), ("UID", 0), ("USER", 0), ("*", 8), ("CMD", 4),
    ("COMMAND", 4),
)  # fmt: skip


def write_processes(output: Output, processes: TopResponse) -> None:
    """Write a table with the titles and rows as they are."""
    rows = [processes["Titles"], *(processes["Processes"] or [])]
    if not output.look.is_plain:
        from dockctl.render.screen_table import Listing, write_list

        titles = [title.strip() for title in rows[0]]
        write_list(output, Listing(titles, rows, steps=_STEPS), narrowest=_NARROWEST)
        return
    text = "".join("\t".join(row) + "\n" for row in rows)
    write_table(output, text, narrowest=_NARROWEST)
