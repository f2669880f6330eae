"""A unix socket on which something of the tests listens: fake engines, and what stands before a real one."""

from __future__ import annotations

import socket
import tempfile
import threading
from abc import ABC, abstractmethod
from pathlib import Path
from typing import Self


class UnixServer(ABC):
    """While entered, clients may use ``host`` as an engine's address; each has a thread in handle()."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="dockctl-socket-")
        path = Path(self._folder.name) / "test.sock"
        self.host = f"unix://{path}"
        self._listener = socket.socket(socket.AF_UNIX)
        self._listener.bind(str(path))
        self._listener.listen(256)

    def __enter__(self) -> Self:
        threading.Thread(target=self._serve, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._folder.cleanup()

    @abstractmethod
    def handle(self, client: socket.socket) -> None:
        """Answer one client, and close its connection."""

    def _serve(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self.handle, args=(client,), daemon=True).start()


def receive_head(client: socket.socket) -> bytes:
    """Return a request's head, and what has come of its body; b"" for a client that has gone."""
    received = b""
    while b"\r\n\r\n" not in received:
        data = client.recv(1 << 16)
        if not data:
            return b""
        received += data
    return received
