"""dockctl restart: POST /containers/{id}/restart for many at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from dockctl.options.arguments import Containers
from dockctl.options.ending import EndingFlags
from dockctl.options.readiness import WaitFlags

if TYPE_CHECKING:
    from collections.abc import Callable

    from dockctl.session import Session


def restart(
    ctx: typer.Context,
    containers: Containers,
    readiness: WaitFlags,
    ending: EndingFlags,
) -> None:
    """Restart one or more containers."""
    from dockctl.operations.batch import most_waiting, run_for_each
    from dockctl.operations.grace import Grace

    session: Session = ctx.obj
    readiness.check()
    grace = ending.grace(session.warn)
    details: dict[str, Callable[[], str]] = {}

    def restart_one(container: str) -> None:
        details[container] = Grace(session, container, grace).describe
        session.engine.containers.restart(container, timeout=grace, signal=ending.signal)
        if readiness.wait:
            from dockctl.operations.readiness import wait_for_running

            wait_for_running(session, container, readiness, details)

    at_once = 0
    if readiness.wait:
        from dockctl.operations.readiness import CONNECTIONS

        at_once = most_waiting(session, CONNECTIONS)
    run_for_each(session, containers, restart_one, doing="restarting", at_once=at_once, details=details)
