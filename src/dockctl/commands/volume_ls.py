"""dockctl volume ls: GET /volumes, one row a volume."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from dockctl.options.filters import Filters, collect_filters
from dockctl.options.shared import Format

if TYPE_CHECKING:
    from dockctl.session import Session


def volume_ls(
    ctx: typer.Context,
    cluster: Annotated[
        bool,
        typer.Option("--cluster", help="Display only cluster volumes, and use cluster volume list formatting"),
    ] = False,
    filters: Filters = None,
    format_: Format = "",
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Only display volume names")] = False,
) -> None:
    """List volumes."""
    from dockctl.render.format import write_listing
    from dockctl.render.text import natural_order
    from dockctl.render.volumes import CLUSTER_FIELDS, KIND, VolumeRow

    session: Session = ctx.obj
    volumes = session.engine.volumes.list(filters=collect_filters(filters))["Volumes"] or []
    if cluster:
        volumes = [volume for volume in volumes if volume.get("ClusterVolume")]
    volumes.sort(key=lambda volume: natural_order(volume["Name"]))
    fields = CLUSTER_FIELDS if cluster else ()
    rows = [VolumeRow(volume) for volume in volumes]
    format_ = session.listing_format(format_, "volumesFormat", quiet=quiet or cluster)
    write_listing(session.stdout, rows, format_, KIND, quiet=quiet, fields=fields)
