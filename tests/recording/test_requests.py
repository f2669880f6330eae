"""What ``run`` asks the engine for, beside what the real docker CLI asks for: the same flags, one proxy."""

from __future__ import annotations

import re
import shlex
import subprocess
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from tests.golden.cases import normalise
from tests.golden.stage import OURS, docker
from tests.recording.cases import DIFFERENCES, FILES, command_lines
from tests.recording.proxy import RecordingProxy

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.skipif(not docker(), reason="no docker CLI of version 28 or newer")


class Asked(NamedTuple):
    """What a command line led to: a request, or else a refusal."""

    target: str
    body: dict[str, Any] | None
    refusal: str
    status: int


@pytest.fixture(scope="module")
def proxy(host: str) -> Iterator[RecordingProxy]:
    with RecordingProxy(host) as proxy:
        yield proxy


def ask(
    program: list[str], line: str, proxy: RecordingProxy, folder: Path, environment: dict[str, str]
) -> Asked:
    """Run a case and return what the proxy has seen of it."""
    proxy.bodies.clear()
    proxy.targets.clear()
    done = subprocess.run(
        [*program, "run", *shlex.split(line), "alpine", "a", "b"],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        env=environment | {"DOCKER_HOST": proxy.host},
        cwd=folder,
        timeout=60,
        check=False,
    )
    body = _sorted(proxy.bodies[0]) if proxy.bodies else None
    refusal = "" if body else normalise(done.stderr.decode(), columns=True)
    return Asked(proxy.targets[0] if proxy.targets else "", body, refusal, done.returncode)


def _sorted(body: dict[str, Any]) -> dict[str, Any]:
    """Return a request with the lists in order whose order docker makes up: those that go through a Go map."""
    for name in ("Binds", "DnsSearch", "CapAdd", "CapDrop"):
        if body["HostConfig"][name]:
            body["HostConfig"][name].sort()
    body["Env"] = sorted(body["Env"] or ()) or None
    return body


@pytest.mark.parametrize("line", [line for line in command_lines() if line not in DIFFERENCES])
def test_run_asks_as_docker_does(
    proxy: RecordingProxy,
    environment: dict[str, str],
    tmp_path: Path,
    line: str,
) -> None:
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, newline="")
    theirs = ask(docker(), line, proxy, tmp_path, environment)
    ours = ask(OURS, line, proxy, tmp_path, environment)
    assert ours.body == theirs.body
    assert (_path(ours.target), ours.refusal, ours.status) == (
        _path(theirs.target), theirs.refusal, theirs.status,
    )  # fmt: skip


def _path(target: str) -> str:
    """Return a request's line without the API's version, of which each program knows another."""
    return re.sub(r"^(\w+ )/v[\d.]+/", r"\1/", target).replace("dockctl", "docker")
