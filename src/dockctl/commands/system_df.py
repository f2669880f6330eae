"""dockctl system df: GET /system/df, what takes how much room."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from dockctl.options.shared import Format

if TYPE_CHECKING:
    from dockctl.session import Session


def system_df(
    ctx: typer.Context,
    format_: Format = "",
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="Show detailed information on space usage")
    ] = False,
) -> None:
    """Show docker disk usage."""
    from dockctl.render.disk_usage import write_details, write_usage

    session: Session = ctx.obj
    usage = session.engine.system.disk_usage()
    (write_details if verbose else write_usage)(session.stdout, usage, format_ or "table")
