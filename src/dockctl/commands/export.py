"""dockctl export: GET /containers/{id}/export, a file system as a tar archive."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from dockctl.options.arguments import Container
from dockctl.options.shared import OutputFile

if TYPE_CHECKING:
    from dockctl.session import Session


def export(ctx: typer.Context, container: Container, output: OutputFile = "") -> None:
    """Export a container's filesystem as a tar archive."""
    from dockctl.operations.archives.transfer import write_archive

    session: Session = ctx.obj
    write_archive(session, output, lambda: session.engine.files.export(container), "failed to export container")
