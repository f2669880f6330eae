"""A fake engine on a real unix socket, for failures that no engine gives on demand."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

from tests.unix_server import UnixServer, receive_head

if TYPE_CHECKING:
    import socket
    from collections.abc import Mapping

PING = b"HTTP/1.1 200 OK\r\nApi-Version: 1.41\r\nContent-Length: 0\r\n\r\n"


def answer(body: bytes, *, status: str = "200 OK", kind: str = "application/json") -> bytes:
    """Return a whole HTTP answer."""
    head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


def chunked(*chunks: bytes, whole: bool = True, status: str = "200 OK") -> bytes:
    """Return an HTTP answer in chunks; unless ``whole`` it breaks off."""
    head = f"HTTP/1.1 {status}\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n".encode()
    body = b"".join(b"%x\r\n%s\r\n" % (len(chunk), chunk) for chunk in chunks)
    return head + body + (b"0\r\n\r\n" if whole else b"")


class FakeEngine(UnixServer):
    """Answers each request with the bytes that ``answers`` holds for the words in its first line.

    After them the connection is closed. ``silent``: takes requests and never answers; ``delay``: answers
    that many seconds late.
    """

    def __init__(
        self,
        answers: Mapping[str, bytes] | None = None,
        *,
        silent: bool = False,
        delay: float = 0,
    ) -> None:
        super().__init__()
        self._answers = {"_ping": PING} | dict(answers or {})
        self._silent = silent
        self._delay = delay
        self._arrived = threading.Event()
        self._open: list[socket.socket] = []
        self.requests: list[str] = []
        self.heads: list[str] = []

    def __exit__(self, *_: object) -> None:
        super().__exit__()
        for connection in self._open:
            connection.close()

    def wait_for_request(self) -> None:
        """Return once the first request has arrived."""
        assert self._arrived.wait(10)

    def handle(self, client: socket.socket) -> None:
        """Give the answer to one request."""
        received = receive_head(client)
        if not received:
            client.close()
            return
        line = received.split(b"\r\n", 1)[0].decode()
        self.requests.append(line)
        self.heads.append(received.split(b"\r\n\r\n", 1)[0].decode())
        self._arrived.set()
        if self._silent:
            self._open.append(client)
            return
        time.sleep(self._delay)
        found = next((data for words, data in self._answers.items() if words in line), None)
        data = found or answer(b'{"message":"page not found"}', status="404 Not Found")
        if b"Upgrade" not in data.split(b"\r\n\r\n", 1)[0]:
            # Without these words a client may still use the connection while it is being closed.
            data = data.replace(b"\r\n", b"\r\nConnection: close\r\n", 1)
        client.sendall(data)
        client.close()
