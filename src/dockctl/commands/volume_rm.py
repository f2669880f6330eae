"""dockctl volume rm: DELETE /volumes/{name} for many at once."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from dockctl.options.arguments import Volumes

if TYPE_CHECKING:
    from dockctl.session import Session


def volume_rm(
    ctx: typer.Context,
    volumes: Volumes,
    force: Annotated[
        bool, typer.Option("--force", "-f", help="Force the removal of one or more volumes")
    ] = False,
) -> None:
    """Remove one or more volumes.

    You cannot remove a volume that is in use by a container.
    """
    from dockctl.operations.batch import run_for_each

    session: Session = ctx.obj
    run_for_each(session, volumes, partial(session.engine.volumes.remove, force=force))
