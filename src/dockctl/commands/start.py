"""dockctl start: POST /containers/{id}/start, with the container's streams on ours if asked to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from dockctl.errors import DockctlError, SeveralFailuresError
from dockctl.options.arguments import Containers
from dockctl.options.shared import DetachKeys

if TYPE_CHECKING:
    from dockctl.session import Session


def start(
    ctx: typer.Context,
    containers: Containers,
    attach: Annotated[
        bool,
        typer.Option("--attach", "-a", help="Attach STDOUT/STDERR and forward signals"),
    ] = False,
    detach_keys: DetachKeys = "",
    interactive: Annotated[bool, typer.Option("--interactive", "-i", help="Attach container's STDIN")] = False,
) -> int:
    """Start one or more stopped containers."""
    session: Session = ctx.obj
    if attach or interactive:
        if len(containers) > 1:
            raise DockctlError("you cannot start and attach multiple containers at once")
        return _start_attached(session, containers[0], detach_keys, interactive=interactive)
    failures: list[DockctlError] = []
    for container in containers:
        try:
            session.engine.containers.start(container)
        except DockctlError as error:
            failures.append(error.about(container))
        else:
            session.stdout.write(f"{container}\n")
    if failures:
        names = ", ".join(failure.subject for failure in failures)
        raise SeveralFailuresError(failures, summary=f"Error: failed to start containers: {names}")
    return 0


def _start_attached(session: Session, container: str, detach_keys: str, *, interactive: bool) -> int:
    from dockctl.attaching import Attachment, Unstarted, check_terminal, chosen_detach_keys, run_attached
    from dockctl.options.create import Streams

    details = session.engine.containers.inspect(container)
    has_terminal = details["Config"]["Tty"]
    stdin = interactive and details["Config"]["OpenStdin"]
    check_terminal(stdin=stdin, tty=has_terminal)
    attachment = Attachment(
        Streams(stdin=stdin, stdout=True, stderr=True),
        has_terminal,
        chosen_detach_keys(session, detach_keys),
    )
    with Unstarted(session, removed=details["HostConfig"]["AutoRemove"]) as unstarted:
        unstarted.created(details["Id"])
        return run_attached(session, details["Id"], attachment, unstarted, sig_proxy=not has_terminal)
