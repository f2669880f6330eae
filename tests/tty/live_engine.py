"""A fake engine whose lists change and whose streams go on, as a test says."""

from __future__ import annotations

import json
import threading
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from tests.fake import PING, answer
from tests.unix_server import UnixServer, receive_head

if TYPE_CHECKING:
    import socket
    from collections.abc import Mapping

_HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"


class Stream:
    """An answer that goes on: whoever asks gets all that has been said, and what is said later."""

    def __init__(self) -> None:
        self._clients: list[socket.socket] = []
        self._said: list[bytes] = []
        self._lock = threading.Lock()
        self._is_closed = False
        self.asked = threading.Event()

    def say(self, *messages: object) -> None:
        """Send messages to all who have asked."""
        pieces = [json.dumps(message).encode() + b"\n" for message in messages]
        with self._lock:
            self._said += pieces
            for client in self._clients:
                with suppress(OSError):  # it has gone
                    client.sendall(b"".join(map(_chunk, pieces)))

    def end(self, *, whole: bool = True) -> None:
        """End the answer, or break it off."""
        with self._lock:
            for client in self._clients:
                with client, suppress(OSError):
                    client.sendall(b"0\r\n\r\n" if whole else b"")
            self._clients.clear()

    def close(self) -> None:
        """End the answer, also to those who ask from now on: nobody would end it to them."""
        with self._lock:
            self._is_closed = True
        self.end()

    def add(self, client: socket.socket) -> None:
        """Begin the answer to one more."""
        with self._lock:
            if self._is_closed:
                client.close()
                return
            self._clients.append(client)
            with suppress(OSError):  # it has gone
                client.sendall(_HEAD + b"".join(map(_chunk, self._said)))
        self.asked.set()


def _chunk(data: bytes) -> bytes:
    return b"%x\r\n%s\r\n" % (len(data), data)


class LiveEngine(UnixServer):
    """Answers a request with what ``answers`` holds for words in its first line: an object, or a stream."""

    def __init__(self, answers: Mapping[str, object]) -> None:
        super().__init__()
        self.answers = dict(answers)
        self.requests: list[str] = []
        self._streams: set[Stream] = set()  # also those that have been replaced since

    def __exit__(self, *_: object) -> None:
        super().__exit__()
        for stream in {
            *self._streams,
            *(found for found in self.answers.values() if isinstance(found, Stream)),
        }:
            stream.close()

    def handle(self, client: socket.socket) -> None:
        """Answer one request."""
        received = receive_head(client)
        if not received:
            client.close()
            return
        line = received.split(b"\r\n", 1)[0].decode()
        self.requests.append(line)
        found: Any = PING if "_ping" in line else None
        for words, given in self.answers.items():
            if words in line:
                found = given
        if isinstance(found, Stream):
            self._streams.add(found)
            found.add(client)
            return
        if not isinstance(found, bytes):
            found = (
                answer(b'{"message":"page not found"}', status="404 Not Found")
                if found is None
                else answer(json.dumps(found).encode())
            )
        with client, suppress(OSError):
            client.sendall(found.replace(b"\r\n", b"\r\nConnection: close\r\n", 1))


def listed(number: int, *, name: str = "", status: str = "Up 2 hours") -> dict[str, object]:
    """Return a container as GET /containers/json has it; always the same one for a number."""
    return {
        "Id": f"{number:012x}" + "0" * 52,
        "Names": [f"/{name or f'service-{number}'}"],
        "Image": "example.org/shop/backend:1.2",
        "ImageID": "sha256:" + "1" * 64,
        "Command": "serve --port 80",
        "Created": 1_700_000_000,
        "Ports": [{"IP": "192.0.2.1", "PrivatePort": 80, "PublicPort": 8000 + number, "Type": "tcp"}],
        "Labels": {},
        "State": "running",
        "Status": status,
    }
