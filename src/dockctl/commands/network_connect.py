"""dockctl network connect: POST /networks/{id}/connect."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from dockctl.errors import DockctlError
from dockctl.options.arguments import Container, Network
from dockctl.options.hosts import parse_link
from dockctl.options.values import Items, flatten, parse_items

if TYPE_CHECKING:
    from dockctl.session import Session


def network_connect(
    ctx: typer.Context,
    network: Network,
    container: Container,
    alias: Annotated[
        list[Items] | None,
        typer.Option(
            "--alias", metavar="strings", parser=parse_items, help="Add network-scoped alias for the container"
        ),
    ] = None,
    driver_opt: Annotated[
        list[Items] | None,
        typer.Option(
            "--driver-opt", metavar="strings", parser=parse_items, help="Driver options for the network"
        ),
    ] = None,
    gw_priority: Annotated[
        int,
        typer.Option(
            "--gw-priority",
            help="Highest gw-priority provides the default gateway. Accepts positive and negative values.",
        ),
    ] = 0,
    ip: Annotated[str, typer.Option("--ip", help='IPv4 address (e.g., "172.30.100.104")')] = "",
    ip6: Annotated[str, typer.Option("--ip6", help='IPv6 address (e.g., "2001:db8::33")')] = "",
    link: Annotated[
        list[str] | None,
        typer.Option("--link", parser=parse_link, help="Add link to another container"),
    ] = None,
    link_local_ip: Annotated[
        list[Items] | None,
        typer.Option(
            "--link-local-ip",
            metavar="strings",
            parser=parse_items,
            help="Add a link-local address for the container",
        ),
    ] = None,
) -> None:
    """Connect a container to a network."""
    session: Session = ctx.obj
    options = [option.partition("=") for option in flatten(driver_opt)]
    if not all(equals and name for name, equals, _ in options):
        raise DockctlError("invalid key/value pair format in driver options")
    settings: dict[str, Any] = {
        "IPAMConfig": {
            "IPv4Address": ip,
            "IPv6Address": ip6,
            "LinkLocalIPs": flatten(link_local_ip) or None,
        },
        "Links": link or None,
        "Aliases": flatten(alias) or None,
        "DriverOpts": {name: value for name, _, value in options},
        "GwPriority": gw_priority,
    }
    session.engine.networks.connect(network, container, settings)
