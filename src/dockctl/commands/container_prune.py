"""dockctl container prune: POST /containers/prune."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from dockctl.options.filters import PruneFilters
from dockctl.options.shared import Force

if TYPE_CHECKING:
    from dockctl.session import Session

_WARNING = "This will remove all stopped containers."


def container_prune(ctx: typer.Context, filters: PruneFilters = None, force: Force = False) -> None:
    """Remove all stopped containers."""
    from dockctl.operations.pruning import confirm, prune_filters, report, report_space

    session: Session = ctx.obj
    if not confirm(session, _WARNING, "container prune", force=force):
        return
    answer = session.engine.containers.prune(prune_filters(session, filters))
    report(session, "Deleted Containers", answer["ContainersDeleted"])
    report_space(session, answer["SpaceReclaimed"])
