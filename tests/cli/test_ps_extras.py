"""ps --sort, --reverse, --json, --group-by and --watch."""

from __future__ import annotations

import json
import signal
from typing import TYPE_CHECKING

import pexpect
import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dockctl.engine.client import Engine
    from tests.conftest import Dockctl

LABEL = "dockctl-ps-extras"
PROJECT = "com.docker.compose.project"
NAMES = [f"{LABEL}-{letter}" for letter in "bac"]
OURS = ["ps", "-a", "--filter", f"label={LABEL}"]


@pytest.fixture
def three(engine: Engine, dockctl: Dockctl, alpine: str) -> Iterator[list[str]]:
    """Containers b, a and c, made in that order: b runs and has written most, a and b are of a project."""
    for name in NAMES:
        project = ["--label", f"{PROJECT}=shop"] if name[-1] in "ab" else []
        script = {"b": "head -c 300000 /dev/zero > /f; exec sleep 60", "a": "true", "c": "echo > /f"}[name[-1]]
        flags = ["-d", "--wait", "running"] if name[-1] == "b" else []
        dockctl("run", *flags, "--name", name, "--label", LABEL, *project, alpine, "sh", "-c", script)
    yield NAMES
    for found in engine.containers.list(all_=True, filters={"label": [LABEL]}):
        engine.containers.remove(found["Id"], force=True)


@pytest.mark.parametrize(
    ("words", "letters"),
    [
        ([], "cab"),
        (["--sort", "name"], "abc"),
        (["--sort", "name", "--reverse"], "cba"),
        (["--sort", "created"], "bac"),
        (["--sort", "size"], "acb"),
        (["--sort", "status,name"], "acb"),
        (["--reverse"], "bac"),
    ],
)
def test_the_order_is_the_wanted_one(
    dockctl: Dockctl, three: list[str], words: list[str], letters: str
) -> None:
    assert three
    told = dockctl(*OURS, "--format", "{{.Names}}", *words).stdout.split()
    assert "".join(name[-1] for name in told) == letters


def test_no_other_order(dockctl: Dockctl) -> None:
    result = dockctl("ps", "--sort", "name,age")
    assert (result.stdout, result.status) == ("", 125)
    assert "must be of name, created, status, image, size, id" in result.stderr


def test_json_is_the_engines_objects(dockctl: Dockctl, engine: Engine, three: list[str]) -> None:
    found = json.loads(dockctl(*OURS, "--json", "--sort", "name").stdout)
    wanted = engine.containers.list(all_=True, filters={"label": [LABEL]})
    assert [item["Names"] for item in found] == [[f"/{name}"] for name in sorted(three)]
    assert {item["Id"]: item["Created"] for item in found} == {item["Id"]: item["Created"] for item in wanted}
    assert all(isinstance(item["Created"], int) for item in found)
    assert dockctl("ps", "--json", "--filter", "name=nosuch-at-all").stdout == "[]\n"


def test_groups_have_tables_of_their_own(dockctl: Dockctl, three: list[str]) -> None:
    assert three
    lines = dockctl(*OURS, "--group-by", "project", "--sort", "name").stdout.splitlines()
    assert [line.rpartition(" ")[2][-1:] if line.endswith(tuple("abc")) else line.split("  ")[0] for line in lines] == [
        "shop (2)", "CONTAINER ID", "a", "b", "", "(no project) (1)", "CONTAINER ID", "c",
    ]  # fmt: skip


@pytest.mark.parametrize("words", [["--json", "-q"], ["--group-by", "x", "--format", "json"]])
def test_what_does_not_go_together(dockctl: Dockctl, words: list[str]) -> None:
    result = dockctl("ps", *words)
    assert (result.stdout, result.status) == ("", 1)
    assert result.stderr.startswith("conflicting options: ")


def test_a_watch_needs_a_terminal(dockctl: Dockctl) -> None:
    result = dockctl("ps", "--watch")
    assert (result.stdout, result.status) == ("", 1)
    assert result.stderr.startswith("--watch needs a terminal\nhint: ")


def test_a_watch_shows_what_happens(
    program: list[str], environment: dict[str, str], dockctl: Dockctl, three: list[str]
) -> None:
    command = [*program, *OURS, "--watch"]
    given = {key: value for key, value in environment.items() if key != "COLUMNS"} | {"TERM": "xterm"}
    process: pexpect.spawn[bytes] = pexpect.spawn(
        command[0], command[1:], env=given, timeout=20, dimensions=(30, 160)
    )
    process.expect("Exited")
    dockctl("rename", three[1], f"{LABEL}-renamed")
    process.expect("renamed")
    dockctl("stop", "-t", "0", three[0])
    process.expect(r"Exited \(137\)")
    process.kill(signal.SIGINT)
    process.expect(pexpect.EOF)
    process.close()
    assert process.exitstatus == 130
    assert process.before is not None
    assert b"\x1b[?25h" in process.before
