"""The socket-HTTP core against the real engine, without the command line."""

from __future__ import annotations

import gc
import threading
from typing import TYPE_CHECKING

import pytest

from dockctl.engine.client import Engine
from dockctl.engine.log_request import LogRequest
from dockctl.engine.reference import parse_reference
from dockctl.engine.stream import STDERR, STDOUT, demultiplex
from dockctl.engine.version import MAXIMUM, MINIMUM
from dockctl.errors import EngineError, EngineUnreachableError, NotFoundError, StreamError
from dockctl.transport.address import parse_address
from tests.engine.images import remove_layers

if TYPE_CHECKING:
    from dockctl.engine.payloads.containers import ContainerCreateRequest
    from tests.engine.private import PrivateEngine


def shell(script: str) -> ContainerCreateRequest:
    return {"Image": "alpine", "Cmd": ["sh", "-c", script], "AttachStdout": True, "AttachStderr": True}


def test_the_version_is_agreed(engine: Engine) -> None:
    assert MINIMUM <= engine.api_version <= MAXIMUM
    assert str(engine.api_version) == min(engine.system.version()["ApiVersion"], str(MAXIMUM), key=version_key)


def version_key(text: str) -> list[int]:
    return [int(part) for part in text.split(".")]


def test_attach_and_wait_before_start_lose_nothing(engine: Engine, alpine: str, name: str) -> None:
    assert alpine
    containers = engine.containers
    identifier = containers.create(shell("echo out; echo err >&2; exit 3"), name=name)["Id"]
    connection = containers.attach(identifier, stdout=True, stderr=True)
    pending = containers.wait(identifier, condition="next-exit")
    containers.start(identifier)
    frames = list(demultiplex(connection))
    assert b"".join(frame.data for frame in frames if frame.stream == STDOUT) == b"out\n"
    assert b"".join(frame.data for frame in frames if frame.stream == STDERR) == b"err\n"
    assert pending.result() == 3
    connection.close()


def test_wait_returns_with_the_headers(engine: Engine, alpine: str, name: str) -> None:
    assert alpine
    identifier = engine.containers.create(shell("true"), name=name)["Id"]
    pending = engine.containers.wait(identifier, condition="next-exit")
    engine.containers.start(identifier)
    assert pending.result() == 0


def test_kill_start_and_the_logs_of_it(engine: Engine, alpine: str, name: str) -> None:
    assert alpine
    engine.containers.create(
        shell("trap 'echo bye; exit 0' USR1; echo hi; while :; do sleep 0.05; done"), name=name
    )
    engine.containers.start(name)
    engine.containers.start(name)  # running already is fine
    frames = demultiplex(engine.containers.logs(name, LogRequest(follow=True)))
    assert next(frames).data == b"hi\n"
    engine.containers.kill(name, signal="USR1")
    assert b"".join(frame.data for frame in frames) == b"bye\n"


def test_a_stream_has_no_read_timeout_and_an_answer_has_one(engine: Engine, alpine: str, name: str) -> None:
    """The bound on answers is 60 s, so it is tried with a smaller one."""
    assert alpine
    engine.containers.create(shell("sleep 2; echo late"), name=name)
    engine.containers.start(name)
    with pytest.raises(StreamError, match="timed out"):
        engine.request(
            "GET",
            f"/containers/{name}/logs",
            query={"stdout": "1", "follow": "1"},
            timeout=0.2,
        ).read1()
    assert [frame.data for frame in demultiplex(engine.containers.logs(name, LogRequest(follow=True)))] == [
        b"late\n"
    ]


def test_listing(engine: Engine, alpine: str, name: str) -> None:
    assert alpine
    identifier = engine.containers.create(shell("true"), name=name)["Id"]
    assert identifier not in [item["Id"] for item in engine.containers.list()]
    assert identifier in [item["Id"] for item in engine.containers.list(all_=True)]
    assert engine.containers.list(limit=1)[0]["Id"] == identifier
    assert [item["Id"] for item in engine.containers.list(all_=True, filters={"name": [name]})] == [identifier]
    assert "SizeRootFs" in engine.containers.list(limit=1, size=True)[0]


def test_pull_yields_events(engine: Engine, hub: PrivateEngine) -> None:
    assert hub.host
    remove_layers(engine, "alpine:multi")
    events = list(engine.images.pull(parse_reference("alpine:multi")))
    assert events[0].status == "Pulling from library/alpine"
    sizes = {event.id: event.total for event in events if event.status == "Downloading"}
    assert sum(sizes.values()) > 20_000_000
    assert events[-1].status == "Status: Downloaded newer image for alpine:multi"


def test_errors_are_typed(engine: Engine) -> None:
    with pytest.raises(NotFoundError) as caught:
        engine.containers.inspect("nosuch")
    assert caught.value.status == 404
    assert caught.value.message == f"Error response from daemon: {caught.value.reason}"
    with pytest.raises(NotFoundError):
        engine.containers.attach("nosuch", stdout=True)
    with pytest.raises(EngineError) as refused:
        engine.containers.create({"Image": "alpine", "WorkingDir": "relative"})
    assert refused.value.status == 400


def test_nothing_listens(recwarn: pytest.WarningsRecorder) -> None:
    with pytest.raises(EngineUnreachableError):
        Engine(parse_address("unix:///nosuch.sock")).containers.list()
    with pytest.raises(EngineUnreachableError):
        Engine(parse_address("unix:///nosuch.sock"), api_version="1.41").containers.attach("x", stdout=True)
    gc.collect()  # requests-unixsocket leaves the socket that could not connect to the collector
    assert {warning.category for warning in recwarn} <= {
        ResourceWarning,
        pytest.PytestUnraisableExceptionWarning,
    }


def test_threads_can_share_an_engine(engine: Engine, alpine: str) -> None:
    assert alpine
    answers: list[int] = []
    threads = [threading.Thread(target=lambda: answers.append(len(engine.images.list()))) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers) == 20
    assert set(answers) == {len(engine.images.list())}


def test_requests_share_a_pool_of_connections(engine: Engine) -> None:
    engine.system.version()
    adapter = engine._transport._session.get_adapter("http+unix://x")  # noqa: SLF001
    for number in range(5):
        engine.containers.list(limit=number)
    assert len(adapter.pools) == 1  # type: ignore[attr-defined]
