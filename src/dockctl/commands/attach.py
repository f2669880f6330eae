"""dockctl attach: POST /containers/{id}/attach, a running container's streams on ours."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING, Annotated

import typer

from dockctl.errors import DockctlError, NotFoundError
from dockctl.options.arguments import RunningContainer
from dockctl.options.shared import DetachKeys, SigProxy

if TYPE_CHECKING:
    from dockctl.engine.payloads.containers import ContainerInspectResponse
    from dockctl.session import Session

_REFUSALS = {
    "Paused": "You cannot attach to a paused container, unpause it first",
    "Restarting": "You cannot attach to a restarting container, wait until it is running",
}


def attach(
    ctx: typer.Context,
    container: RunningContainer,
    detach_keys: DetachKeys = "",
    no_stdin: Annotated[bool, typer.Option("--no-stdin", help="Do not attach STDIN")] = False,
    sig_proxy: SigProxy = True,
) -> int:
    """Attach local standard input, output, and error streams to a running container."""
    from dockctl.operations.attaching import Attachment, check_terminal, chosen_detach_keys, connect_streams
    from dockctl.options.streams import Streams
    from dockctl.terminal.signals import SignalProxy

    session: Session = ctx.obj
    containers = session.engine.containers
    details = containers.inspect(container)
    _check_state(details)
    identifier, has_terminal = details["Id"], details["Config"]["Tty"]
    stdin = details["Config"]["OpenStdin"] and not no_stdin
    check_terminal(stdin=stdin, tty=has_terminal)
    attachment = Attachment(
        Streams(stdin=stdin, stdout=True, stderr=True),
        has_terminal,
        chosen_detach_keys(session, detach_keys),
    )

    redrawn = False

    def resize(height: int, width: int) -> None:
        nonlocal redrawn
        if not redrawn:  # a size that is not the same makes the program draw its screen again
            containers.resize(identifier, height=height + 1, width=width + 1)
            redrawn = True
        containers.resize(identifier, height=height, width=width)

    with ExitStack() as stack:
        # Without the proxy a signal ends this process, and leaves the container alone.
        if sig_proxy and not has_terminal:
            proxy = stack.enter_context(SignalProxy(lambda name: containers.kill(identifier, signal=name)))
            proxy.open()
        pending = containers.wait(identifier)
        stack.callback(pending.cancel)
        connection = containers.attach(
            identifier,
            stdin=stdin,
            stdout=True,
            stderr=True,
            detach_keys=attachment.asked_keys,
        )
        stack.callback(connection.close)
        # If it has ended before it was attached to, the engine would keep the connection until somebody starts it again.
        try:
            _check_state(containers.inspect(identifier))
        except NotFoundError as error:
            raise NotFoundError(error.status, f"No such container: {container}") from error
        if not connect_streams(session, stack, connection, attachment, resize):
            raise DockctlError("read escape sequence")
        return pending.result()


def _check_state(details: ContainerInspectResponse) -> None:
    """Raise DockctlError for a container that can't be attached to."""
    state = details["State"]
    if not state["Running"]:
        raise DockctlError("You cannot attach to a stopped container, start it first")
    for name, refusal in _REFUSALS.items():
        if state.get(name):
            raise DockctlError(refusal)
