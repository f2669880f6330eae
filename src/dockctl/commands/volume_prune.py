"""dockctl volume prune: POST /volumes/prune."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from dockctl.errors import DockctlError
from dockctl.options.filters import PruneFilters
from dockctl.options.shared import Force

if TYPE_CHECKING:
    from dockctl.session import Session

_SINCE = (1, 42)  # the API version since which named volumes are left alone unless they are asked for
_ANONYMOUS = "This will remove anonymous local volumes not used by at least one container."
_ALL = "This will remove all local volumes not used by at least one container."


def volume_prune(
    ctx: typer.Context,
    all_: Annotated[
        bool, typer.Option("--all", "-a", help="Remove all unused volumes, not just anonymous ones")
    ] = False,
    filters: PruneFilters = None,
    force: Force = False,
) -> None:
    """Remove unused local volumes."""
    from dockctl.operations.pruning import confirm, prune_filters, report, report_space

    session: Session = ctx.obj
    conditions = prune_filters(session, filters)
    if all_:
        if "all" in conditions:
            raise DockctlError("conflicting options: cannot specify both --all and --filter all=1")
        conditions["all"] = ["true"]
    takes_all = all_ or session.engine.api_version < _SINCE
    if not confirm(session, _ALL if takes_all else _ANONYMOUS, "volume prune", force=force):
        return
    answer = session.engine.volumes.prune(conditions)
    report(session, "Deleted Volumes", answer["VolumesDeleted"])
    report_space(session, answer["SpaceReclaimed"])
