"""``--result``: takes note of what a command comes to, if that is wanted (writing.py), and costs nothing if not."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from dockctl.results.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dockctl.session import Session


@contextmanager
def recorded(session: Session, target: str, command: str) -> Iterator[Record]:
    """Give a record that is written to ``target`` in the end, whatever the end is; "", or a rehearsal, writes none.

    Raises DockctlError before anything is done if that is no place to write to.
    """
    if not target or session.rehearses:
        yield Record()
        return
    from dockctl.results.writing import written

    with written(target, command) as record:
        yield record
