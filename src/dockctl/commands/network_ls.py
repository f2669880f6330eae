"""dockctl network ls: GET /networks, one row a network."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from dockctl.options.filters import Filters, collect_filters
from dockctl.options.shared import Format

if TYPE_CHECKING:
    from dockctl.session import Session


def network_ls(
    ctx: typer.Context,
    filters: Filters = None,
    format_: Format = "",
    no_trunc: Annotated[bool, typer.Option("--no-trunc", help="Do not truncate the output")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Only display network IDs")] = False,
) -> None:
    """List networks."""
    from dockctl.render.format import write_listing
    from dockctl.render.networks import KIND, NetworkRow
    from dockctl.render.text import natural_order

    session: Session = ctx.obj
    networks = session.engine.networks.list(filters=collect_filters(filters))
    networks.sort(key=lambda network: natural_order(network["Name"]))
    rows = [NetworkRow(network, truncate=not no_trunc) for network in networks]
    format_ = session.listing_format(format_, "networksFormat", quiet=quiet)
    write_listing(session.stdout, rows, format_, KIND, quiet=quiet, folded=no_trunc)
