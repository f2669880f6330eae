"""The README's nine examples, word for word, by their real image names."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.engine.private import PrivateEngine
from tests.engine.registries import PASSWORD, USERNAME
from tests.processes import wait_until

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.conftest import Dockctl, Result

README = (Path(__file__).parents[2] / "README.md").read_text()


def example(number: int) -> list[str]:
    """Return the command lines in the third column of the README's table."""
    row = next(line for line in README.splitlines() if line.startswith(f"| {number} |"))
    return re.findall(r"`dockctl ([^`]+)`", row.split("|")[3])


@pytest.fixture(scope="module")
def own_host(private_engine: PrivateEngine | None) -> Iterator[str]:
    if private_engine is None:
        pytest.skip("stops all containers: needs an engine of its own")
    with PrivateEngine() as engine:
        yield engine.host


def test_the_nine_examples(dockctl: Dockctl, environment: dict[str, str], own_host: str) -> None:
    changed = environment | {"DOCKER_HOST": own_host}

    def call(line: str, **words: str) -> Result:
        for word, value in words.items():
            line = line.replace(word, value)
        return dockctl(*shlex.split(line), environment=changed)

    (line,) = example(1)
    result = call(line)
    assert (result.stdout, result.status) == ("hello world\n", 0)
    assert result.stderr.startswith("Unable to find image 'alpine:latest' locally\n")

    (line,) = example(2)
    splines = call(line).stdout.strip()
    assert re.fullmatch(r"[0-9a-f]{64}", splines)

    (line,) = example(3)
    # Podman's list gives the image's name with its tag.
    row = rf"^{splines[:12]}   bfirsh/reticulate-splines(:latest)?   "
    assert re.search(row, call(line).stdout, re.MULTILINE)

    (line,) = example(5)
    wait_until(lambda: call(line, f1064a8a4c82=splines[:12]).stdout.count("\n") > 1)
    logs = call(line, f1064a8a4c82=splines[:12]).stdout.splitlines()
    assert logs[:2] == ["Reticulating spline 1...", "Reticulating spline 2..."]

    stop_all, at_once = example(4)
    assert call(at_once).stdout == f"{splines[:12]}\n"
    assert call(stop_all).stdout == ""

    for line in example(6):
        assert re.search(r"^alpine +latest ", call(line).stdout, re.MULTILINE)

    (line,) = example(7)
    assert call(line).stdout.splitlines()[-1] == "docker.io/library/alpine:latest"

    login, pull = example(8)
    assert call(pull).status == 1
    accounts = {"auths": {"https://index.docker.io/v1/": {"username": USERNAME, "password": PASSWORD}}}
    folder = Path(environment["HOME"]) / ".docker"
    folder.mkdir()
    (folder / "config.json").write_text(json.dumps(accounts))
    assert call(login).stdout == "Login Succeeded\n"
    assert call(pull).stdout.splitlines()[-1] == "docker.io/private/secret:latest"

    touch, commit = example(9)
    container = call(touch).stdout.strip()
    # Podman gives the ID without its algorithm.
    assert re.fullmatch(r"(sha256:)?[0-9a-f]{64}\n", call(commit, ID=container).stdout)
    assert call("run --rm helloworld ls /helloworld").stdout == "/helloworld\n"
