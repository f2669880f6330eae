"""dockctl images: GET /images/json, one row a tag."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from dockctl.options import completers
from dockctl.options.shared import NoTrunc

if TYPE_CHECKING:
    from dockctl.session import Session


def images(
    ctx: typer.Context,
    repository: Annotated[
        str | None, typer.Argument(metavar="[REPOSITORY[:TAG]]", autocompletion=completers.images)
    ] = None,
    all_: Annotated[
        bool,
        typer.Option("--all", "-a", help="Show all images (default hides intermediate images)"),
    ] = False,
    no_trunc: NoTrunc = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Only show image IDs")] = False,
) -> None:
    """List images."""
    from dockctl.render.images import image_rows, write_images

    session: Session = ctx.obj
    filters = {"reference": [repository]} if repository else None
    summaries = session.engine.images.list(all_=all_, filters=filters)
    write_images(session.stdout, image_rows(summaries, truncate=not no_trunc), quiet=quiet)
