"""dockctl update: POST /containers/{id}/update for many at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from dockctl.errors import DockctlError
from dockctl.options.arguments import Containers
from dockctl.options.resources import ResourceFlags
from dockctl.options.sizes import parse_bytes

if TYPE_CHECKING:
    from dockctl.session import Session


def update(
    ctx: typer.Context,
    containers: Containers,
    flags: ResourceFlags,
    kernel_memory: Annotated[
        int,
        typer.Option(
            "--kernel-memory", metavar="bytes", parser=parse_bytes, hidden=True, help="Kernel memory limit"
        ),
    ] = 0,
    restart: Annotated[
        str, typer.Option("--restart", help="Restart policy to apply when a container exits")
    ] = "",
) -> None:
    """Update configuration of one or more containers."""
    from dockctl.operations.batch import Notes, run_for_each
    from dockctl.options.dialect.facts import flags_given
    from dockctl.options.resources import resources, restart_policy

    session: Session = ctx.obj
    if not flags_given(ctx):
        raise DockctlError("you must provide one or more flags when using this command")
    if kernel_memory:
        session.warn("Flag --kernel-memory has been deprecated, and no longer supported by the kernel")
    changes: dict[str, Any] = {name: value for name, value in resources(flags).items() if value}
    if restart:
        try:
            changes["RestartPolicy"] = restart_policy(restart)
        except ValueError as error:
            raise DockctlError(str(error)) from error

    notes = Notes()

    def update_one(container: str) -> None:
        for warning in session.engine.containers.update(container, changes):
            notes.add(container, warning)

    run_for_each(session, containers, update_one, notes=notes)
