"""dockctl kill: POST /containers/{id}/kill for many at once."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import typer

from dockctl.options.arguments import RunningContainers
from dockctl.options.shared import Signal

if TYPE_CHECKING:
    from dockctl.session import Session


def kill(ctx: typer.Context, containers: RunningContainers, signal: Signal = "") -> None:
    """Kill one or more running containers."""
    from dockctl.operations.batch import run_for_each

    session: Session = ctx.obj
    run_for_each(session, containers, partial(session.engine.containers.kill, signal=signal))
