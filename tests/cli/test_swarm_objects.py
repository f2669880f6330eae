"""What a swarm adds to inspect and info, on an engine that is one."""

from __future__ import annotations

import json
import subprocess
import time
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from dockctl.engine.client import Engine
from dockctl.engine.reference import parse_reference
from dockctl.errors import DockctlError
from dockctl.transport.address import parse_address
from tests.engine.private import PrivateEngine
from tests.golden.stage import OURS, docker

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.conftest import Dockctl


@pytest.fixture(scope="module")
def swarm(private_engine: PrivateEngine | None) -> Iterator[str]:
    """An engine of its own that manages a swarm, with one of each kind of object."""
    if private_engine is None:
        pytest.skip("an engine is made a swarm's manager only if it is a private one")
    with PrivateEngine() as private:
        engine = Engine(parse_address(private.host))
        for _ in engine.images.pull(parse_reference("alpine:latest")):
            pass
        init = {"ListenAddr": "127.0.0.1:2377", "AdvertiseAddr": "127.0.0.1"}
        engine.request("POST", "/swarm/init", payload=init, timeout=30).read()
        task = {"ContainerSpec": {"Image": "alpine", "Command": ["sleep", "300"]}}
        talk = "echo out $((6 * 7)); echo err >&2; echo ended; exec sleep 3000"
        talker = {
            "ContainerSpec": {"Image": "alpine", "Command": ["sh", "-c", talk], "Env": ["FOO=a, b"]},
            "LogDriver": {"Name": "json-file", "Options": {"env": "FOO"}},
        }
        on_terminal = {"ContainerSpec": {"Image": "alpine", "Command": ["sh", "-c", talk], "TTY": True}}
        requests = {
            "/secrets/create": {"Name": "a-secret", "Data": "c2VjcmV0"},
            "/configs/create": {"Name": "a-config", "Data": "Y29uZmln"},
            "/services/create": {"Name": "a-service", "TaskTemplate": task},
        }
        for path, payload in requests.items():
            engine.request("POST", path, payload=payload).read()
        ten = {"Replicated": {"Replicas": 10}}
        for name, template in (("talker", talker), ("on-terminal", on_terminal)):
            service = {"Name": name, "TaskTemplate": template, **({"Mode": ten} if name == "talker" else {})}
            engine.request("POST", "/services/create", payload=service).read()
        _wait_for_logs(engine, "talker", 10)
        _wait_for_logs(engine, "on-terminal", 1)
        engine.close()
        yield private.host


def _wait_for_logs(engine: Engine, service: str, tasks: int) -> None:
    """Wait until each task has written its last line, for at most 30 s."""
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        # Asked before the tasks are ready the engine never answers.
        with suppress(DockctlError):
            path = f"/services/{service}/logs"
            log = engine.request("GET", path, query={"stdout": "1"}, timeout=1).read()
            if log.count(b"ended") >= tasks:
                return
        time.sleep(0.2)
    pytest.fail(f"the tasks of {service} said nothing")


def play(program: list[str], host: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*program, "-H", host, *arguments], capture_output=True, text=True, check=False, timeout=60
    )


@pytest.mark.parametrize("name", ["a-secret", "a-config", "a-service"])
def test_objects_of_a_swarm_are_found_by_their_names(swarm: str, name: str) -> None:
    kind = name.removeprefix("a-")
    for arguments in ((name,), ("--type", kind, name)):
        done = play(OURS, swarm, "inspect", *arguments)
        assert (done.stderr, done.returncode) == ("", 0)
        assert json.loads(done.stdout)[0]["Spec"]["Name"] == name
    template = play(OURS, swarm, "inspect", "-f", "{{.Spec.Name}} {{.Version.Index}}", name)
    assert template.stdout.startswith(f"{name} ")


def test_nodes_and_tasks(swarm: str) -> None:
    node = play(OURS, swarm, "info", "-f", "{{.Swarm.NodeID}}").stdout.strip()
    assert play(OURS, swarm, "inspect", "-f", "{{.Spec.Role}}", node).stdout == "manager\n"
    engine = Engine(parse_address(swarm))
    task = engine.request("GET", "/tasks").json(list)[0]["ID"]
    engine.close()
    assert play(OURS, swarm, "inspect", "--type", "task", "-f", "{{.ID}}", task).stdout == f"{task}\n"


def test_info_tells_of_the_swarm(swarm: str) -> None:
    lines = play(OURS, swarm, "info").stdout.splitlines()
    for line in (
        " Swarm: active",
        "  Is Manager: true",
        "  Managers: 1",
        "  Nodes: 1",
        "  Autolock Managers: false",
    ):
        assert line in lines


@pytest.mark.skipif(not docker(), reason="no docker CLI of version 28 or newer")
def test_info_is_dockers(swarm: str) -> None:
    """But for the client's own version, the runtimes, whose order docker makes up, and what docker 28.2 leaves out."""

    def shown(program: list[str]) -> list[str]:
        lines = play(program, swarm, "info").stdout.splitlines()
        own = (" Version:", " Runtimes:", " System Time:", " Firewall Backend:")
        return [line for line in lines if not line.startswith(own)]

    assert shown(OURS) == shown(docker())


LINES = (
    ("service", "ls"),
    ("service", "ls", "-q"),
    ("service", "ls", "--format", "json"),
    ("service", "ls", "--format", "raw"),
    ("service", "ls", "-f", "name=nosuch"),
    ("service", "ls", "-f", "bogus=x"),
    ("service", "ls", "--format", "{{.Bogus}}"),
    ("service", "ps", "a-service"),
    ("service", "ps", "-q", "a-service"),
    ("service", "ps", "--no-trunc", "a-service", "nosuch"),
    ("service", "ps", "--no-resolve", "a-service"),
    ("service", "ps", "--format", "json", "a-service"),
    ("service", "ps", "nosuch"),
    ("service", "logs", "nosuch"),
    ("service", "logs", "--since", "x", "talker"),
    ("service", "logs", "--tail", "x", "talker"),
    ("service", "logs", "on-terminal"),
    ("service", "logs", "--raw", "on-terminal"),
    ("service", "scale", "web"),
    ("service", "scale", "a-service=x"),
    ("service", "scale", "-d", "nosuch=1"),
    ("node", "ls"),
    ("node", "ls", "-q"),
    ("node", "ls", "--format", "json"),
    ("node", "ls", "--format", "raw"),
    ("node", "ls", "-f", "role=worker"),
    ("node", "ls", "-f", "bogus=x"),
)


@pytest.mark.skipif(not docker(), reason="no docker CLI of version 28 or newer")
@pytest.mark.parametrize("line", LINES, ids=" ".join)
def test_lists_are_dockers(swarm: str, line: tuple[str, ...]) -> None:
    """An age may become a second older between the two, so a difference is looked at again."""

    def shown(program: list[str]) -> tuple[str, str, int]:
        done = play(program, swarm, *line)
        errors = done.stderr.replace("dockctl", "docker").replace("service scale [OPTIONS]", "service scale")
        return done.stdout, errors, done.returncode

    for _ in range(8):
        ours, theirs = shown(OURS), shown(docker())
        if ours == theirs:
            break
    assert ours == theirs


LOG_FLAGS = ("", "-t", "--details", "-t --details", "--raw", "--raw --details -t", "--no-trunc", "--no-resolve",
             "--no-task-ids", "--no-trunc --no-resolve --no-task-ids", "--tail 1", "-n 0", "--since 1h")  # fmt: skip


@pytest.mark.skipif(not docker(), reason="no docker CLI of version 28 or newer")
@pytest.mark.parametrize("flags", LOG_FLAGS)
def test_logs_of_a_service_are_dockers(swarm: str, flags: str) -> None:
    """Of ten tasks, whose order the engine makes up."""

    def shown(program: list[str]) -> tuple[list[str], list[str], int]:
        done = play(program, swarm, "service", "logs", *flags.split(), "talker")
        return sorted(done.stdout.splitlines()), sorted(done.stderr.splitlines()), done.returncode

    ours = shown(OURS)
    assert ours == shown(docker())
    assert len(ours[0] + ours[1]) == {"--tail 1": 10, "-n 0": 0}.get(flags, 30)


def test_logs_of_a_task(swarm: str) -> None:
    task = play(OURS, swarm, "service", "ps", "-q", "talker").stdout.split()[3]
    done = play(OURS, swarm, "service", "logs", task)
    assert [line.partition("|")[2][:10] for line in done.stdout.splitlines()] == [" out 42", " ended"]
    assert done.stdout.startswith("talker.")
    assert done.stderr.endswith(" | err\n")
    assert play(OURS, swarm, "service", "logs", "--raw", task).stderr == "err\n"


def test_scaling_waits_until_the_tasks_run(swarm: str) -> None:
    done = play(OURS, swarm, "service", "scale", "a-service=2")
    assert done.stdout == "a-service scaled to 2\n"
    assert done.stderr == "a-service: 2 of 2 tasks run\n"
    assert done.returncode == 0
    states = play(
        OURS,
        swarm,
        "service",
        "ps",
        "-f",
        "desired-state=running",
        "--format",
        "{{.CurrentState}}",
        "a-service",
    )
    assert [line.split()[0] for line in states.stdout.splitlines()] == ["Running", "Running"]


@pytest.mark.parametrize("command", [("stop", "-t", "0"), ("rm", "-f")])
def test_who_ends_a_services_container_is_told_that_another_comes(swarm: str, command: tuple[str, ...]) -> None:
    for _ in range(100):
        running = play(OURS, swarm, "ps", "-q", "-f", "name=a-service").stdout.split()
        if running:
            break
    done = play(OURS, swarm, *command, running[0])
    assert done.stdout == f"{running[0]}\n"
    assert done.stderr.startswith(
        f"WARNING: {running[0]} belongs to the service a-service, which will start another"
    )
    assert done.returncode == 0


def test_an_engine_that_manages_no_swarm_says_so(dockctl: Dockctl) -> None:
    for line in (("service", "ls"), ("node", "ls"), ("service", "scale", "-d", "x=1")):
        result = dockctl(*line)
        assert "This node is not a swarm manager." in result.stderr
        assert (result.stdout, result.status) == ("", 1)
