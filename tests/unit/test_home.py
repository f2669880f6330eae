"""A user without a home, and a working directory that is gone."""

from __future__ import annotations

import os
import pwd
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from dockctl.config.discovery import candidates
from dockctl.config.file import config_folder
from dockctl.engine.log_cursors import Cursors
from dockctl.home import home_folder
from tests.fake import FakeEngine, answer

if TYPE_CHECKING:
    from collections.abc import Mapping

NOWHERE = """
import os, sys
os.rmdir(os.getcwd())
sys.path[:] = [path for path in sys.path if path]
from dockctl.cli.main import run
run()
"""


@pytest.fixture
def stranger(monkeypatch: pytest.MonkeyPatch) -> None:
    """The system's list of users doesn't have this one."""

    def find(_: int) -> pwd.struct_passwd:
        raise KeyError

    monkeypatch.setattr(pwd, "getpwuid", find)


@pytest.mark.usefixtures("stranger")
@pytest.mark.parametrize("environment", [{}, {"HOME": ""}])
def test_a_user_without_a_home_has_a_configuration_right_here(environment: Mapping[str, str]) -> None:
    assert home_folder(environment) is None
    assert config_folder("", environment) == Path(".docker")
    assert config_folder("", {"DOCKER_CONFIG": "x"}) == Path("x")
    assert {item.product for item in candidates(environment)} == {"docker", "rootless docker", "podman"}
    Cursors({**environment, "XDG_STATE_HOME": "/nosuch"})
    Cursors(environment)


def test_a_home_is_what_home_says_or_else_the_list_of_users() -> None:
    assert home_folder({"HOME": "/x"}) == Path("/x")
    assert home_folder({"HOME": ""}) == home_folder({}) == Path(pwd.getpwuid(os.getuid()).pw_dir)


def call(folder: Path, host: str, *arguments: str) -> tuple[str, str, int]:
    """Run a command line in a folder that is removed before anything happens."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("DOCKER")}
    source = str(Path(__file__).parents[2] / "src")
    done = subprocess.run(
        [sys.executable, "-c", NOWHERE, *arguments],
        cwd=folder,
        env=kept | {"DOCKER_HOST": host, "HOME": "/nosuch", "PYTHONPATH": source},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return done.stdout, done.stderr, done.returncode


LINES = [
    ("context show", "default\n", "", 0),
    ("ps -q", "", "", 0),
    ("cp x web:/", "", "getwd: no such file or directory\n", 1),
    ("cp web:/x .", "", "getwd: no such file or directory\n", 1),
    ("save -o f alpine", "", "failed to save image: getwd: no such file or directory\n", 1),
    ("export -o f web", "", "failed to export container: getwd: no such file or directory\n", 1),
    ("load -i f", "", "open f: no such file or directory\n", 1),
    ("create --cidfile c alpine", "", "failed to create the container ID file: open c: no such file or directory\n", 1),
]  # fmt: skip


@pytest.mark.parametrize(("line", "stdout", "stderr", "status"), LINES, ids=[line for line, *_ in LINES])
def test_without_a_working_directory_only_what_needs_one_fails(
    tmp_path: Path, line: str, stdout: str, stderr: str, status: int
) -> None:
    folder = tmp_path / "gone"
    folder.mkdir()
    with FakeEngine({"/containers/json": answer(b"[]")}) as fake:
        assert call(folder, fake.host, *line.split()) == (stdout, stderr, status)


def test_a_source_that_begins_with_a_dot_is_left_as_it_is_without_a_working_directory(tmp_path: Path) -> None:
    folder = tmp_path / "gone"
    folder.mkdir()
    refused = answer(b'{"message":"create ./a: no name of a volume"}', status="400 Bad Request")
    with FakeEngine({"/containers/create": refused}) as fake:
        done = call(folder, fake.host, "create", "-v", "./a:/x", "alpine")
    assert done == ("", "Error response from daemon: create ./a: no name of a volume\n", 1)
