"""Every API version from 1.24 up: exit statuses, and what is to go at its end has gone."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pexpect
import pytest

if TYPE_CHECKING:
    from dockctl.engine.client import Engine
    from tests.conftest import Dockctl

EXPECTED = {
    "run": [3, "out\n", ""],
    "start -a": [3, "out\n", ""],
    "wait, ended": [0, "3\n", ""],
    "run --rm": [4, "", ""],
    "left": 0,
    "exec": [6, "inside\n", ""],
    "attach": [5, "got words\n", ""],
    "wait, running": 5,
}
VERSIONS = [f"1.{minor}" for minor in range(24, 42)]


@pytest.mark.parametrize("first", range(0, len(VERSIONS), 6), ids=VERSIONS[::6])
def test_exit_statuses_with_every_version(
    environment: dict[str, str], engine: Engine, alpine: str, first: int
) -> None:
    """Waits have a condition since 1.30; the client removes what was run with --rm before 1.25."""
    assert alpine
    highest = engine.api_version
    if str(highest) not in VERSIONS or "Libpod" in engine.server:
        pytest.skip("these are the versions of Docker 20.10")
    versions = VERSIONS[first : first + 6]
    command = [sys.executable, "-m", "tests.cli.every_version", *versions]
    done = subprocess.run(command, stdout=subprocess.PIPE, env=environment, timeout=110, check=True)
    assert json.loads(done.stdout) == dict.fromkeys(versions, EXPECTED)


@pytest.mark.parametrize("version", ["1.24", "1.29"])
def test_a_terminal_with_old_versions(
    program: list[str], environment: dict[str, str], engine: Engine, alpine: str, name: str, version: str
) -> None:
    process: pexpect.spawn[bytes] = pexpect.spawn(
        program[0],
        [*program[1:], "run", "-it", "--rm", "--name", name, alpine, "sh"],
        env=environment | {"DOCKER_API_VERSION": version, "TERM": "xterm"},
        timeout=60,
    )
    process.expect("# ")
    process.sendline("exit 7")
    process.expect(pexpect.EOF)
    process.close()
    assert process.exitstatus == 7
    assert not engine.containers.list(all_=True, filters={"name": [name]})


def test_a_container_that_nobody_would_remove_is_told_of(
    dockctl: Dockctl, environment: dict[str, str], alpine: str, name: str
) -> None:
    old = environment | {"DOCKER_API_VERSION": "1.24"}
    result = dockctl("create", "--rm", "--name", name, alpine, "true", environment=old)
    assert result.stderr.startswith("WARNING: --rm has no effect: with API 1.24 the client removes")
    assert (len(result.stdout), result.status) == (65, 0)


def test_an_old_version_is_rehearsed(dockctl: Dockctl, environment: dict[str, str], alpine: str) -> None:
    old = environment | {"DOCKER_API_VERSION": "1.24"}
    result = dockctl("--dry-run", "run", "--rm", alpine, "true", environment=old)
    requests = [f"{item['method']} {item['path']}" for item in json.loads(result.stdout)]
    assert requests == [
        "POST /v1.24/containers/create",
        "POST /v1.24/containers/{container}/attach",
        "GET /v1.24/events",
        "GET /v1.24/containers/{container}/json",
        "POST /v1.24/containers/{container}/start",
        "GET /v1.24/containers/{container}/json",
        "DELETE /v1.24/containers/{container}",
    ]
    assert (result.stderr, result.status) == ("", 0)
