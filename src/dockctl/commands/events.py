"""dockctl events: GET /events, one line an event, as it happens."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from dockctl.options.filters import Filters, collect_filters
from dockctl.options.shared import EventFormat

if TYPE_CHECKING:
    from dockctl.session import Session


def events(
    ctx: typer.Context,
    filters: Filters = None,
    format_: EventFormat = "",
    since: Annotated[str, typer.Option("--since", help="Show all events created since timestamp")] = "",
    until: Annotated[str, typer.Option("--until", help="Stream events until this timestamp")] = "",
) -> None:
    """Get real time events from the server."""
    from dockctl.options.timestamps import required_timestamp
    from dockctl.render.events import EventWriter

    session: Session = ctx.obj
    writer = EventWriter(session.stdout, format_)
    for event in session.engine.system.events(
        since=required_timestamp(since), until=required_timestamp(until), filters=collect_filters(filters)
    ):
        writer.write(event)
