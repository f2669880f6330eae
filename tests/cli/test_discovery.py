"""Which engine is found where none is named, and what doctor says of all of them."""

from __future__ import annotations

import json
import os
import socket
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.fake import FakeEngine, answer

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tests.conftest import Dockctl

pytestmark = pytest.mark.skipif(
    Path("/var/run/docker.sock").exists(), reason="this machine has an engine in the usual place"
)
VERSION = answer(b'{"Version":"1.2.3","ApiVersion":"1.41","MinAPIVersion":"1.12","Os":"linux"}')


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    """A home with a short path: those of sockets may not be long."""
    folder = Path(f"/var/tmp/dockctl-home-{os.getpid()}")  # noqa: S108
    folder.mkdir()
    yield folder
    for path in sorted(folder.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() and not path.is_symlink() else path.unlink()
    folder.rmdir()
    assert tmp_path.exists()


@pytest.fixture
def nameless(environment: Mapping[str, str], home: Path) -> dict[str, str]:
    """An environment that names no engine."""
    kept = {name: value for name, value in environment.items() if not name.startswith("DOCKER")}
    return kept | {"HOME": str(home), "XDG_RUNTIME_DIR": str(home / "run")}


def place(home: Path, where: str, host: str) -> Path:
    """Put an engine's socket where a product would have it."""
    path = home / where
    path.parent.mkdir(parents=True)
    path.symlink_to(host.removeprefix("unix://"))
    return path


def test_other_sockets_are_named_and_not_used(
    dockctl: Dockctl, nameless: dict[str, str], home: Path, host: str
) -> None:
    colima = place(home, ".colima/default/docker.sock", host)
    result = dockctl("ps", environment=nameless)
    assert result.stdout == ""
    assert result.stderr == (
        "Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?\n"
        f"hint: there is Colima at unix://{colima}: export DOCKER_HOST=unix://{colima}, or dockctl --host auto\n"
    )
    assert result.status == 1
    run = dockctl("run", "alpine", environment=nameless)
    assert f"hint: there is Colima at unix://{colima}" in run.stderr
    assert run.status == 125


@pytest.mark.parametrize(
    "asked", [{"DOCKER_HOST": "unix:///nosuch.sock"}, {"DOCKER_HOST": "tcp://127.0.0.1:1"}]
)
def test_an_engine_that_was_asked_for_is_never_another(
    dockctl: Dockctl, nameless: dict[str, str], home: Path, host: str, asked: dict[str, str]
) -> None:
    place(home, ".colima/default/docker.sock", host)
    result = dockctl("ps", environment=nameless | asked)
    assert "Colima" not in result.stderr
    assert result.status == 1


def test_auto_takes_the_first_that_answers(
    dockctl: Dockctl, nameless: dict[str, str], home: Path, host: str
) -> None:
    (home / ".docker/run").mkdir(parents=True)
    dead = socket.socket(socket.AF_UNIX)
    dead.bind(str(home / ".docker/run/docker.sock"))
    place(home, ".rd/docker.sock", host)
    result = dockctl("--host", "auto", "version", "-f", "{{.Server.Os}}", environment=nameless)
    dead.close()
    assert result.stdout == "linux\n"
    assert result.stderr == f"Using Rancher Desktop at unix://{home}/.rd/docker.sock\n"
    assert result.status == 0


def test_auto_without_any(dockctl: Dockctl, nameless: dict[str, str]) -> None:
    result = dockctl("--host", "auto", "ps", environment=nameless)
    assert result.stderr.startswith("no engine answers at any of the usual sockets\nhint: dockctl doctor")
    assert result.status == 1


def test_doctor_on_a_machine_where_all_is_well(dockctl: Dockctl, environment: dict[str, str]) -> None:
    result = dockctl("doctor")
    assert f"address:     {environment['DOCKER_HOST']} (chosen by DOCKER_HOST)\n" in result.stdout
    assert "usable:      yes\n" in result.stdout
    assert result.stdout.endswith("No problems.\n")
    assert (result.stderr, result.status) == ("", 0)


def test_doctor_tells_of_sockets_helpers_and_configuration(
    dockctl: Dockctl, nameless: dict[str, str], home: Path, host: str
) -> None:
    place(home, ".orbstack/run/docker.sock", host)
    (home / ".docker").mkdir()
    (home / ".docker/config.json").write_text(json.dumps({"credHelpers": {"registry.test": "nosuch"}}))
    result = dockctl("doctor", "--json", environment=nameless)
    findings = json.loads(result.stdout)
    assert result.status == 1
    assert findings["reason"] == "docker's default"
    assert findings["engine"]["usable"] is False
    sockets = {item["product"]: item for item in findings["sockets"]}
    assert sockets["docker"]["exists"] is False
    assert sockets["OrbStack"]["engine"]["usable"] is True
    assert sockets["OrbStack"]["engine"]["version"]
    assert findings["helpers"] == {"nosuch": False}
    problems = [problem["text"] for problem in findings["problems"]]
    assert problems[0] == "docker-credential-nosuch is configured and not there"
    assert problems[1].startswith("Cannot connect to the Docker daemon")
    assert "OrbStack at unix://" in findings["problems"][1]["advice"]


def test_doctor_names_a_broken_configuration(
    dockctl: Dockctl, nameless: dict[str, str], home: Path, host: str
) -> None:
    (home / ".docker").mkdir()
    (home / ".docker/config.json").write_text("{")
    result = dockctl("doctor", environment=nameless | {"DOCKER_HOST": host})
    assert "WARNING: Error parsing config file" in result.stdout
    assert f"    mend {home}/.docker/config.json\n" in result.stdout
    assert result.status == 0
    lost = dockctl("doctor", environment=nameless | {"DOCKER_CONTEXT": "nosuch"})
    assert 'address:     unknown (chosen by context "nosuch", by DOCKER_CONTEXT)' in lost.stdout
    assert 'context "nosuch": context not found' in lost.stdout
    assert lost.status == 1


def test_doctor_measures_the_clock_and_the_api(dockctl: Dockctl) -> None:
    ping = b"HTTP/1.1 200 OK\r\nApi-Version: 1.99\r\nDate: Tue, 01 Jan 2030 00:00:00 GMT\r\nContent-Length: 0\r\n\r\n"
    newer = answer(b'{"Version":"99","ApiVersion":"1.99","MinAPIVersion":"1.90"}')
    with FakeEngine({"_ping": ping, "/version": newer}) as fake:
        result = dockctl("-H", fake.host, "doctor")
    assert "seconds fast\n    set both clocks" in result.stdout
    assert "the engine speaks API 1.90 and above, dockctl 1.24 to 1.51" in result.stdout
    assert result.status == 1


def test_an_engine_that_never_answers_does_not_hold_doctor_up(dockctl: Dockctl) -> None:
    with FakeEngine(silent=True) as fake:
        result = dockctl("-H", fake.host, "doctor")
    assert "usable:      no\n" in result.stdout
    assert result.status == 1


def test_a_socket_that_may_not_be_used(dockctl: Dockctl, nameless: dict[str, str], home: Path) -> None:
    """Rights don't hold root back, so that is told of a socket without a listener."""
    (home / ".rd").mkdir()
    dead = socket.socket(socket.AF_UNIX)
    dead.bind(str(home / ".rd/docker.sock"))
    result = dockctl("doctor", environment=nameless)
    dead.close()
    line = next(line for line in result.stdout.splitlines() if "Rancher Desktop" in line)
    assert line.split()[-2:] == ["no", "answer"]
