"""What users see of engines that fail in the middle."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.fake import FakeEngine, answer, chunked

if TYPE_CHECKING:
    from tests.conftest import Dockctl


def test_an_error_inside_a_pull_is_an_error(dockctl: Dockctl) -> None:
    stream = chunked(
        b'{"status":"Pulling from library/alpine","id":"latest"}\r\n',
        b'{"errorDetail":{"message":"no space left on device"},"error":"no space left on device"}\r\n',
    )
    with FakeEngine({"images/create": stream}) as fake:
        result = dockctl("-H", fake.host, "pull", "alpine")
    assert result.stdout == "Using default tag: latest\nlatest: Pulling from library/alpine\n"
    assert result.stderr == "no space left on device\n"
    assert result.status == 1


def test_a_pull_that_breaks_off_is_an_error(dockctl: Dockctl) -> None:
    stream = chunked(b'{"status":"Pulling from library/alpine","id":"latest"}\r\n', whole=False)
    with FakeEngine({"images/create": stream}) as fake:
        result = dockctl("-H", fake.host, "pull", "-q", "alpine")
        assert result.stderr == f"lost the connection to the engine at {fake.host}: the answer broke off\n"
    assert result.stdout == ""
    assert result.status == 1


@pytest.mark.parametrize(
    ("response", "message"),
    [
        (
            answer(b"", status="500 Internal Server Error"),
            "Error response from daemon: request returned 500 Internal Server Error for API route and version"
            " /containers/json, check if the server supports the requested API version\n",
        ),
        (
            answer(b'{"message":""}', status="500 Internal Server Error"),
            "Error response from daemon: API returned a 500 (Internal Server Error) but provided no error-message\n",
        ),
        (answer(b"proxy says no\n", status="502 Bad Gateway"), "Error response from daemon: proxy says no\n"),
    ],
)
def test_errors_without_a_message(dockctl: Dockctl, response: bytes, message: str) -> None:
    with FakeEngine({"containers/json": response}) as fake:
        result = dockctl("-H", fake.host, "ps")
    assert (result.stdout, result.stderr, result.status) == ("", message, 1)


def test_an_answer_that_is_no_json_is_shown(dockctl: Dockctl) -> None:
    with FakeEngine({"containers/json": answer(b"<html>a portal</html>")}) as fake:
        result = dockctl("-H", fake.host, "ps")
        assert result.stderr == f"the answer from {fake.host} is not JSON: <html>a portal</html>\n"
    assert result.status == 1


def test_an_engine_that_speaks_only_newer_versions_is_met(dockctl: Dockctl) -> None:
    """The answer to _ping lost its header, so the first request is made in the oldest version."""
    refusal = answer(
        b'{"message":"client version 1.24 is too old. Minimum supported API version is 1.44, please upgrade"}',
        status="400 Bad Request",
    )
    ping = b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"
    with FakeEngine({"_ping": ping, "v1.24/containers": refusal, "v1.44/containers": answer(b"[]")}) as fake:
        result = dockctl("-H", fake.host, "ps", "-q")
    assert (result.stdout, result.stderr, result.status) == ("", "", 0)


def test_an_attach_stream_that_breaks_off_in_a_frame_is_an_error(dockctl: Dockctl) -> None:
    upgraded = b"HTTP/1.1 101 UPGRADED\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n" + b"\1\0\0\0\0\0\0\x05he"
    answers = {
        "containers/create": answer(b'{"Id":"abc","Warnings":["careful"]}', status="201 Created"),
        "attach": upgraded,
        "wait": answer(b'{"StatusCode":0}'),
        "start": b"HTTP/1.1 204 No Content\r\n\r\n",
    }
    with FakeEngine(answers) as fake:
        result = dockctl("-H", fake.host, "run", "alpine")
    assert result.stdout == "he"
    assert result.stderr == (
        "WARNING: careful\ndockctl: the stream from the engine broke off\n\n"
        "Run 'dockctl run --help' for more information\n"
    )
    assert result.status == 125


def test_bytes_that_come_with_the_upgrade_are_not_lost(dockctl: Dockctl) -> None:
    upgraded = (
        b"HTTP/1.1 101 UPGRADED\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n" + b"\1\0\0\0\0\0\0\x05hello"
    )
    answers = {
        "containers/create": answer(b'{"Id":"abc"}', status="201 Created"),
        "attach": upgraded,
        "wait": answer(b'{"StatusCode":3}'),
        "start": b"HTTP/1.1 204 No Content\r\n\r\n",
    }
    with FakeEngine(answers) as fake:
        result = dockctl("-H", fake.host, "run", "alpine")
    assert (result.stdout, result.stderr, result.status) == ("hello", "", 3)


def test_an_engine_that_answers_an_attach_with_200_is_understood(dockctl: Dockctl) -> None:
    answers = {
        "containers/create": answer(b'{"Id":"abc"}', status="201 Created"),
        "attach": b"HTTP/1.1 200 OK\r\nContent-Type: application/vnd.docker.raw-stream\r\n\r\n"
        b"\2\0\0\0\0\0\0\x02hi",
        "wait": answer(b'{"StatusCode":0}'),
        "start": b"HTTP/1.1 204 No Content\r\n\r\n",
    }
    with FakeEngine(answers) as fake:
        result = dockctl("-H", fake.host, "run", "alpine")
    assert (result.stdout, result.stderr, result.status) == ("", "hi", 0)


def test_an_error_of_waiting_is_125(dockctl: Dockctl) -> None:
    answers = {
        "containers/create": answer(b'{"Id":"abc"}', status="201 Created"),
        "attach": b"HTTP/1.1 101 UPGRADED\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n",
        "wait": answer(b'{"StatusCode":0,"Error":{"Message":"it vanished"}}'),
        "start": b"HTTP/1.1 204 No Content\r\n\r\n",
    }
    with FakeEngine(answers) as fake:
        result = dockctl("-H", fake.host, "run", "alpine")
    assert result.stderr.startswith("dockctl: it vanished\n")
    assert result.status == 125
