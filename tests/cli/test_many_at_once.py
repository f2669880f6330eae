"""Answers that an engine lets wait are asked for all at once, as far as there are file descriptors."""

from __future__ import annotations

import json
import re
import subprocess
import threading
from typing import TYPE_CHECKING

import pytest

from tests.fake import PING, answer
from tests.unix_server import UnixServer, receive_head

if TYPE_CHECKING:
    import socket
    from collections.abc import Mapping

MANY = 80
DEADLINE = 90
NAMES = [f"c{number}" for number in range(MANY)]
STATE = {
    "Running": True,
    "ExitCode": 0,
    "StartedAt": "2024-01-01T00:00:00Z",
    "FinishedAt": "0001-01-01T00:00:00Z",
    "Status": "running",
}
ANSWERS = {
    "/stats": answer(b"{}"),
    "/logs": answer(b""),
    "/json": answer(
        json.dumps({"Id": "f" * 64, "Name": "/c", "State": STATE, "Config": {"Tty": False}}).encode()
    ),
    "/start": answer(b"", status="204 No Content"),
    "/restart": answer(b"", status="204 No Content"),
    "/wait": answer(b'{"StatusCode":0}'),
}


class MeetingEngine(UnixServer):
    """Answers requests to ``place`` once ``guests`` of them are there; ``most`` is how many there were at once.

    With ``ends`` False no container ever ends: waits are taken note of, no more.
    """

    def __init__(self, place: str, guests: int, *, ends: bool) -> None:
        super().__init__()
        self._place = place
        self._guests = guests
        self._ends = ends
        self._changed = threading.Condition()
        self._there = self._came = 0
        self._over = threading.Event()
        self.most = 0

    def __exit__(self, *_: object) -> None:
        super().__exit__()
        self._over.set()

    def handle(self, client: socket.socket) -> None:
        """Give the answer to one request."""
        with client:
            received = receive_head(client)
            if not received:
                return
            path = received.split(b" ", 2)[1].decode()
            kind = next((kind for kind in ANSWERS if re.search(f"{kind}($|\\?)", path)), "")
            if kind == self._place:
                self._meet()
            if kind == "/wait" and not self._ends:
                client.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
                self._over.wait(DEADLINE)
                return
            data = ANSWERS[kind] if kind else PING
            client.sendall(data.replace(b"\r\n", b"\r\nConnection: close\r\n", 1))

    def _meet(self) -> None:
        with self._changed:
            self._there += 1
            self._came += 1
            self.most = max(self.most, self._there)
            self._changed.notify_all()
            self._changed.wait_for(lambda: self._came >= self._guests, DEADLINE / 3)
            self._there -= 1


def run(program: list[str], environment: Mapping[str, str], host: str, *words: str) -> tuple[str, str, int]:
    done = subprocess.run(
        [*program, "-H", host, *words],
        capture_output=True,
        text=True,
        env=environment,
        timeout=DEADLINE,
        check=False,
    )
    return done.stdout, done.stderr, done.returncode


@pytest.mark.parametrize(
    ("line", "place", "shown"),
    [
        ("stats --no-stream --format {{.Container}}", "/stats", "".join(f"{name}\n" for name in NAMES)),
        ("wait --timeout 1h", "/wait", "0\n" * MANY),
        ("wait --condition running", "/json", "".join(f"{name}\n" for name in NAMES)),
        ("start --wait running", "/start", "".join(f"{name}\n" for name in NAMES)),
        ("restart --wait running", "/restart", "".join(f"{name}\n" for name in NAMES)),
    ],
)
def test_all_are_asked_at_once(
    program: list[str], environment: dict[str, str], line: str, place: str, shown: str
) -> None:
    with MeetingEngine(place, MANY, ends="--timeout" in line) as engine:
        result = run(program, environment, engine.host, *line.split(), *NAMES)
    assert result == (shown, "", 0)
    assert engine.most == MANY


def test_no_more_than_there_are_descriptors_for(program: list[str], environment: dict[str, str]) -> None:
    limited = ["sh", "-c", 'ulimit -n 64; exec "$@"', "sh", *program]
    with MeetingEngine("/stats", 1, ends=True) as engine:
        stdout, stderr, status = run(limited, environment, engine.host, "stats", "--no-stream", *NAMES)
    assert (len(stdout.splitlines()), stderr, status) == (MANY + 1, "", 0)
    assert engine.most <= 40
