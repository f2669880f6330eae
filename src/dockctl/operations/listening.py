"""Whether something in a container listens on a port.

The kernel's own table is read in the container, with ``cat``: a published port accepts connections before anything
listens behind it. Where there is no cat the published port is tried all the same, and one that is closed at once is
taken for one that nobody listens on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dockctl.engine.stream import STDOUT, demultiplex
from dockctl.errors import DockctlError, EngineError
from dockctl.transport.connections import accepts

if TYPE_CHECKING:
    from dockctl.engine.client import Engine
    from dockctl.engine.payloads.containers import ContainerInspectResponse

_LISTENING = {"tcp": "0A", "udp": "07"}  # the states in /proc/net
_CANT_EXECUTE = 126


def listens(engine: Engine, details: ContainerInspectResponse, port: int, protocol: str) -> bool:
    """Tell whether a process in the running container listens; raises DockctlError where that can't be found out."""
    table = _read_table(engine, details["Id"], protocol)
    if table is not None:
        return _is_listed(table, port, protocol)
    published = (details["NetworkSettings"].get("Ports") or {}).get(f"{port}/{protocol}")
    if not published or protocol != "tcp":
        raise DockctlError(
            f"whether {details['Name'].lstrip('/')} listens on port {port}/{protocol} can't be found out: it has no cat",
            hint="publish the port, or wait for log= or healthy",
        )
    return accepts(engine.address, published[0]["HostIp"], int(published[0]["HostPort"]))


def _read_table(engine: Engine, container: str, protocol: str) -> str | None:
    """Return the kernel's tables of sockets; None where nothing in the container can read them."""
    files = [f"/proc/net/{protocol}", f"/proc/net/{protocol}6"]
    try:
        process = engine.exec.create(container, {"Cmd": ["cat", *files], "AttachStdout": True})
        connection = engine.exec.attach(process)
        try:
            text = b"".join(frame.data for frame in demultiplex(connection) if frame.stream == STDOUT)
        finally:
            connection.close()
        status = engine.exec.inspect(process)["ExitCode"]
    except EngineError:
        return None
    return None if status is not None and status >= _CANT_EXECUTE else text.decode(errors="replace")


def _is_listed(table: str, port: int, protocol: str) -> bool:
    for line in table.splitlines():
        words = line.split()
        if len(words) > 3 and words[3] == _LISTENING[protocol] and words[1].endswith(f":{port:04X}"):  # noqa: PLR2004
            return True
    return False
