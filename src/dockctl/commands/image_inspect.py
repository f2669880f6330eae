"""dockctl image inspect: GET /images/{name}/json for many at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from dockctl.options.arguments import Images
from dockctl.options.platforms import chosen_platform
from dockctl.options.shared import ObjectFormat

if TYPE_CHECKING:
    from dockctl.session import Session


def image_inspect(
    ctx: typer.Context,
    images: Images,
    format_: ObjectFormat = "",
    platform: Annotated[
        str,
        typer.Option(
            "--platform",
            help="Inspect a specific platform of the multi-platform image."
            " If the image or the server is not multi-platform capable, the command will error out if the"
            " platform does not match.\n'os[/arch[/variant]]': Explicit platform (eg. linux/amd64)",
        ),
    ] = "",
) -> None:
    """Display detailed information on one or more images."""
    from dockctl.operations.inspecting import inspect_all

    session: Session = ctx.obj
    chosen = chosen_platform(platform)
    inspect_all(
        session,
        images,
        lambda name: session.engine.objects.inspect("image", name, platform=chosen),
        format_,
    )
