"""TLS for upgraded connections, whose two directions end one after the other.

The standard library's TLS socket can't be used by two threads at once, nor tell the other side that no more
comes and still read. So one thread owns it, and hands plain bytes on through a pair of sockets.
"""

from __future__ import annotations

import select
import socket
import ssl
import threading
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dockctl.transport.address import Tls

_PIECE = 1 << 16


def system_authorities() -> str:
    """Return the file of the authorities that this system trusts; "" if there is none."""
    return ssl.get_default_verify_paths().cafile or ""


def make_context(tls: Tls) -> ssl.SSLContext:
    """Return what a TLS connection is made with; raises OSError for files that can't be read or hold nothing."""
    context = ssl.create_default_context(cafile=tls.authority or None)
    if not tls.verify:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    if tls.certificate:
        context.load_cert_chain(tls.certificate, tls.key or None)
    return context


def secure(sock: socket.socket, tls: Tls, host: str) -> socket.socket:
    """Return a socket whose bytes go through ``sock`` by TLS; raises OSError when that can't be agreed on."""
    try:
        outer = make_context(tls).wrap_socket(sock, server_hostname=host)
    except OSError:
        sock.close()
        raise
    ours, inner = socket.socketpair()
    threading.Thread(target=_relay, args=(inner, outer), daemon=True, name="tls").start()
    return ours


def _relay(inner: socket.socket, outer: ssl.SSLSocket) -> None:
    """Copy both ways until the other side has ended; our own end is passed on when it comes."""
    outer.settimeout(0)
    with inner, outer, suppress(OSError):
        waiting = b""  # what is still to be sent
        ended = False
        while True:
            with suppress(ssl.SSLWantReadError, ssl.SSLWantWriteError):
                while data := outer.recv(_PIECE):
                    inner.sendall(data)
                return
            if waiting:
                with suppress(ssl.SSLWantReadError, ssl.SSLWantWriteError):
                    waiting = waiting[outer.send(waiting) :]
            reads = [outer] if waiting or ended else [outer, inner]
            ready, _, _ = select.select(reads, [outer] if waiting else [], [])
            if inner in ready:
                waiting = inner.recv(_PIECE)
                if not waiting:
                    ended = True
                    # It is told at once; that the other side hasn't ended yet is no error.
                    with suppress(ssl.SSLWantReadError):
                        outer.unwrap()
