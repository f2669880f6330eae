"""A container in the user's terminal: what run, and every other command that attaches, does in between."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

from dockctl.errors import DockctlError, EngineError

if TYPE_CHECKING:
    from dockctl.options.create import Streams
    from dockctl.session import Session


def chosen_detach_keys(session: Session, option: str) -> bytes:
    """Return the keys that --detach-keys, or else the user's configuration, or else docker names."""
    from dockctl.options.detach_keys import parse_detach_keys

    try:
        return parse_detach_keys(option or session.config.text("detachKeys"))
    except ValueError as error:
        raise DockctlError(str(error)) from error


def run_attached(  # noqa: PLR0913  (what an attachment is made of)
    session: Session,
    container_id: str,
    streams: Streams,
    *,
    has_terminal: bool,
    removed: bool,
    detach_keys: bytes,
    sig_proxy: bool = True,
) -> int:
    """Start a created container with its ``streams`` on ours; return its exit status, or 0 after detaching.

    ``removed``: the engine removes it at its end, which is waited for.
    """
    from dockctl.terminal.attachment import InputPump, pump_output
    from dockctl.terminal.modes import forwarded_size, raw_mode
    from dockctl.terminal.signals import SignalProxy

    containers = session.engine.containers

    def forward(name: str) -> None:
        if sig_proxy:
            containers.kill(container_id, signal=name)

    def resize(height: int, width: int) -> None:
        containers.resize(container_id, height=height, width=width)

    with ExitStack() as stack:
        proxy = stack.enter_context(SignalProxy(forward))
        connection = containers.attach(
            container_id,
            stdin=streams.stdin,
            stdout=streams.stdout,
            stderr=streams.stderr,
            detach_keys=detach_keys if has_terminal else b"",
        )
        pending = containers.wait(container_id, condition="removed" if removed else "next-exit")
        try:
            containers.start(container_id)
        except EngineError:
            connection.close()
            if removed:
                pending.result()  # once it returns nothing is left of the container
            raise
        proxy.open()
        pump = None
        if has_terminal and streams.stdin:
            stack.enter_context(raw_mode(0))
        if has_terminal:
            stack.enter_context(forwarded_size(1, resize, session.warn))
        if streams.stdin:
            pump = InputPump(connection, detach_keys=detach_keys if has_terminal else b"")
            pump.start()
            stack.callback(pump.stop)
        finished = pump_output(connection, session.stdout, session.stderr, has_terminal=has_terminal, pump=pump)
        connection.close()
        if not finished:
            pending.cancel()
            return 0
        return pending.result()
