"""dockctl images: GET /images/json, one row a tag."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from dockctl.errors import DockctlError
from dockctl.options import completers
from dockctl.options.filters import Filters, collect_filters
from dockctl.options.shared import Format, NoTrunc

if TYPE_CHECKING:
    from dockctl.session import Session

# What users mean who type "docker images ls".
_SUBCOMMANDS = {
    "build", "history", "import", "inspect", "list", "load", "ls", "prune", "pull", "push", "rm", "save", "tag",
}  # fmt: skip


def images(
    ctx: typer.Context,
    repository: Annotated[
        str | None,
        typer.Argument(metavar="[REPOSITORY[:TAG]]", autocompletion=completers.images),
    ] = None,
    all_: Annotated[
        bool,
        typer.Option("--all", "-a", help="Show all images (default hides intermediate images)"),
    ] = False,
    digests: Annotated[bool, typer.Option("--digests", help="Show digests")] = False,
    filters: Filters = None,
    format_: Format = "",
    no_trunc: NoTrunc = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Only show image IDs")] = False,
    tree: Annotated[bool, typer.Option("--tree", help="List images and their platforms as a tree")] = False,
) -> None:
    """List images."""
    from dockctl.operations.fleet import ask_each
    from dockctl.render.hosts import HostedRow, of_host
    from dockctl.render.image_tree import write_image_tree
    from dockctl.render.images import DIGEST, ImageRow, image_rows, write_images

    session: Session = ctx.obj
    conditions = collect_filters(filters)
    if repository:
        conditions.setdefault("reference", []).append(repository)
    if tree:
        unwanted = {"quiet": quiet, "no-trunc": no_trunc, "show-digest": digests, "format": bool(format_)}
        for flag in (name for name, given in unwanted.items() if given):
            raise DockctlError(f"--{flag} is not yet supported with --tree")
        write_image_tree(
            session.stdout, session.engine.images.list(all_=all_, manifests=True, filters=conditions)
        )
        return
    answers = ask_each(session, lambda member: member.engine.images.list(all_=all_, filters=conditions))
    format_ = session.listing_format(format_, "imagesFormat", quiet=quiet)
    rows: list[ImageRow | HostedRow] = []
    for member, summaries in answers.given:
        own = image_rows(summaries, truncate=not no_trunc, digests=digests or DIGEST in format_)
        rows += of_host(own, member.host)
    write_images(
        session.stdout, rows, format_, quiet=quiet, digests=digests, hosts=session.asks_several, folded=no_trunc
    )
    if not rows and repository in _SUBCOMMANDS and ctx.info_name == "images":
        session.warn(f'\nNo images found matching "{repository}": did you mean "dockctl image {repository}"?')
    answers.raise_failures()
