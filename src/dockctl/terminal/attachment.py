"""A container's streams on our own: output to ours, our input to it."""

from __future__ import annotations

import os
import selectors
import threading
from contextlib import suppress
from typing import TYPE_CHECKING, Protocol

from dockctl.engine.stream import STDERR, demultiplex, passthrough
from dockctl.errors import DockctlError
from dockctl.terminal.detach import DetachKeys

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dockctl.engine.stream import Frame
    from dockctl.streams import Output

_PIECE = 1 << 16


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
    closed then, which ends the copying of output.
    """

    def __init__(self, connection: Connection, *, detach_keys: bytes = b"") -> None:
        self._connection = connection
        self._keys = DetachKeys(detach_keys) if detach_keys else None
        self._wake_reader, self._wake_writer = os.pipe()
        self._thread = threading.Thread(target=self._run, daemon=True, name="stdin")
        self.detached = False

    def start(self) -> None:
        """Start copying."""
        self._thread.start()

    def stop(self) -> None:
        """End copying; input that has not been read stays for whoever reads next."""
        os.write(self._wake_writer, b"x")
        self._thread.join(timeout=1)

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
            while True:
                ready = {key.fd for key, _ in selector.select(timeout=None if waits else 0)}
                data = b"" if self._wake_reader in ready else os.read(0, _PIECE)
                if not data:
                    return
                yield data


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
