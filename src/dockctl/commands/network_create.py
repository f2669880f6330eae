"""dockctl network create: POST /networks/create."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from dockctl.errors import DockctlError
from dockctl.options.environment import as_mapping, parse_label
from dockctl.options.values import Items, Pair, flatten, parse_items, parse_pair

if TYPE_CHECKING:
    from dockctl.session import Session


def network_create(
    ctx: typer.Context,
    network: Annotated[str, typer.Argument(metavar="NETWORK")],
    attachable: Annotated[
        bool, typer.Option("--attachable", help="Enable manual container attachment")
    ] = False,
    aux_address: Annotated[
        list[Pair] | None,
        typer.Option(
            "--aux-address",
            metavar="map",
            parser=parse_pair,
            help="Auxiliary IPv4 or IPv6 addresses used by Network driver",
        ),
    ] = None,
    config_from: Annotated[
        str, typer.Option("--config-from", help="The network from which to copy the configuration")
    ] = "",
    config_only: Annotated[
        bool, typer.Option("--config-only", help="Create a configuration only network")
    ] = False,
    driver: Annotated[str, typer.Option("--driver", "-d", help="Driver to manage the Network")] = "bridge",
    gateway: Annotated[
        list[Items] | None,
        typer.Option(
            "--gateway",
            metavar="strings",
            parser=parse_items,
            help="IPv4 or IPv6 Gateway for the master subnet",
        ),
    ] = None,
    ingress: Annotated[bool, typer.Option("--ingress", help="Create swarm routing-mesh network")] = False,
    internal: Annotated[
        bool, typer.Option("--internal", help="Restrict external access to the network")
    ] = False,
    ip_range: Annotated[
        list[Items] | None,
        typer.Option(
            "--ip-range", metavar="strings", parser=parse_items, help="Allocate container ip from a sub-range"
        ),
    ] = None,
    ipam_driver: Annotated[str, typer.Option("--ipam-driver", help="IP Address Management Driver")] = "default",
    ipam_opt: Annotated[
        list[Pair] | None,
        typer.Option("--ipam-opt", metavar="map", parser=parse_pair, help="Set IPAM driver specific options"),
    ] = None,
    ipv4: Annotated[
        bool | None,
        typer.Option("--ipv4", help="Enable or disable IPv4 address assignment", show_default="true"),
    ] = None,
    ipv6: Annotated[
        bool | None, typer.Option("--ipv6", help="Enable or disable IPv6 address assignment")
    ] = None,
    label: Annotated[
        list[str] | None, typer.Option("--label", parser=parse_label, help="Set metadata on a network")
    ] = None,
    opt: Annotated[
        list[Pair] | None,
        typer.Option("--opt", "-o", metavar="map", parser=parse_pair, help="Set driver specific options"),
    ] = None,
    scope: Annotated[str, typer.Option("--scope", help="Control the network's scope")] = "",
    subnet: Annotated[
        list[Items] | None,
        typer.Option(
            "--subnet",
            metavar="strings",
            parser=parse_items,
            help="Subnet in CIDR format that represents a network segment",
        ),
    ] = None,
) -> None:
    """Create a network."""
    from dockctl.options.subnets import address_pools

    session: Session = ctx.obj
    try:
        pools = address_pools(flatten(subnet), flatten(ip_range), flatten(gateway), dict(aux_address or ()))
    except ValueError as error:
        raise DockctlError(str(error)) from error
    request = {
        "Name": network,
        "CheckDuplicate": True,  # engines before API 1.44 take a second network of the same name without it
        "Driver": driver,
        "Scope": scope,
        "EnableIPv4": ipv4,
        "EnableIPv6": ipv6,
        "IPAM": {"Driver": ipam_driver, "Options": dict(ipam_opt or ()), "Config": pools},
        "Internal": internal,
        "Attachable": attachable,
        "Ingress": ingress,
        "ConfigOnly": config_only,
        "ConfigFrom": {"Network": config_from} if config_from else None,
        "Options": dict(opt or ()),
        "Labels": as_mapping(label or ()),
    }
    answer = session.engine.networks.create({key: value for key, value in request.items() if value is not None})
    if answer.get("Warning"):
        session.warn(f"WARNING: {answer['Warning']}")
    session.stdout.write(f"{answer['Id']}\n")
