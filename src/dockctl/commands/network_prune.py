"""dockctl network prune: POST /networks/prune."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from dockctl.options.filters import PruneFilters
from dockctl.options.shared import Force

if TYPE_CHECKING:
    from dockctl.session import Session

_WARNING = "This will remove all custom networks not used by at least one container."


def network_prune(ctx: typer.Context, filters: PruneFilters = None, force: Force = False) -> None:
    """Remove all unused networks."""
    from dockctl.operations.pruning import confirm, prune_filters, report

    session: Session = ctx.obj
    if confirm(session, _WARNING, "network prune", force=force):
        answer = session.engine.networks.prune(prune_filters(session, filters))
        report(session, "Deleted Networks", answer["NetworksDeleted"])
