"""A container in the user's terminal: what run, start, attach and exec do in between.

Each asks for a connection in its own way; from there on they are the same.
"""

from __future__ import annotations

from contextlib import ExitStack, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from dockctl.errors import DockctlError, EngineError, NotFoundError

if TYPE_CHECKING:
    from collections.abc import Callable

    from dockctl.engine.containers import Containers
    from dockctl.operations.deadline import Deadline
    from dockctl.options.streams import Streams
    from dockctl.session import Session
    from dockctl.terminal.attachment import Connection

_NO_TERMINAL = "the input device is not a TTY"


@dataclass(frozen=True)
class Attachment:
    """How a process is attached: its streams, whether it has a terminal, and the keys that leave it."""

    streams: Streams
    has_terminal: bool
    detach_keys: bytes

    @property
    def asked_keys(self) -> bytes:
        """The detach keys where they count: in a terminal."""
        return self.detach_keys if self.has_terminal else b""


def chosen_detach_keys(session: Session, option: str) -> bytes:
    """Return the keys that --detach-keys, or else the user's configuration, or else docker names."""
    from dockctl.options.detach_keys import parse_detach_keys

    try:
        return parse_detach_keys(option or session.config.text("detachKeys"))
    except ValueError as error:
        raise DockctlError(str(error)) from error


def check_terminal(*, stdin: bool, tty: bool) -> None:
    """Raise DockctlError where a terminal's input is wanted and ours is none."""
    from dockctl.terminal.prompt import can_ask

    if tty and stdin and not can_ask():
        raise DockctlError(_NO_TERMINAL)


def connect_streams(
    session: Session,
    stack: ExitStack,
    connection: Connection,
    attachment: Attachment,
    resize: Callable[[int, int], None],
) -> bool:
    """Connect a process's streams with ours until its output ends; return False if the user left it.

    What is changed of the terminal is put back by ``stack``.
    """
    from dockctl.terminal.attachment import InputPump, pump_output
    from dockctl.terminal.modes import forwarded_size, raw_mode

    pump = raw = None
    if attachment.has_terminal and attachment.streams.stdin:
        raw = stack.enter_context(raw_mode(0))
    if attachment.has_terminal:
        stack.enter_context(forwarded_size(1, resize, session.warn))
    if attachment.streams.stdin:
        pump = InputPump(connection, detach_keys=attachment.asked_keys, raw=raw)
        pump.start()
        stack.callback(pump.stop)
    # A terminal has one stream. Of two an engine may send one that wasn't asked for (engine.podman).
    streams = attachment.streams
    finished = pump_output(
        connection,
        session.stdout if streams.stdout or attachment.has_terminal else None,
        session.stderr if streams.stderr else None,
        has_terminal=attachment.has_terminal,
        pump=pump,
    )
    connection.close()
    return finished


class Launch:
    """A container of ours on its way: how far it has come, and what becomes of it if that goes wrong.

    ``phase`` is create, pull, start, run or done. One that is to be ``removed`` at its end goes when anything fails
    before it runs; the engine removes what has run, or ended() does. An answer that was lost may have been that of a
    start: then it runs, and nobody waits for it. ``on_abort`` (keep, stop, kill) is for one that we leave while it runs.
    """

    def __init__(self, session: Session, *, removed: bool, on_abort: str = "keep") -> None:
        self._session = session
        self._on_abort = on_abort
        self.container_id = ""
        self.removed = removed
        self.when_started: Callable[[], None] | None = None
        self.phase = "create"

    def created(self, container_id: str) -> None:
        """Answer for this container from now on."""
        self.container_id = container_id
        self.phase = "start"

    def started(self) -> None:
        """Leave its removal to the engine; tell who waits for it."""
        self.phase = "run"
        if self.when_started:
            self.when_started()

    def ended(self) -> None:
        """Answer for it no longer; remove it, if it is to go and the engine doesn't do that."""
        self.phase = "done"
        if not self.removed or self.removed_by_engine:
            return
        try:
            self._session.engine.containers.remove(self.container_id, volumes=True)
        except NotFoundError:
            return
        except DockctlError as error:  # its exit status counts for more
            self._session.warn(f"error removing container: {error.message}")

    @property
    def removed_by_engine(self) -> bool:
        """Whether the engine removes the container when it ends."""
        return self.removed and self._session.engine.containers.engine_removes

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        if kind is None:
            return
        containers = self._session.engine.containers
        if self.phase == "start" and self.removed:
            _remove(containers, self.container_id)
        elif self.phase == "run" and self._on_abort != "keep":
            with suppress(DockctlError):
                end = containers.stop if self._on_abort == "stop" else containers.kill
                end(self.container_id)

    @property
    def patience(self) -> int:
        """How many SIGINTs or SIGTERMs make us leave a container that doesn't end."""
        return 3 if self._on_abort == "keep" else 2


class LaunchRecord:
    """What ``run`` came to: its exit status, and for --result more."""

    exit_status = 0
    launch: Launch

    def note_created(self) -> None:
        """Take note of what is known of the container before it runs."""


def _remove(containers: Containers, container_id: str) -> None:
    """Remove a container, and return when nothing is left of it, or the engine can't be asked."""
    with suppress(DockctlError):
        try:
            containers.remove(container_id, force=True)
        except NotFoundError:
            return
        except EngineError:  # the engine is at it already
            containers.wait(container_id, condition="removed").result()


def run_attached(
    session: Session,
    launch: Launch,
    attachment: Attachment,
    *,
    sig_proxy: bool = True,
    deadline: Deadline | None = None,
) -> int:
    """Start the container of ``launch`` with its streams on ours; return its exit status, or 0 after detaching.

    The attachment and the wait are there before the container starts. Where the engine removes it at its end, that
    is waited for.
    """
    from dockctl.terminal.signals import SignalProxy

    containers, container_id = session.engine.containers, launch.container_id

    def resize(height: int, width: int) -> None:
        containers.resize(container_id, height=height, width=width)

    streams = attachment.streams
    with ExitStack() as stack:
        # Without the proxy a signal ends this process, and leaves the container alone.
        proxy = (
            SignalProxy(lambda name: containers.kill(container_id, signal=name), patience=launch.patience)
            if sig_proxy
            else None
        )
        if proxy:
            stack.enter_context(proxy)
        connection = containers.attach(
            container_id,
            stdin=streams.stdin,
            stdout=streams.stdout,
            stderr=streams.stderr,
            detach_keys=attachment.asked_keys,
        )
        pending = containers.wait(
            container_id, condition="removed" if launch.removed_by_engine else "next-exit"
        )
        containers.start(container_id)
        launch.started()
        if deadline:
            stack.enter_context(deadline.running(containers, container_id))
        if proxy:
            proxy.open()
        if not connect_streams(session, stack, connection, attachment, resize):
            pending.cancel()
            return 0
        status = pending.result()
        launch.ended()
        return status
