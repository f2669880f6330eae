"""A container's streams on our own: output to ours, our input to it."""

from __future__ import annotations

import os
import select
import selectors
import signal
import threading
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Protocol

from dockctl.engine.stream import STDERR, demultiplex, passthrough
from dockctl.errors import DockctlError
from dockctl.terminal.detach import DetachKeys
from dockctl.terminal.modes import in_foreground

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dockctl.engine.stream import Frame
    from dockctl.streams import Output
    from dockctl.terminal.modes import RawTerminal

_PIECE = 1 << 16
_PATIENCE = 0.2  # seconds between two looks whether this process is in the foreground


class Connection(Protocol):
    """A two-way stream to a container's process."""

    def read1(self) -> bytes:
        """Return the next bytes; b"" at the end."""

    def write(self, data: bytes) -> None:
        """Send all of ``data``."""

    def close_write(self) -> None:
        """Tell the other side that no more input comes."""

    def close(self) -> None:
        """Close both directions."""


def copy_output(frames: Iterable[Frame], stdout: Output | None, stderr: Output | None) -> None:
    """Write every frame to its own stream as it comes, byte for byte and in order; None drops a stream."""
    for frame in frames:
        output = stderr if frame.stream == STDERR else stdout
        if output is not None:
            output.write(frame.data)


class InputPump:
    """Copies our standard input to a container, in a thread of its own.

    ``detached`` tells whether the user typed the detach keys (looked for only if given); the connection is
    closed then, which ends the copying of output. In the background of a terminal nothing is read; ``raw`` is the
    terminal that is made so when this process comes to the foreground.
    """

    def __init__(
        self, connection: Connection, *, detach_keys: bytes = b"", raw: RawTerminal | None = None
    ) -> None:
        self._connection = connection
        self._raw = raw
        self._before: Any = None
        self._keys = DetachKeys(detach_keys) if detach_keys else None
        self._wake_reader, self._wake_writer = os.pipe()
        self._thread = threading.Thread(target=self._run, daemon=True, name="stdin")
        self.detached = False

    def start(self) -> None:
        """Start copying; a read in the background fails from now on, where it would have stopped this process."""
        with suppress(ValueError):  # not the main thread
            self._before = signal.signal(signal.SIGTTIN, signal.SIG_IGN)
        self._thread.start()

    def stop(self) -> None:
        """End copying; input that has not been read stays for whoever reads next."""
        os.write(self._wake_writer, b"x")
        self._thread.join(timeout=1)
        if self._before is not None:
            signal.signal(signal.SIGTTIN, self._before)

    def _run(self) -> None:
        try:
            for data in self._pieces():
                passed = self._keys.feed(data) if self._keys else data
                if passed:
                    self._connection.write(passed)
                if self._keys and self._keys.found:
                    self.detached = True
                    self._connection.close()
                    return
            self._connection.close_write()
        except DockctlError:
            return  # the container takes no more input: its output tells why

    def _pieces(self) -> Iterator[bytes]:
        """Yield what there is to read as it comes, until the input ends or stop() is called."""
        with selectors.DefaultSelector() as selector:
            selector.register(self._wake_reader, selectors.EVENT_READ)
            # A plain file is always ready, and can't be waited for.
            with suppress(PermissionError):
                selector.register(0, selectors.EVENT_READ)
            waits = len(selector.get_map()) > 1
            while self._wait_for_foreground():
                ready = {key.fd for key, _ in selector.select(timeout=None if waits else 0)}
                if self._wake_reader in ready:
                    return
                if not in_foreground(0):
                    continue  # what is typed is for the shell
                data = self._read()
                if not data:
                    return
                yield data

    def _read(self) -> bytes:
        """Return the next bytes; b"" at the end of the input, and where there is no terminal any more."""
        with suppress(OSError):
            return os.read(0, _PIECE)
        # This process has just gone to the background, or the terminal for ever.
        with suppress(OSError):
            return os.read(0, _PIECE) if self._wait_for_foreground() else b""
        return b""

    def _wait_for_foreground(self) -> bool:
        """Return True when this process may read, at once or once it is in the foreground; False after stop()."""
        if in_foreground(0):
            return True
        while not in_foreground(0):
            if select.select([self._wake_reader], [], [], _PATIENCE)[0]:
                return False
        if self._raw:
            self._raw.take_again()
        return True


def pump_output(
    connection: Connection,
    stdout: Output | None,
    stderr: Output | None,
    *,
    has_terminal: bool,
    pump: InputPump | None,
) -> bool:
    """Copy the output until it ends, None drops a stream; return False if that was because the user detached."""
    frames = passthrough(connection) if has_terminal else demultiplex(connection)
    try:
        copy_output(frames, stdout, stderr)
    except (DockctlError, ValueError):
        # Reading ends in the middle when the connection is closed under it.
        if pump is None or not pump.detached:
            raise
    return pump is None or not pump.detached
