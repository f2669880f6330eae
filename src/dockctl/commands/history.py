"""dockctl history: GET /images/{name}/history, one row a step."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from dockctl.options.arguments import Image
from dockctl.options.shared import Format, NoTrunc

if TYPE_CHECKING:
    from dockctl.session import Session


def history(
    ctx: typer.Context,
    image: Image,
    format_: Format = "",
    human: Annotated[
        bool, typer.Option("--human", "-H", help="Print sizes and dates in human readable format")
    ] = True,
    no_trunc: NoTrunc = False,
    platform: Annotated[
        str,
        typer.Option(
            "--platform",
            help='Show history for the given platform. Formatted as "os[/arch[/variant]]" (e.g., "linux/amd64")',
        ),
    ] = "",
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Only show image IDs")] = False,
) -> None:
    """Show the history of an image."""
    from dockctl.options.platforms import chosen_platform
    from dockctl.render.format import write_listing
    from dockctl.render.history import KIND, HistoryRow, fields

    session: Session = ctx.obj
    chosen = chosen_platform(platform)
    steps = session.engine.images.history(image, platform=chosen)
    rows = [HistoryRow(step, human=human, truncate=not no_trunc) for step in steps]
    write_listing(
        session.stdout, rows, format_ or "table", KIND, quiet=quiet, fields=fields(human=human), folded=no_trunc
    )
