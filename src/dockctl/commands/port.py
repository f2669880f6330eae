"""dockctl port: where a container's ports are published, as GET /containers/{id}/json tells."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from dockctl.errors import DockctlError
from dockctl.options.arguments import RunningContainer

if TYPE_CHECKING:
    from dockctl.session import Session


def port(
    ctx: typer.Context,
    container: RunningContainer,
    private_port: Annotated[str, typer.Argument(metavar="[PRIVATE_PORT[/PROTO]]")] = "",
) -> None:
    """List port mappings or a specific mapping for the container."""
    from dockctl.options.limits import parse_uint16
    from dockctl.render.ports import write_bindings

    session: Session = ctx.obj
    published = session.engine.containers.inspect(container)["NetworkSettings"].get("Ports") or {}
    if not private_port:
        write_bindings(session.stdout, published)
        return
    number, _, protocol = private_port.partition("/")
    try:
        parse_uint16(number)
    except ValueError as error:
        raise DockctlError(f"Error: invalid port ({number}): {error}") from error
    bindings = published.get(f"{number}/{protocol or 'tcp'}")
    if not bindings:
        raise DockctlError(f"Error: No public port '{private_port}' published for {container}")
    write_bindings(session.stdout, {"": bindings})
