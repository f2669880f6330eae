"""dockctl restart: POST /containers/{id}/restart for many at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from dockctl.commands.stop import chosen_timeout
from dockctl.options.arguments import Containers
from dockctl.options.readiness import WaitFlags
from dockctl.options.shared import OldTimeout, Signal, Timeout

if TYPE_CHECKING:
    from dockctl.session import Session


def restart(
    ctx: typer.Context,
    containers: Containers,
    readiness: WaitFlags,
    signal: Signal = "",
    time: OldTimeout = None,
    timeout: Timeout = None,
) -> None:
    """Restart one or more containers."""
    from dockctl.batch import run_for_each

    session: Session = ctx.obj
    readiness.check()
    grace = chosen_timeout(session, timeout, time)

    def restart_one(container: str) -> None:
        session.engine.containers.restart(container, timeout=grace, signal=signal)
        if readiness.wait:
            from dockctl.readiness import wait_for_running

            wait_for_running(session, container, readiness)

    run_for_each(session, containers, restart_one, doing="restarting")
