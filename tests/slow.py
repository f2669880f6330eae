"""A unix socket before an engine that hands its answers on slowly, so that they can be interrupted."""

from __future__ import annotations

import socket
import threading
import time
from contextlib import suppress

from tests.unix_server import UnixServer

_PIECE = 1 << 14
_PAUSE = 0.05  # seconds after each piece


class SlowProxy(UnixServer):
    """While entered, clients may use ``host`` in the place of ``engine``: some 300 kB/s come back."""

    def __init__(self, engine: str) -> None:
        super().__init__()
        self._engine = engine.removeprefix("unix://")

    def handle(self, client: socket.socket) -> None:
        """Pass everything on, slowly back."""
        with client, socket.socket(socket.AF_UNIX) as engine:
            engine.connect(self._engine)
            there = threading.Thread(target=_copy, args=(client, engine, 0.0), daemon=True)
            there.start()
            _copy(engine, client, _PAUSE)
            with suppress(OSError):
                client.shutdown(socket.SHUT_RDWR)
            there.join()


def _copy(source: socket.socket, target: socket.socket, pause: float) -> None:
    with suppress(OSError):
        while data := source.recv(_PIECE):
            target.sendall(data)
            time.sleep(pause)
        target.shutdown(socket.SHUT_WR)
