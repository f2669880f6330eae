"""A unix socket in front of an engine that remembers what clients ask it.

``POST /containers/create`` is remembered and, unless ``creates``, answered here with an error, so that
hundreds of bodies are compared without hundreds of containers. Everything else is passed on.
"""

from __future__ import annotations

import json
import socket
import threading
from contextlib import suppress
from typing import Any

from tests.unix_server import UnixServer

REFUSAL = b'{"message":"recorded"}'
ANSWER = b"HTTP/1.1 418 I'm a teapot\r\nContent-Type: application/json\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s"


class RecordingProxy(UnixServer):
    """While entered, clients may use ``host``; ``bodies`` are the create requests, ``targets`` their first lines."""

    def __init__(self, engine: str) -> None:
        super().__init__()
        self._engine = engine.removeprefix("unix://")
        self.bodies: list[dict[str, Any]] = []
        self.targets: list[str] = []

    def handle(self, client: socket.socket) -> None:
        """Pass a client's requests on, but for those that create."""
        engine = socket.socket(socket.AF_UNIX)
        with client, engine, suppress(OSError, ValueError):
            engine.connect(self._engine)
            pump = threading.Thread(target=self._pump, args=(engine, client), daemon=True)
            pump.start()
            received = b""
            while True:
                data = client.recv(65536)
                if not data:
                    return
                received += data
                while b"\r\n\r\n" in received:
                    head, _, rest = received.partition(b"\r\n\r\n")
                    length = _content_length(head)
                    while len(rest) < length:
                        rest += client.recv(65536)
                    body, received = rest[:length], rest[length:]
                    first = head.split(b"\r\n", 1)[0].decode()
                    if first.startswith("POST ") and "/containers/create" in first:
                        self.targets.append(first)
                        self.bodies.append(json.loads(body))
                        client.sendall(ANSWER % (len(REFUSAL), REFUSAL))
                        return
                    engine.sendall(head + b"\r\n\r\n" + body)

    @staticmethod
    def _pump(source: socket.socket, target: socket.socket) -> None:
        with suppress(OSError):
            while data := source.recv(65536):
                target.sendall(data)


def _content_length(head: bytes) -> int:
    for line in head.lower().split(b"\r\n"):
        if line.startswith(b"content-length:"):
            return int(line.partition(b":")[2])
        if line.startswith(b"transfer-encoding:"):
            raise ValueError("clients of these tests send whole bodies")
    return 0
