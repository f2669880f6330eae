"""dockctl system prune: what container, network, volume and image prune do, and the build cache."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from dockctl.errors import DockctlError
from dockctl.options.filters import PruneFilters
from dockctl.options.shared import Force

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dockctl.session import Session

_BUILD_CACHE = (1, 31)  # the API version since which an engine's build cache can be pruned


def system_prune(
    ctx: typer.Context,
    all_: Annotated[
        bool, typer.Option("--all", "-a", help="Remove all unused images not just dangling ones")
    ] = False,
    filters: PruneFilters = None,
    force: Force = False,
    volumes: Annotated[bool, typer.Option("--volumes", help="Prune anonymous volumes")] = False,
) -> None:
    """Remove unused data."""
    from dockctl.operations.pruning import confirm, prune_filters, prune_images, report, report_space

    session: Session = ctx.obj
    engine = session.engine
    conditions = prune_filters(session, filters)
    if volumes and "until" in conditions:
        raise DockctlError('ERROR: The "until" filter is not supported with "--volumes"')
    builds = engine.api_version >= _BUILD_CACHE
    warning = _describe(conditions, all_=all_, volumes=volumes, builds=builds)
    if not confirm(session, warning, "system prune", force=force):
        return
    containers = engine.containers.prune(conditions)
    report(session, "Deleted Containers", containers["ContainersDeleted"])
    size = containers["SpaceReclaimed"]
    report(session, "Deleted Networks", engine.networks.prune(conditions)["NetworksDeleted"])
    if volumes:
        answer = engine.volumes.prune(conditions)
        report(session, "Deleted Volumes", answer["VolumesDeleted"])
        size += answer["SpaceReclaimed"]
    size += prune_images(session, filters, all_=all_)
    if builds:
        cache = engine.system.prune_builds(conditions, all_=all_)
        report(session, "Deleted build cache objects", cache["CachesDeleted"])
        size += cache["SpaceReclaimed"]
    report_space(session, size)


def _describe(conditions: Mapping[str, Sequence[str]], *, all_: bool, volumes: bool, builds: bool) -> str:
    """Return what will go, as the user reads it before saying yes."""
    items = [
        "all stopped containers",
        "all networks not used by at least one container",
        "all anonymous volumes not used by at least one container" if volumes else "",
        "all images without at least one container associated to them" if all_ else "all dangling images",
        ("all build cache" if all_ else "unused build cache") if builds else "",
    ]
    text = "This will remove:\n" + "".join(f"  - {item}\n" for item in items if item)
    if conditions:
        text += "\n  Items to be pruned will be filtered with:\n"
        text += "".join(
            f"  - {name}={value}\n" for name in sorted(conditions) for value in sorted(conditions[name])
        )
    return text
