"""A disk that is full: nothing half-written, nothing old lost, and a text that says so."""

from __future__ import annotations

import json
import os
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.engine.registries import PASSWORD, USERNAME

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from dockctl.engine.client import Engine
    from tests.conftest import Dockctl
    from tests.engine.private import PrivateEngine

SIZE = 64 << 10
FULL = "no space left on device"


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 64 KiB."""
    if os.geteuid() != 0:
        pytest.skip("mounts a file system")
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(folder)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("mounts a file system, which this machine doesn't let it")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def fill(disk: Path) -> None:
    """Leave no room at all."""
    with (disk / "filler").open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"x" * 4096)
        except OSError:
            return


@pytest.mark.parametrize(
    "line", ["save -o {}/file alpine", "cp big:/bin/busybox {}/file", "export -o {}/file big"]
)
def test_a_file_that_does_not_fit_is_not_there(
    dockctl: Dockctl, engine: Engine, alpine: str, disk: Path, line: str
) -> None:
    (disk / "file").write_text("what was there")
    engine.containers.create({"Image": alpine, "Cmd": ["true"]}, name="big")
    try:
        result = dockctl(*line.format(disk).split())
    finally:
        engine.containers.remove("big", force=True)
    assert result.status == 1
    assert FULL in result.stderr
    assert result.stdout == ""
    assert [path.name for path in disk.iterdir()] == ["file"]
    assert (disk / "file").read_text() == "what was there"


def test_a_redirection_to_a_full_disk(
    program: list[str], environment: dict[str, str], alpine: str, disk: Path
) -> None:
    fill(disk)
    with (disk / "out").open("wb") as out:
        for words in (["save", alpine], ["images"], ["run", "--rm", alpine, "echo", "hello"]):
            done = subprocess.run(
                [*program, *words], stdout=out, stderr=subprocess.PIPE, env=environment, check=False, timeout=60
            )
            assert FULL in done.stderr.decode()
            assert b"Traceback" not in done.stderr
            assert done.returncode in {1, 125}


def test_no_container_without_its_cidfile(dockctl: Dockctl, engine: Engine, alpine: str, disk: Path) -> None:
    """The ID has nowhere to go, so nobody could find the container again."""
    before = {item["Id"] for item in engine.containers.list(all_=True)}
    fill(disk)
    result = dockctl("run", "-d", "--cidfile", f"{disk}/cid", alpine, "sleep", "300")
    after = {item["Id"] for item in engine.containers.list(all_=True)}
    assert FULL in result.stderr
    assert result.status != 0
    assert not (disk / "cid").exists()
    assert after <= before  # one of another test may have gone meanwhile


def test_the_accounts_there_are_are_kept(
    dockctl: Dockctl, environment: dict[str, str], hub: PrivateEngine, disk: Path
) -> None:
    assert hub.host
    old = {"auths": {"other.example": {"auth": "eDp5"}}}
    (disk / "config.json").write_text(json.dumps(old))
    fill(disk)
    result = dockctl(
        "--config", str(disk), "login", "-u", USERNAME, "--password-stdin", "registry.test:5443",
        stdin=PASSWORD, environment=environment,
    )  # fmt: skip
    assert result.status == 1
    assert FULL in result.stderr
    assert PASSWORD not in result.stderr + result.stdout
    assert json.loads((disk / "config.json").read_text()) == old
    assert {path.name for path in disk.iterdir()} == {"config.json", "filler"}
