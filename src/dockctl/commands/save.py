"""dockctl save: GET /images/get, images as one tar archive."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from dockctl.options.arguments import Images
from dockctl.options.shared import OutputFile
from dockctl.options.values import Items, flatten, parse_items

if TYPE_CHECKING:
    from dockctl.session import Session


def save(
    ctx: typer.Context,
    images: Images,
    output: OutputFile = "",
    platform: Annotated[
        list[Items] | None,
        typer.Option(
            "--platform",
            metavar="strings",
            parser=parse_items,
            help='Save only the given platform variant. Formatted as "os[/arch[/variant]]" (e.g., "linux/amd64")',
        ),
    ] = None,
) -> None:
    """Save one or more images to a tar archive (streamed to STDOUT by default)."""
    from dockctl.operations.archives.transfer import write_archive
    from dockctl.options.platforms import chosen_platforms

    session: Session = ctx.obj
    platforms = chosen_platforms(session.engine, flatten(platform), several_since="1.52")
    write_archive(
        session,
        output,
        lambda: session.engine.images.save(images, platforms=platforms),
        "failed to save image",
    )
