"""A unix socket before an engine that does to one answer of it what networks, proxies and broken engines do."""

from __future__ import annotations

import re
import socket
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import repeat
from typing import TYPE_CHECKING

from tests.unix_server import UnixServer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_PIECE = 1 << 16
_LONGEST_HOLD = 60  # seconds
_LONGEST_IN_PIECES = 2000  # bytes of an answer: the rest comes as it is
_REQUEST = re.compile(rb"(GET|HEAD|POST|PUT|DELETE) (\S+) HTTP/1\.1\r\n")


class Hold:
    """A request on its way: ``arrived`` at the proxy, and sent on once ``released``."""

    def __init__(self) -> None:
        self.arrived = threading.Event()
        self.released = threading.Event()


@dataclass(frozen=True)
class Fault:
    """What happens to the first answer to a request that ``target`` (a pattern on ``METHOD /path``) matches.

    ``cut_at``: the connection ends after so many bytes of it; 0 is before the first, and with ``unheard`` the
    engine never gets the request. ``piece`` and ``pause``: it comes in pieces of so many bytes, so many seconds
    apart. ``instead``: what comes in its place, and then the end of the connection. ``hold``: the engine gets the
    request late, and something may happen before.
    """

    name: str
    target: str
    cut_at: int | None = None
    unheard: bool = False
    piece: int = 0
    pause: float = 0.0
    instead: Iterable[bytes] | None = None
    hold: Hold | None = None


@dataclass
class Exchange:
    """A request's first line, without the version of the API, and the bytes of its answer."""

    request: str
    answer: bytearray = field(default_factory=bytearray)


class FaultProxy(UnixServer):
    """While entered, clients may use ``host`` in the place of ``engine``; ``fault`` is done once after each set()."""

    def __init__(self, engine: str) -> None:
        super().__init__()
        self._engine = engine.removeprefix("unix://")
        self._lock = threading.Lock()
        self._fault: Fault | None = None
        self.done = False
        self.exchanges: list[Exchange] = []

    def set(self, fault: Fault | None) -> None:
        """Do ``fault`` the next time its target is asked for; ``done`` tells whether that has been."""
        with self._lock:
            self._fault, self.done, self.exchanges = fault, False, []

    def handle(self, client: socket.socket) -> None:
        """Pass a client's requests and their answers on."""
        _Relay(self, client, self._engine).run()

    def take(self, request: str) -> Fault | None:
        """Return the fault that is for the answer to ``request``, once."""
        with self._lock:
            fault = self._fault
            if fault is None or self.done or not re.search(fault.target, request):
                return None
            self.done = True
            return fault


class _Relay:
    """One client's connection and the one to the engine that belongs to it."""

    def __init__(self, proxy: FaultProxy, client: socket.socket, engine: str) -> None:
        self._proxy = proxy
        self._client = client
        self._engine = socket.socket(socket.AF_UNIX)
        self._path = engine
        self._exchange = Exchange("")
        self._fault: Fault | None = None

    def run(self) -> None:
        with self._client, self._engine, suppress(OSError):
            self._engine.connect(self._path)
            back = threading.Thread(target=self._answers, daemon=True)
            back.start()
            while data := self._client.recv(_PIECE):
                # Programs of ours send a request's head at once, and none before the last answer is there.
                head = _REQUEST.match(data)
                if head:
                    path = re.sub(r"^/v[\d.]+(?=/)", "", head[2].decode())
                    self._exchange = Exchange(f"{head[1].decode()} {path}")
                    self._proxy.exchanges.append(self._exchange)
                    self._fault = self._proxy.take(self._exchange.request)
                    if self._fault and (self._fault.unheard or self._fault.instead is not None):
                        self._answer_instead(self._fault)
                        return
                    if self._fault and self._fault.hold:
                        self._fault.hold.arrived.set()
                        self._fault.hold.released.wait(_LONGEST_HOLD)
                self._engine.sendall(data)
            self._engine.shutdown(socket.SHUT_WR)
            back.join()

    def _answer_instead(self, fault: Fault) -> None:
        for piece in fault.instead or ():
            self._client.sendall(piece)
        self._end()

    def _end(self) -> None:
        for end in (self._client, self._engine):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def _answers(self) -> None:
        with suppress(OSError):
            while data := self._engine.recv(_PIECE):
                fault = self._fault
                before = len(self._exchange.answer)
                self._exchange.answer += data
                if fault is None:
                    self._client.sendall(data)
                    continue
                if fault.cut_at is not None and before + len(data) >= fault.cut_at:
                    self._client.sendall(data[: fault.cut_at - before])
                    self._end()
                    return
                size = fault.piece if before < _LONGEST_IN_PIECES else len(data)
                for start in range(0, len(data), size or len(data)):
                    piece = data[start : start + (size or len(data))]
                    self._client.sendall(piece if start < _LONGEST_IN_PIECES else data[start:])
                    time.sleep(fault.pause)
                    if start >= _LONGEST_IN_PIECES:
                        break
            self._client.shutdown(socket.SHUT_WR)


def cut_points(answer: bytes, most: int = 24) -> list[int]:
    """Return after how many bytes to cut ``answer``: around its head's end, its chunks' and frames', and its own.

    The whole answer is no cut. Of many boundaries the first and the last are taken.
    """
    head = answer.find(b"\r\n\r\n") + 4
    boundaries = [head]
    body, position = answer[head:], 0
    if b"transfer-encoding: chunked" in answer[:head].lower():
        while (end := body.find(b"\r\n", position)) >= 0:
            size = int(body[position:end].partition(b";")[0] or b"0", 16)
            boundaries += [head + end + 2, head + end + 2 + size]
            position = end + 4 + size
            if size == 0:
                break
    elif b"stream" in answer[:head].lower():
        while position + 8 <= len(body):
            size = int.from_bytes(body[position + 4 : position + 8], "big")
            boundaries += [head + position + 8, head + position + 8 + size]
            position += 8 + size
    points = {0, 1, head // 2, len(answer) - 1}
    points |= {edge + step for edge in boundaries for step in (-1, 0, 1)}
    wanted = sorted(point for point in points if 0 <= point < len(answer))
    return wanted if len(wanted) <= most else wanted[: most // 2] + wanted[-most // 2 :]


def is_frame_end(answer: bytes, point: int) -> bool:
    """Tell whether ``point`` lies before a frame of a multiplexed ``answer``, not inside one."""
    position = answer.find(b"\r\n\r\n") + 4
    while position < point:
        position += 8 + int.from_bytes(answer[position + 4 : position + 8], "big")
    return position == point


def http(body: bytes, *headers: str, status: str = "200 OK") -> list[bytes]:
    """Return an answer of one piece, with its length."""
    lines = [f"HTTP/1.1 {status}", "Content-Type: application/json", f"Content-Length: {len(body)}", *headers]
    return ["\r\n".join(lines).encode() + b"\r\n\r\n" + body]


def broken_answers(*, is_stream: bool) -> dict[str, Iterable[bytes]]:
    """Return answers that no engine should give, by what is wrong with them; endless ones where one is awaited whole."""
    chunked = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
    answers: dict[str, Iterable[bytes]] = {
        "no JSON": http(b"{]garbage"),
        "not UTF-8": http(b"\xff\xfe\x00{"),
        "null": http(b"null"),
        "a number": http(b"42"),
        "a list of numbers": http(b"[1,2]"),
        "an object without fields": http(b"{}"),
        "a list of empty objects": http(b"[{}]"),
        "HTML of a proxy": http(b"<html><h1>502</h1></html>", status="502 Bad Gateway"),
        "500 without a body": http(b"", status="500 Internal Server Error"),
        "500 of control sequences": http(b'{"message":"\x1b[2J\\u001b]0;x\\u0007"}', status="500 Oops"),
        "a huge header": http(b"[]", "X-Huge: " + "x" * 200_000),
        "too many headers": http(b"[]", *(f"X-{number}: x" for number in range(2000))),
        "no status line": [b"hello\r\n\r\n"],
        "a status that is no number": [b"HTTP/1.1 abc OK\r\n\r\n"],
        "a negative length": [b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n[]"],
        "a length that is no number": [b"HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n[]"],
        "chunks of no size": [chunked, b"zz\r\n[]\r\n0\r\n\r\n"],
        "chunks of a negative size": [chunked, b"-5\r\n[]\r\n0\r\n\r\n"],
        "a chunk of too great a size": [chunked, b"ffffffffffffffffffff\r\n[]"],
        "a chunk's size without an end": [chunked, b"0" * 100_000],
        "a redirect": http(b"", "Location: http://127.0.0.1:9/", status="307 Temporary Redirect"),
        "nothing more": http(b"", status="204 No Content"),
        "a frame of 4 GB": [
            b"HTTP/1.1 200 OK\r\nContent-Type: application/vnd.docker.multiplexed-stream\r\n\r\n",
            b"\x01\0\0\0\xff\xff\xff\xffhello",
        ],
        "a frame of no stream": [b"HTTP/1.1 200 OK\r\n\r\n", b"\x07abcdefg123456789"],
    }
    if not is_stream:
        line = b" " * _PIECE
        answers["a body without an end"] = _Endless(
            b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n[", line
        )
        answers["chunks without an end"] = _Endless(chunked, b"%x\r\n%s\r\n" % (len(line), line))
    return answers


class _Endless:
    """A beginning, and then the same piece for ever; may be gone through again."""

    def __init__(self, head: bytes, piece: bytes) -> None:
        self._head, self._piece = head, piece

    def __iter__(self) -> Iterator[bytes]:
        yield self._head
        yield from repeat(self._piece)
