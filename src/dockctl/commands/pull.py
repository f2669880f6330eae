"""dockctl pull: POST /images/create, its progress, and the image's whole name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from dockctl.options.completers import images
from dockctl.options.shared import Platform

if TYPE_CHECKING:
    from dockctl.session import Session


def pull(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME[:TAG|@DIGEST]", autocompletion=images)],
    platform: Platform = "",
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Suppress verbose output")] = False,
) -> None:
    """Download an image from a registry."""
    from dockctl.engine.reference import DEFAULT_TAG, parse_reference
    from dockctl.render.progress import discard, show_pull

    session: Session = ctx.obj
    typed = parse_reference(name)
    reference = typed.with_default_tag()
    if reference != typed and not quiet:
        session.stdout.write(f"Using default tag: {DEFAULT_TAG}\n")
    events = session.engine.images.pull(reference, platform=platform)
    if quiet:
        discard(events)
    else:
        show_pull(events, session.stdout, session.stderr)
    session.stdout.write(f"{reference.canonical}\n")
