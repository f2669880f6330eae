"""dockctl top: GET /containers/{id}/top, one row a process."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from dockctl.options.arguments import RunningContainer

if TYPE_CHECKING:
    from dockctl.session import Session


def top(
    ctx: typer.Context,
    container: RunningContainer,
    arguments: Annotated[list[str] | None, typer.Argument(metavar="[ps OPTIONS]")] = None,
) -> None:
    """Display the running processes of a container."""
    from dockctl.render.processes import write_processes

    session: Session = ctx.obj
    write_processes(session.stdout, session.engine.containers.top(container, arguments or ()))
