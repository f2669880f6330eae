"""Engines behind ssh: the system's own program logs in and connects with ``docker system dial-stdio`` there.

One process a connection, as with docker: ssh's ControlMaster makes the second and later ones fast.
"""

from __future__ import annotations

import errno
import shlex
import socket
import subprocess
import tempfile
import threading
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from typing_extensions import Buffer

    from dockctl.transport.address import Address

_CONNECT_SECONDS = 30
_ENDING_SECONDS = 5
_SHOWN = 2000  # bytes of what ssh says


class SshError(OSError):
    """ssh has ended; ``strerror`` tells what was run and what it said."""


def command(address: Address) -> list[str]:
    """Return the command line that connects its standard input and output with the engine."""
    options = ["-o", f"ConnectTimeout={_CONNECT_SECONDS}", "-T"]
    options += ["-l", address.user] if address.user else []
    options += ["-p", str(address.port)] if address.port else []
    there = ["docker", *(["--host", f"unix://{address.path}"] if address.path else []), "system", "dial-stdio"]
    # ssh joins these words with spaces, and a shell there takes them apart.
    return ["ssh", *options, "--", address.host, *map(shlex.quote, there)]


class _Tunnel(socket.socket):
    """The near end of a connection through a process: once that has failed, reading tells what it said."""

    command_line: list[str]
    process: subprocess.Popen[bytes]
    errors: IO[bytes]
    _received = False

    def recv_into(self, buffer: bytearray, nbytes: int = 0, flags: int = 0) -> int:  # type: ignore[override]
        """Receive into ``buffer``; raises SshError for an end before anything has come."""
        try:
            count = super().recv_into(buffer, nbytes, flags)
        except ConnectionError as error:
            raise (error if self._received else self.failure()) from error
        if not count and not self._received:
            raise self.failure()
        self._received = True
        return count

    def sendall(self, data: Buffer, flags: int = 0) -> None:
        """Send all of ``data``; raises SshError for a process that has ended before it said anything."""
        try:
            super().sendall(data, flags)
        except ConnectionError as error:
            raise (error if self._received else self.failure()) from error

    def failure(self) -> SshError:
        """Return the error of a process that has ended without an answer."""
        try:
            status = self.process.wait(_ENDING_SECONDS)
        except subprocess.TimeoutExpired:  # it has closed its output, and hangs
            self.process.kill()
            status = self.process.wait()
        self.errors.seek(0)
        said = self.errors.read(_SHOWN).decode(errors="replace").strip()
        line = " ".join(self.command_line)
        return SshError(
            errno.ECONNABORTED,
            f"command [{line}] has exited with exit status {status}, make sure the URL is valid, and Docker 18.09"
            f" or later is installed on the remote host: stderr={said}",
        )


def open_tunnel(address: Address) -> socket.socket:
    """Return a socket that a new ssh process connects with the engine at ``address``; raises OSError.

    The process is in a session of its own: a Ctrl-C at our terminal is not for it.
    """
    near, far = socket.socketpair()
    errors = tempfile.TemporaryFile()  # noqa: SIM115  (lives as long as the connection)
    line = command(address)
    with far:
        try:
            process = subprocess.Popen(
                line, stdin=far.fileno(), stdout=far.fileno(), stderr=errors, start_new_session=True
            )
        except FileNotFoundError as error:
            near.close()
            raise SshError(errno.ENOENT, 'exec: "ssh": executable file not found in $PATH') from error
    threading.Thread(target=process.wait, daemon=True, name="ssh").start()  # leaves no zombie
    tunnel = _Tunnel(fileno=near.detach())
    tunnel.command_line, tunnel.process, tunnel.errors = line, process, errors
    return tunnel
