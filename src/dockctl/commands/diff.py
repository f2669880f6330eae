"""dockctl diff: GET /containers/{id}/changes, one path a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from dockctl.errors import DockctlError
from dockctl.options.arguments import Container

if TYPE_CHECKING:
    from dockctl.session import Session


def diff(ctx: typer.Context, container: Container) -> None:
    """Inspect changes to files or directories on a container's filesystem."""
    from dockctl.render.changes import write_changes

    session: Session = ctx.obj
    if not container:
        raise DockctlError("Container name cannot be empty")
    write_changes(session.stdout, session.engine.files.changes(container))
