"""What a swarm adds to inspect and info, on an engine that is one."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING

import pytest

from dockctl.engine.client import Engine
from dockctl.engine.reference import parse_reference
from dockctl.transport.address import parse_address
from tests.engine.private import PrivateEngine
from tests.golden.stage import OURS, docker

if TYPE_CHECKING:
    from collections.abc import Iterator


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
        requests = {
            "/secrets/create": {"Name": "a-secret", "Data": "c2VjcmV0"},
            "/configs/create": {"Name": "a-config", "Data": "Y29uZmln"},
            "/services/create": {"Name": "a-service", "TaskTemplate": task},
        }
        for path, payload in requests.items():
            engine.request("POST", path, payload=payload).read()
        engine.close()
        yield private.host


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
    task = engine.request("GET", "/tasks").json()[0]["ID"]
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
    """But for the client's own version, and the runtimes, whose order docker makes up."""

    def shown(program: list[str]) -> list[str]:
        lines = play(program, swarm, "info").stdout.splitlines()
        own = (" Version:", " Runtimes:", " System Time:")
        return [line for line in lines if not line.startswith(own)]

    assert shown(OURS) == shown(docker())
