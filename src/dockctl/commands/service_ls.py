"""dockctl service ls: GET /services, one row a service of the swarm."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from dockctl.options.filters import Filters, collect_filters
from dockctl.options.shared import Format

if TYPE_CHECKING:
    from dockctl.session import Session


def service_ls(
    ctx: typer.Context,
    filters: Filters = None,
    format_: Format = "",
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Only display IDs")] = False,
) -> None:
    """List services."""
    from dockctl.render.format import write_listing
    from dockctl.render.swarm import SERVICES, ServiceRow
    from dockctl.render.text import natural_order

    session: Session = ctx.obj
    services = session.engine.swarm.services(filters=collect_filters(filters))
    rows = sorted((ServiceRow(service) for service in services), key=lambda row: natural_order(row.Name))
    format_ = session.listing_format(format_, "servicesFormat", quiet=quiet)
    write_listing(session.stdout, rows, format_, SERVICES, quiet=quiet)
