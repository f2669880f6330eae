"""dockctl image prune: POST /images/prune."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from dockctl.options.filters import PruneFilters
from dockctl.options.shared import Force

if TYPE_CHECKING:
    from dockctl.session import Session

_WARNINGS = {
    False: "This will remove all dangling images.",
    True: "This will remove all images without at least one container associated to them.",
}


def image_prune(
    ctx: typer.Context,
    all_: Annotated[
        bool, typer.Option("--all", "-a", help="Remove all unused images, not just dangling ones")
    ] = False,
    filters: PruneFilters = None,
    force: Force = False,
) -> None:
    """Remove unused images."""
    from dockctl.operations.pruning import confirm, prune_images, report_space

    session: Session = ctx.obj
    if confirm(session, _WARNINGS[all_], "image prune", force=force):
        report_space(session, prune_images(session, filters, all_=all_))
