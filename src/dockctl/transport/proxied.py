"""Connections to an engine behind an HTTP proxy: tunnels for streams, which no proxy understands."""

from __future__ import annotations

import base64
import socket
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

if TYPE_CHECKING:
    from dockctl.transport.address import Address

_LONGEST_HEAD = 1 << 16
_PORTS = {"http": 80, "https": 443}


def open_proxied(address: Address, timeout: float) -> socket.socket:
    """Return a socket that a proxy has connected with the engine at ``address``; raises OSError."""
    proxy = urlsplit(address.proxy)
    scheme, host = proxy.scheme.lower(), proxy.hostname or ""
    sock = socket.create_connection((host, proxy.port or _PORTS[scheme]), timeout=timeout)
    if scheme == "https":
        from dockctl.transport.address import Tls
        from dockctl.transport.tls import secure

        sock = secure(sock, Tls(), host)
        sock.settimeout(timeout)
    try:
        sock.sendall(_request(address, proxy.username, proxy.password))
        line = _read_head(sock).split(b"\r\n", 1)[0]
        status = line.split(b" ", 2)[1:2]
        if status != [b"200"]:
            raise ConnectionError(f"the proxy answers: {line.decode(errors='replace')}")
    except OSError:
        sock.close()
        raise
    sock.settimeout(None)
    return sock


def _request(address: Address, user: str | None, password: str | None) -> bytes:
    target = f"[{address.host}]" if ":" in address.host else address.host
    lines = [f"CONNECT {target}:{address.port} HTTP/1.1", f"Host: {target}:{address.port}"]
    if user is not None:
        account = f"{unquote(user)}:{unquote(password or '')}".encode()
        lines.append(f"Proxy-Authorization: Basic {base64.b64encode(account).decode()}")
    return "\r\n".join([*lines, "", ""]).encode()


def _read_head(sock: socket.socket) -> bytes:
    """Return the head of an answer, and not a byte of what follows; raises OSError."""
    head = b""
    while not head.endswith(b"\r\n\r\n"):
        data = sock.recv(1)
        if not data or len(head) > _LONGEST_HEAD:
            raise ConnectionResetError("the proxy's answer broke off")
        head += data
    return head
