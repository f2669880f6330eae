"""dockctl start: POST /containers/{id}/start, with the container's streams on ours if asked to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from dockctl.errors import DockctlError, SeveralFailuresError
from dockctl.options.arguments import Containers
from dockctl.options.readiness import WaitFlags
from dockctl.options.shared import DetachKeys

if TYPE_CHECKING:
    from collections.abc import Callable

    from dockctl.session import Session


def start(
    ctx: typer.Context,
    containers: Containers,
    readiness: WaitFlags,
    attach: Annotated[
        bool,
        typer.Option("--attach", "-a", help="Attach STDOUT/STDERR and forward signals"),
    ] = False,
    detach_keys: DetachKeys = "",
    interactive: Annotated[bool, typer.Option("--interactive", "-i", help="Attach container's STDIN")] = False,
) -> int:
    """Start one or more stopped containers."""
    session: Session = ctx.obj
    readiness.check()
    if readiness.wait and (attach or interactive):
        raise DockctlError("conflicting options: --wait and --attach cannot be used together")
    if readiness.wait:
        _start_ready(session, containers, readiness)
        return 0
    if attach or interactive:
        if len(containers) > 1:
            raise DockctlError("you cannot start and attach multiple containers at once")
        return _start_attached(session, containers[0], detach_keys, interactive=interactive)
    failures: list[DockctlError] = []
    failed: list[str] = []
    for container in containers:
        try:
            session.engine.containers.start(container)
        except DockctlError as error:
            failures.append(error.about(container))
            failed.append(container)
        else:
            session.stdout.write(f"{container}\n")
    if failures:
        raise SeveralFailuresError(failures, summary=f"Error: failed to start containers: {', '.join(failed)}")
    return 0


def _start_ready(session: Session, containers: list[str], readiness: WaitFlags) -> None:
    """Start all at once, and name each that is ready, in their order."""
    from dockctl.operations.batch import most_waiting, run_for_each
    from dockctl.operations.readiness import CONNECTIONS, wait_for_running

    details: dict[str, Callable[[], str]] = {}

    def start_one(container: str) -> None:
        session.engine.containers.start(container)
        wait_for_running(session, container, readiness, details)

    run_for_each(
        session,
        containers,
        start_one,
        doing="waiting for",
        details=details,
        at_once=most_waiting(session, CONNECTIONS),
    )


def _start_attached(session: Session, container: str, detach_keys: str, *, interactive: bool) -> int:
    from dockctl.operations.attaching import (
        Attachment,
        Launch,
        check_terminal,
        chosen_detach_keys,
        run_attached,
    )
    from dockctl.options.streams import Streams

    details = session.engine.containers.inspect(container)
    has_terminal = details["Config"]["Tty"]
    stdin = interactive and details["Config"]["OpenStdin"]
    check_terminal(stdin=stdin, tty=has_terminal)
    attachment = Attachment(
        Streams(stdin=stdin, stdout=True, stderr=True),
        has_terminal,
        chosen_detach_keys(session, detach_keys),
    )
    with Launch(session, removed=details["HostConfig"]["AutoRemove"]) as launch:
        launch.created(details["Id"])
        return run_attached(session, launch, attachment, sig_proxy=not has_terminal)
