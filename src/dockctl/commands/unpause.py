"""dockctl unpause: POST /containers/{id}/unpause for many at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from dockctl.options.arguments import RunningContainers

if TYPE_CHECKING:
    from dockctl.session import Session


def unpause(ctx: typer.Context, containers: RunningContainers) -> None:
    """Unpause all processes within one or more containers."""
    from dockctl.operations.batch import run_for_each

    session: Session = ctx.obj
    run_for_each(session, containers, session.engine.containers.unpause)
