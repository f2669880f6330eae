"""Sockets to an engine: plain bytes both ways, whatever lies between."""

from __future__ import annotations

import socket
from ipaddress import ip_address
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dockctl.transport.address import Address

CONNECT_TIMEOUT = 10.0
_KEEPALIVE_SECONDS = 30
_MOMENT = 0.5  # seconds


def open_socket(address: Address) -> socket.socket:
    """Return a socket that is connected with the engine at ``address``; raises OSError.

    Closing its writing side (``shutdown``) reaches the engine, also through TLS and ssh.
    """
    if address.is_ssh:
        from dockctl.transport.ssh import open_tunnel

        return open_tunnel(address)
    if address.is_unix:
        return _unix_socket(address)
    sock = _proxied_socket(address) if address.proxy else _tcp_socket(address)
    if address.tls is None:
        return sock
    from dockctl.transport.tls import secure

    return secure(sock, address.tls, address.host)


def _unix_socket(address: Address) -> socket.socket:
    sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        sock.settimeout(CONNECT_TIMEOUT)
        sock.connect(address.path)
    except OSError:
        sock.close()
        raise
    sock.settimeout(None)
    return sock


def _proxied_socket(address: Address) -> socket.socket:
    """Return a socket through a proxy, or straight to the engine where the proxy makes no tunnels."""
    from dockctl.transport.proxied import open_proxied

    try:
        return open_proxied(address, CONNECT_TIMEOUT)
    except OSError:
        return _tcp_socket(address)


def _tcp_socket(address: Address) -> socket.socket:
    sock = socket.create_connection((address.host, address.port), timeout=CONNECT_TIMEOUT)
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    if hasattr(socket, "TCP_KEEPIDLE"):
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPIDLE, _KEEPALIVE_SECONDS)
    sock.settimeout(None)
    return sock


def accepts(address: Address, host_ip: str, port: int) -> bool:
    """Tell whether a port that the engine at ``address`` has published takes a connection and keeps it for a moment."""
    everywhere = not host_ip or ip_address(host_ip).is_unspecified
    host = address.host or ("127.0.0.1" if everywhere else host_ip)
    try:
        with socket.create_connection((host, port), timeout=_MOMENT) as sock:
            return sock.recv(1) != b""
    except TimeoutError:
        return True  # it waits for us to speak
    except OSError:
        return False
