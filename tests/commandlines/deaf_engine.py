"""An engine that greets clients, writes down what they ask, and refuses all of it in one word."""

from __future__ import annotations

import json
import re
import threading
from contextlib import suppress
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, unquote

from tests.unix_server import UnixServer

if TYPE_CHECKING:
    import socket

_VERSION = "1.50"  # docker 28.2's own
_REFUSAL = b'{"message":"recorded"}'
_HEADS = (
    b"HTTP/1.1 %s\r\nApi-Version: "
    + _VERSION.encode()
    + b"\r\nOSType: linux\r\nContent-Type: application/json\r\n"
)


class DeafEngine(UnixServer):
    """While entered, clients may use ``host``; take_requests() returns what they have asked since the last time."""

    def __init__(self) -> None:
        super().__init__()
        self._requests: list[str] = []
        self._lock = threading.Lock()

    def take_requests(self) -> list[str]:
        """Return the requests, but for greetings, in their usual form, and forget them."""
        with self._lock:
            taken, self._requests = self._requests, []
        return taken

    def handle(self, client: socket.socket) -> None:
        """Answer the requests of one connection."""
        with client, suppress(OSError, ValueError), client.makefile("rb") as stream:
            while head := _read_head(stream):
                first, headers = head
                body = _read_body(stream, headers)
                method, target, _ = first.split(" ", 2)
                if target.endswith("/_ping"):
                    content = b"" if method == "HEAD" else b"OK"
                    client.sendall(_HEADS % b"200 OK" + b"Content-Length: %d\r\n\r\n" % len(content) + content)
                    continue
                with self._lock:
                    self._requests.append(_describe(method, target, body, headers))
                client.sendall(
                    _HEADS % b"418 I'm a teapot" + b"Content-Length: %d\r\n\r\n" % len(_REFUSAL) + _REFUSAL
                )
                if "upgrade" in headers.get("connection", "").lower():
                    return


def _read_head(stream: object) -> tuple[str, dict[str, str]] | None:
    lines = []
    while line := stream.readline().rstrip(b"\r\n"):  # type: ignore[attr-defined]
        lines.append(line.decode("utf-8", "surrogateescape"))
    if not lines:
        return None
    headers = dict(line.split(": ", 1) for line in lines[1:])
    return lines[0], {name.lower(): value for name, value in headers.items()}


def _read_body(stream: object, headers: dict[str, str]) -> bytes:
    if headers.get("transfer-encoding") == "chunked":
        body = b""
        while size := int(stream.readline(), 16):  # type: ignore[attr-defined]
            body += stream.read(size)  # type: ignore[attr-defined]
            stream.readline()  # type: ignore[attr-defined]
        stream.readline()  # type: ignore[attr-defined]
        return body
    return stream.read(int(headers.get("content-length", 0)))  # type: ignore[attr-defined,no-any-return]


def _describe(method: str, target: str, body: bytes, headers: dict[str, str]) -> str:
    """Return a request in a form that doesn't depend on the order of its fields, or on the API's version."""
    path, _, query = target.partition("?")
    path = re.sub(r"^/v\d\.\d+/", "/", unquote(path))
    text = f"{method} {path}"
    if query:
        text += "?" + "&".join(
            f"{name}={_canonical(value)}" for name, value in sorted(parse_qsl(query, keep_blank_values=True))
        )
    text = text.replace("\n", "\\n")  # which ends the target
    if body and "json" in headers.get("content-type", ""):
        text += "\n" + _canonical(body.decode("utf-8", "surrogateescape"))
    return text


def _canonical(text: str) -> str:
    if not text.startswith(("{", "[")):
        return text
    try:
        return json.dumps(json.loads(text), sort_keys=True)
    except ValueError:
        return text
