"""dockctl wait: POST /containers/{id}/wait, one exit status a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from dockctl.errors import DockctlError, raise_all
from dockctl.options.arguments import Containers

if TYPE_CHECKING:
    from dockctl.session import Session


def wait(
    ctx: typer.Context,
    containers: Containers,
) -> None:
    """Block until one or more containers stop, then print their exit codes."""
    session: Session = ctx.obj
    failures: list[DockctlError] = []
    for container in containers:
        try:
            status = session.engine.containers.wait(container).result()
        except DockctlError as error:
            failures.append(error.about(container))
        else:
            session.stdout.write(f"{status}\n")
    raise_all(failures)
