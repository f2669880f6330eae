"""dockctl network disconnect: POST /networks/{id}/disconnect."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from dockctl.options.arguments import Container, Network

if TYPE_CHECKING:
    from dockctl.session import Session


def network_disconnect(
    ctx: typer.Context,
    network: Network,
    container: Container,
    force: Annotated[
        bool, typer.Option("--force", "-f", help="Force the container to disconnect from a network")
    ] = False,
) -> None:
    """Disconnect a container from a network."""
    session: Session = ctx.obj
    session.engine.networks.disconnect(network, container, force=force)
