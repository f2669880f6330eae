"""dockctl import: POST /images/create, an image of a file system in a tar archive."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from dockctl.letters import lower
from dockctl.options import completers
from dockctl.options.shared import Platform

if TYPE_CHECKING:
    from dockctl.session import Session

_REMOTE = ("http://", "https://")


def import_(
    ctx: typer.Context,
    source: Annotated[str, typer.Argument(metavar="file|URL|-", autocompletion=completers.file)],
    reference: Annotated[list[str] | None, typer.Argument(metavar="[REPOSITORY[:TAG]]")] = None,
    change: Annotated[
        list[str] | None,
        typer.Option("--change", "-c", help="Apply Dockerfile instruction to the created image"),
    ] = None,
    message: Annotated[str, typer.Option("--message", "-m", help="Set commit message for imported image")] = "",
    platform: Platform = "",
) -> None:
    """Import the contents from a tarball to create a filesystem image."""
    from dockctl.engine.reference import parse_reference
    from dockctl.operations.archives.transfer import read_pieces
    from dockctl.render.progress import show_progress

    session: Session = ctx.obj
    remote = source.startswith(_REMOTE)
    pieces = None if remote else read_pieces(None if source == "-" else source)
    name = reference[0] if reference else ""
    if name:
        parse_reference(name)
    events = session.engine.images.import_(
        source if remote else "-",
        pieces,
        reference=name,
        message=message,
        changes=change or (),
        platform=lower(platform),
    )
    show_progress(events, session.stdout, session.stderr)
