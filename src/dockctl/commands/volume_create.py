"""dockctl volume create: POST /volumes/create."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from dockctl.errors import DockctlError
from dockctl.options.cluster import ClusterFlags
from dockctl.options.environment import as_mapping, parse_label
from dockctl.options.values import Pair, parse_pair

if TYPE_CHECKING:
    from dockctl.session import Session


def volume_create(
    ctx: typer.Context,
    cluster: ClusterFlags,
    volume: Annotated[str, typer.Argument(metavar="[VOLUME]")] = "",
    driver: Annotated[str, typer.Option("--driver", "-d", help="Specify volume driver name")] = "local",
    label: Annotated[
        list[str] | None, typer.Option("--label", parser=parse_label, help="Set metadata for a volume")
    ] = None,
    name: Annotated[str, typer.Option("--name", hidden=True, help="Specify volume name")] = "",
    opt: Annotated[
        list[Pair] | None,
        typer.Option("--opt", "-o", metavar="map", parser=parse_pair, help="Set driver specific options"),
    ] = None,
) -> None:
    """Create a volume."""
    from dockctl.options.cluster import cluster_spec, given_flags

    session: Session = ctx.obj
    if name and volume:
        raise DockctlError(
            "conflicting options: cannot specify a volume-name through both --name and as a positional arg"
        )
    request: dict[str, Any] = {
        "Name": volume or name,
        "Driver": driver,
        "DriverOpts": dict(opt or ()),
        "Labels": as_mapping(label or ()),
    }
    if given_flags(ctx):
        request["ClusterVolumeSpec"] = cluster_spec(cluster)
    session.stdout.write(f"{session.engine.volumes.create(request)['Name']}\n")
