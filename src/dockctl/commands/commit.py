"""dockctl commit: POST /commit, an image of a container's file system."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from dockctl.errors import DockctlError
from dockctl.options.arguments import Container

if TYPE_CHECKING:
    from dockctl.session import Session


def commit(
    ctx: typer.Context,
    container: Container,
    reference: Annotated[str, typer.Argument(metavar="[REPOSITORY[:TAG]]")] = "",
    author: Annotated[
        str,
        typer.Option("--author", "-a", help='Author (e.g., "John Hannibal Smith <hannibal@a-team.com>")'),
    ] = "",
    change: Annotated[
        list[str] | None,
        typer.Option("--change", "-c", help="Apply Dockerfile instruction to the created image"),
    ] = None,
    message: Annotated[str, typer.Option("--message", "-m", help="Commit message")] = "",
    no_pause: Annotated[
        bool, typer.Option("--no-pause", help="Disable pausing container during commit")
    ] = False,
    pause: Annotated[
        bool | None,
        typer.Option("--pause", "-p", help="Pause container during commit", show_default="true"),
    ] = None,
) -> None:
    """Create a new image from a container's changes."""
    from dockctl.engine.reference import parse_reference

    session: Session = ctx.obj
    if no_pause and pause is not None:
        raise DockctlError("conflicting options: --no-pause and --pause cannot be used together")
    target = parse_reference(reference) if reference else None
    if target is not None and target.digest:
        raise DockctlError("refusing to create a tag with a digest reference")
    image_id = session.engine.containers.commit(
        container,
        target.with_default_tag() if target else None,
        author=author,
        comment=message,
        changes=change or (),
        pause=not no_pause and pause is not False,
    )
    session.stdout.write(f"{image_id}\n")
