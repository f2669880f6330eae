"""dockctl rmi: DELETE /images/{name}, one after the other: one's parent may be the next one's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from dockctl.errors import DockctlError, NotFoundError, raise_all
from dockctl.options.arguments import Images
from dockctl.options.values import Items, flatten, parse_items

if TYPE_CHECKING:
    from dockctl.session import Session


def rmi(
    ctx: typer.Context,
    images: Images,
    force: Annotated[bool, typer.Option("--force", "-f", help="Force removal of the image")] = False,
    no_prune: Annotated[bool, typer.Option("--no-prune", help="Do not delete untagged parents")] = False,
    platform: Annotated[
        list[Items] | None,
        typer.Option(
            "--platform",
            metavar="strings",
            parser=parse_items,
            help='Remove only the given platform variant. Formatted as "os[/arch[/variant]]"'
            ' (e.g., "linux/amd64")',
        ),
    ] = None,
) -> None:
    """Remove one or more images."""
    from dockctl.options.platforms import chosen_platform
    from dockctl.render.images import deleted_lines

    session: Session = ctx.obj
    platforms = [chosen_platform(text, prefix="") for text in flatten(platform)]
    failures: list[DockctlError] = []
    for image in images:
        try:
            gone = session.engine.images.remove(image, force=force, prune=not no_prune, platforms=platforms)
        except DockctlError as error:
            failures.append(error.about(image))
        else:
            session.stdout.write("".join(f"{line}\n" for line in deleted_lines(gone)))
    if not force or not all(isinstance(error, NotFoundError) for error in failures):
        raise_all(failures)
    for failure in failures:
        session.warn(failure.message)  # it is gone, as wished
