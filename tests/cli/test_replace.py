"""run --replace: the new container takes the name, or the old one is back."""

from __future__ import annotations

import signal
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.faults.proxy import Fault, FaultProxy
from tests.processes import started, wait_until

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dockctl.engine.client import Engine
    from tests.conftest import Dockctl

PORT = "127.0.0.1:18973:80"


@pytest.fixture
def old(dockctl: Dockctl, engine: Engine, alpine: str, name: str) -> Iterator[str]:
    """A container that runs, and has the name and a port."""
    words = ["--stop-signal", "KILL", "-p", PORT, "-v", "/data"]
    yield dockctl("run", "-d", "--name", name, *words, alpine, "sleep", "300").stdout.strip()
    for found in engine.containers.list(all_=True, filters={"name": [name]}):
        engine.containers.remove(found["Id"], force=True, volumes=True)


def there(engine: Engine, name: str) -> dict[str, tuple[str, str]]:
    """Return name → ID and state of all whose names begin so."""
    found = engine.containers.list(all_=True, filters={"name": [name]})
    return {(item["Names"] or [""])[0].lstrip("/"): (item["Id"], item["State"]) for item in found}


@pytest.mark.parametrize("words", [["-d"], ["-d", "--wait", "running"], ["-d", "--wait", "log=up"]])
def test_the_new_one_takes_the_name_and_the_port(
    dockctl: Dockctl, engine: Engine, alpine: str, name: str, old: str, words: list[str]
) -> None:
    result = dockctl(
        "run", *words, "--name", name, "--replace", "-p", PORT, alpine, "sh", "-c", "echo up; sleep 300"
    )
    assert (result.stderr, result.status) == ("", 0)
    assert result.stdout.strip() != old
    assert there(engine, name) == {name: (result.stdout.strip(), "running")}


def test_an_attached_one_too(dockctl: Dockctl, engine: Engine, alpine: str, name: str, old: str) -> None:
    result = dockctl("run", "--name", name, "--replace", alpine, "sh", "-c", "echo hi; exit 4")
    assert (result.stdout, result.stderr, result.status) == ("hi\n", "", 4)
    [(identity, state)] = there(engine, name).values()
    assert identity != old
    assert state == "exited"


def test_without_an_old_one_it_is_a_run(dockctl: Dockctl, engine: Engine, alpine: str, name: str) -> None:
    result = dockctl("run", "-d", "--name", name, "--replace", alpine, "sleep", "60")
    assert there(engine, name) == {name: (result.stdout.strip(), "running")}


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (["127.0.0.1:5000/nosuch/image"], 125),
        (["--pull", "never", "nosuch"], 125),
        (["--memory", "1", "alpine"], 125),
    ],
)
def test_what_can_not_be_made_leaves_the_old_one_running(
    dockctl: Dockctl, engine: Engine, name: str, old: str, words: list[str], status: int
) -> None:
    before = engine.containers.inspect(old)["State"]["StartedAt"]
    result = dockctl("run", "-d", "--name", name, "--replace", *words)
    assert (result.stdout, result.status) == ("", status)
    assert "is back" not in result.stderr
    assert engine.containers.inspect(old)["State"]["StartedAt"] == before
    assert there(engine, name) == {name: (old, "running")}


@pytest.mark.parametrize(
    ("words", "status", "reason"),
    [
        (["alpine", "/nosuch"], 127, "no such file"),
        (["--network", "nosuch", "alpine"], 125, "nosuch"),
        (["--wait", "log=never", "alpine", "sh", "-c", "echo broken; exit 3"], 1, "it exited with status 3"),
        (["--wait", "port=1", "--wait-timeout", "1s", "alpine", "sleep", "60"], 124, "1s were over"),
    ],
)
def test_if_the_new_one_does_not_come_up_the_old_one_is_back(
    dockctl: Dockctl, engine: Engine, name: str, old: str, words: list[str], status: int, reason: str
) -> None:
    result = dockctl("run", "-d", "--name", name, "--replace", "-p", PORT, *words)
    assert result.status == status
    assert reason in result.stderr
    assert f"{name} is back and runs again\n" in result.stderr
    assert there(engine, name) == {name: (old, "running")}


def test_one_that_did_not_run_is_back_as_it_was(dockctl: Dockctl, engine: Engine, name: str, old: str) -> None:
    dockctl("stop", "-t", "0", name)
    result = dockctl("run", "-d", "--name", name, "--replace", "alpine", "/nosuch")
    assert f"{name} is back as it was\n" in result.stderr
    assert there(engine, name) == {name: (old, "exited")}


@pytest.mark.parametrize("target", [r"/start", r"^POST .*/rename", r"^POST .*/stop"])
def test_a_fault_in_between_brings_it_back(
    dockctl: Dockctl, engine: Engine, host: str, environment: dict[str, str], name: str, old: str, target: str
) -> None:
    with FaultProxy(host) as proxy:
        proxy.set(Fault("cut", target, cut_at=0))
        given = environment | {"DOCKER_HOST": proxy.host}
        result = dockctl("run", "-d", "--name", name, "--replace", "alpine", "sleep", "60", environment=given)
    assert result.status == 125
    assert there(engine, name) == {name: (old, "running")}


def test_a_signal_in_between_brings_it_back(
    program: list[str], environment: dict[str, str], engine: Engine, name: str, old: str
) -> None:
    command = [*program, "run", "-d", "--name", name, "--replace", "--wait", "port=1", "alpine", "sleep", "60"]
    with started(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment) as process:
        wait_until(lambda: there(engine, name).get(name, (old, ""))[0] != old)
        process.send_signal(signal.SIGTERM)
        assert process.wait(60) == 143
    assert there(engine, name) == {name: (old, "running")}


def test_it_needs_a_name(dockctl: Dockctl, alpine: str) -> None:
    result = dockctl("run", "-d", "--replace", alpine)
    assert (result.stdout, result.stderr) == ("", "conflicting options: --replace needs a --name\n")
