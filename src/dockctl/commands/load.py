"""dockctl load: POST /images/load, images from a tar archive."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from dockctl.errors import DockctlError
from dockctl.options.values import Items, flatten, parse_items

if TYPE_CHECKING:
    from dockctl.session import Session


def load(
    ctx: typer.Context,
    source: Annotated[
        str, typer.Option("--input", "-i", help="Read from tar archive file, instead of STDIN")
    ] = "",
    platform: Annotated[
        list[Items] | None,
        typer.Option(
            "--platform",
            metavar="strings",
            parser=parse_items,
            help='Load only the given platform variant. Formatted as "os[/arch[/variant]]" (e.g., "linux/amd64")',
        ),
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Suppress the load output")] = False,
) -> None:
    """Load an image from a tar archive or STDIN."""
    from dockctl.engine.progress import read_events
    from dockctl.operations.archives.transfer import read_pieces
    from dockctl.options.platforms import chosen_platforms
    from dockctl.render.progress import show_progress
    from dockctl.terminal.prompt import can_ask

    session: Session = ctx.obj
    if not source and can_ask():
        raise DockctlError("requested load from stdin, but stdin is empty")
    pieces = read_pieces(source or None)
    platforms = chosen_platforms(session.engine, flatten(platform), several_since="1.52")
    quiet = quiet or not session.stdout.is_terminal
    answer = session.engine.images.load(pieces, quiet=quiet, platforms=platforms)
    if "json" in answer.headers.get("Content-Type", ""):
        show_progress(read_events(answer.chunks()), session.stdout, session.stderr)
    else:  # an engine before API 1.23
        for piece in answer.chunks():
            session.stdout.write(piece)
