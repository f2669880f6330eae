"""A unix socket before an engine that hands its answers on slowly, so that they can be interrupted."""

from __future__ import annotations

import socket
import tempfile
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import Self

_PIECE = 1 << 14
_PAUSE = 0.05  # seconds after each piece


class SlowProxy:
    """While entered, clients may use ``host`` in the place of ``engine``: some 300 kB/s come back."""

    def __init__(self, engine: str) -> None:
        self._engine = engine.removeprefix("unix://")
        self._folder = tempfile.TemporaryDirectory(prefix="dockctl-slow-")
        path = Path(self._folder.name) / "slow.sock"
        self.host = f"unix://{path}"
        self._listener = socket.socket(socket.AF_UNIX)
        self._listener.bind(str(path))
        self._listener.listen()

    def __enter__(self) -> Self:
        threading.Thread(target=self._serve, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._folder.cleanup()

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                threading.Thread(target=self._pass_on, args=(client,), daemon=True).start()

    def _pass_on(self, client: socket.socket) -> None:
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
