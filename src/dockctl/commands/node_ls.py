"""dockctl node ls: GET /nodes, one row a machine of the swarm."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from dockctl.options.filters import Filters, collect_filters
from dockctl.options.shared import Format

if TYPE_CHECKING:
    from dockctl.session import Session


def node_ls(
    ctx: typer.Context,
    filters: Filters = None,
    format_: Format = "",
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Only display IDs")] = False,
) -> None:
    """List nodes in the swarm."""
    from dockctl.render.format import write_listing
    from dockctl.render.swarm import NODES, NodeRow
    from dockctl.render.text import natural_order

    session: Session = ctx.obj
    nodes = session.engine.swarm.nodes(filters=collect_filters(filters))
    own = (session.engine.system.info().get("Swarm") or {}).get("NodeID") if nodes else ""
    rows = [NodeRow(node, own=node["ID"] == own) for node in nodes]
    rows.sort(key=lambda row: natural_order(row.Hostname))
    format_ = session.listing_format(format_, "nodesFormat", quiet=quiet)
    write_listing(session.stdout, rows, format_, NODES, quiet=quiet)
