"""Several engines asked at once, each in namespaces of its own."""

from __future__ import annotations

import json
import re
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from typing import TYPE_CHECKING, NamedTuple, Protocol

import pytest

from dockctl.engine.client import Engine
from dockctl.engine.reference import parse_reference
from dockctl.render.progress_lines import discard
from dockctl.transport.address import parse_address
from tests.engine.private import PrivateEngine

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

ONE_ONLY = "Failed to initialize: unable to resolve docker endpoint: Specify only one -H\n"


class Done(NamedTuple):
    stdout: str
    stderr: str
    status: int


class Ask(Protocol):
    """Runs the program with a host option for each of ``hosts``, which are all three if none are given."""

    def __call__(self, *arguments: str, hosts: Sequence[str] | None = None) -> Done: ...


@pytest.fixture(scope="module")
def engines(private_engine: PrivateEngine | None) -> Iterator[list[Engine]]:
    """Three engines with an image."""
    if private_engine is None:
        pytest.skip("starts engines of its own")

    def start(_: int) -> PrivateEngine:
        return PrivateEngine().__enter__()

    with ExitStack() as stack, ThreadPoolExecutor() as pool:
        started = list(pool.map(start, range(3)))
        for private in started:
            stack.callback(private.stop)
        made = [Engine(parse_address(private.host)) for private in started]
        for engine in made:
            discard(engine.images.pull(parse_reference("alpine:latest")))
        yield made


@pytest.fixture
def hosts(engines: list[Engine]) -> Iterator[list[str]]:
    """Their addresses; their containers go in the end."""
    yield [str(engine.address) for engine in engines]
    for engine in engines:
        for summary in engine.containers.list(all_=True):
            engine.containers.remove(summary["Id"], force=True)


@pytest.fixture
def ask(hosts: list[str], environment: Mapping[str, str]) -> Ask:
    def call(*arguments: str, hosts: Sequence[str] | None = hosts) -> Done:
        options = [word for host in hosts or () for word in ("-H", host)]
        command = [sys.executable, "-m", "dockctl", *options, *arguments]
        given = {name: value for name, value in environment.items() if name != "DOCKER_HOST"}
        done = subprocess.run(command, env=given, capture_output=True, text=True, check=False, timeout=60)
        return Done(done.stdout, done.stderr, done.returncode)

    return call


@pytest.fixture
def silent(tmp_path: Path) -> Iterator[str]:
    """The address of something that takes connections and says nothing."""
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(tmp_path / "silent.sock"))
        listener.listen()
        yield f"unix://{tmp_path}/silent.sock"


def start(engine: Engine, name: str, script: str = "sleep 300") -> str:
    identifier = engine.containers.create({"Image": "alpine", "Cmd": ["sh", "-c", script]}, name=name)["Id"]
    engine.containers.start(identifier)
    return identifier[:12]


def test_rows_say_which_engine_they_are_of(ask: Ask, engines: list[Engine], hosts: list[str]) -> None:
    first, third = start(engines[0], "web"), start(engines[2], "web")
    table = ask("ps").stdout.splitlines()
    assert re.match(r"HOST +CONTAINER ID +IMAGE", table[0])
    assert [line.split()[:2] for line in table[1:]] == [[hosts[0], first], [hosts[2], third]]
    assert ask("ps", "-q") == Done(f"{first}\n{third}\n", "", 0)
    assert ask("ps", "--format", "{{.Host}} {{.Names}}").stdout == f"{hosts[0]} web\n{hosts[2]} web\n"
    rows = [json.loads(line) for line in ask("ps", "--format", "json").stdout.splitlines()]
    assert [(row["Host"], row["ID"]) for row in rows] == [(hosts[0], first), (hosts[2], third)]
    assert ask("ps", "--format", "raw").stdout.startswith(f"host: {hosts[0]}\ncontainer_id: {first}\n")
    header, *images = ask("images", "--digests", "alpine").stdout.splitlines()
    assert header.split()[:4] == ["HOST", "REPOSITORY", "TAG", "DIGEST"]
    assert [line.split()[0] for line in images] == hosts


def test_one_alone_has_no_such_field(ask: Ask, engines: list[Engine], hosts: list[str]) -> None:
    start(engines[0], "web")
    for limited in ((), ("--host-timeout", "5s")):
        alone = ask(*limited, "ps", hosts=hosts[:1])
        assert alone.stdout.startswith("CONTAINER ID")
        unknown = ask(*limited, "ps", "--format", "{{.Host}}", hosts=hosts[:1])
        assert "can't evaluate field Host" in unknown.stderr
    assert ask("ps", hosts=[hosts[0], hosts[0]]).stdout.startswith("CONTAINER ID")


def test_contexts_name_engines_as_well(ask: Ask, hosts: list[str]) -> None:
    for name, host in zip(("one", "two"), hosts, strict=False):
        assert ask("context", "create", name, "--docker", f"host={host}", hosts=[]).status == 0
    listed = ask("-c", "one,two", "images", "--format", "{{.Host}} {{.Repository}}", hosts=[])
    assert listed == Done("one alpine\ntwo alpine\n", "", 0)
    alone = ask("-c", "one,", "images", "--format", "{{.Repository}}", hosts=[])
    assert alone == Done("alpine\n", "", 0)
    missing = ask("-c", "one,nosuch", "images", "--format", "{{.Host}}", hosts=[])
    assert (missing.stdout, missing.status) == ("one\n", 1)
    assert missing.stderr.startswith("nosuch: Failed to initialize: unable to resolve docker endpoint")
    both = ask("-c", "one", "ps")
    assert (both.stdout, both.status) == ("", 1)
    assert "conflicting options: cannot specify both --host and --context" in both.stderr


def test_one_that_fails_or_hangs_holds_nobody_up(ask: Ask, hosts: list[str], silent: str) -> None:
    started = time.monotonic()
    result = ask(
        "--host-timeout", "1500ms", "images", "-q", hosts=[silent, hosts[0], "unix:///nosuch", hosts[1]]
    )
    assert time.monotonic() - started < 50  # an answer has 60 seconds otherwise
    assert len(result.stdout.splitlines()) == 2
    assert result.stderr == (
        f"{silent}: no answer within 1.5s\n"
        "unix:///nosuch: Cannot connect to the Docker daemon at unix:///nosuch. Is the docker daemon running?\n"
    )
    assert result.status == 1
    none = ask("--host-timeout", "0.5s", "ps", hosts=[silent])
    assert none == Done("", f"{silent}: no answer within 0.5s\n", 1)


def test_stop_all_is_over_all(ask: Ask, engines: list[Engine], hosts: list[str], silent: str) -> None:
    stopped = [start(engine, f"c{number}") for number, engine in enumerate(engines)]
    result = ask("--host-timeout", "1s", "stop", "--all", "-t", "0", hosts=[*hosts, silent])
    lines = "".join(f"{host}\t{name}\n" for host, name in zip(hosts, stopped, strict=True))
    assert result == Done(lines, f"{silent}: no answer within 1s\n", 1)
    assert ask("ps", "-q").stdout == ""


def test_stop_finds_a_name_wherever_it_is(ask: Ask, engines: list[Engine], hosts: list[str]) -> None:
    start(engines[1], "web")
    start(engines[2], "web")
    start(engines[2], "other")
    result = ask("stop", "-t", "0", "web", "nosuch")
    assert result.stdout == f"{hosts[1]}\tweb\n{hosts[2]}\tweb\n"
    assert result.stderr.lower() == "error response from daemon: no such container: nosuch\n"
    assert result.status == 1
    assert ask("ps", "--format", "{{.Names}}").stdout == "other\n"
    assert ask("stop", "--ignore", "-t", "0", "nosuch") == Done("", "", 0)


def test_logs_are_merged_by_time(ask: Ask, engines: list[Engine], hosts: list[str]) -> None:
    for number, engine in enumerate(engines[:2]):
        start(engine, "web", f"echo {number} out; echo {number} err >&2")
        engine.containers.wait("web").result()
    result = ask("logs", "web", "nosuch")
    assert result.stdout == f"{hosts[0]} web | 0 out\n{hosts[1]} web | 1 out\n"
    prefixed = f"{hosts[0]} web | 0 err\n{hosts[1]} web | 1 err\n"
    assert result.stderr.lower() == f"{prefixed}error response from daemon: no such container: nosuch\n"
    assert result.status == 1


def test_pull_goes_to_all(ask: Ask, hosts: list[str]) -> None:
    result = ask("pull", "busybox")
    assert result.stdout == "".join(f"{host}\tdocker.io/library/busybox:latest\n" for host in hosts)
    for host in hosts:
        assert f"({host})\n" in result.stderr
    refused = ask("pull", "-q", "busybox", "alpine:nosuch", hosts=hosts[:2])
    assert refused.stdout == "".join(f"{host}\tdocker.io/library/busybox:latest\n" for host in hosts[:2])
    assert refused.stderr.count("manifest unknown") >= 2
    assert refused.status == 1


def test_version_and_info(ask: Ask, hosts: list[str]) -> None:
    for command, template in (("version", "{{.Host}} {{.Server.Os}}"), ("info", "{{.Host}} {{.OSType}}")):
        result = ask(command, "--format", template)
        assert result == Done("".join(f"{host} linux\n" for host in hosts), "", 0)
        text = ask(command).stdout
        assert re.findall(r"^Host: (.*)$", text, re.MULTILINE) == hosts
        objects = [json.loads(line) for line in ask(command, "--format", "json").stdout.splitlines()]
        assert [item["Host"] for item in objects] == hosts


@pytest.mark.parametrize(
    "line", ["rm x", "run alpine", "network ls", "exec x true", "commit x", "images --tree"]
)
def test_other_commands_speak_to_one(ask: Ask, line: str) -> None:
    result = ask(*line.split())
    assert ONE_ONLY.strip() in result.stderr
    assert result.stdout == ""
    assert result.status in {1, 125}


def test_a_deadline_is_not_for_all_commands(ask: Ask, hosts: list[str]) -> None:
    result = ask("--host-timeout", "5s", "network", "ls", hosts=hosts[:1])
    assert result.stderr.startswith("conflicting options: this command has no --host-timeout\n")
    assert (result.stdout, result.status) == ("", 1)
