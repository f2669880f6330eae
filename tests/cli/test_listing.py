"""dockctl ps, images and version."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dockctl.engine.client import Engine
    from tests.conftest import Dockctl


def test_ps_lists_a_running_container(dockctl: Dockctl, engine: Engine, alpine: str, name: str) -> None:
    dockctl("run", "-d", "--name", name, alpine, "sleep", "60")
    result = dockctl("ps")
    assert result.status == 0
    assert result.stderr == ""
    header, *rows = result.stdout.splitlines()
    assert header.split() == ["CONTAINER", "ID", "IMAGE", "COMMAND", "CREATED", "STATUS", "PORTS", "NAMES"]
    row = next(line for line in rows if line.endswith(name))
    identifier = engine.containers.inspect(name)["Id"]
    assert row.startswith(f'{identifier[:12]}   alpine    "sleep 60"   ')
    assert re.search(r" ago +Up (Less than a second|\d+ seconds?) +" + name, row)


def test_ps_leaves_out_what_does_not_run_unless_asked(dockctl: Dockctl, alpine: str, name: str) -> None:
    dockctl("run", "--name", name, alpine, "true")
    assert name not in dockctl("ps").stdout
    assert name in dockctl("ps", "-a").stdout
    assert name not in dockctl("ps", "--all=false").stdout


def test_ps_last_and_latest_count_all_states(dockctl: Dockctl, engine: Engine, alpine: str, name: str) -> None:
    dockctl("run", "--name", name, alpine, "true")
    identifier = engine.containers.inspect(name)["Id"]
    for flags in (["-l"], ["-n", "1"], ["-n=1"], ["--last=1"], ["--latest"]):
        assert dockctl("ps", "-q", "--no-trunc", *flags).stdout == f"{identifier}\n"
    assert dockctl("ps", "-ql").stdout == f"{identifier[:12]}\n"


def test_images_lists_a_row_for_each_tag(dockctl: Dockctl, alpine: str) -> None:
    assert alpine
    result = dockctl("images")
    assert result.status == 0
    header, *rows = result.stdout.splitlines()
    assert header.split() == ["REPOSITORY", "TAG", "IMAGE", "ID", "CREATED", "SIZE"]
    assert any(row.split()[:2] == ["alpine", "latest"] for row in rows)


def test_images_takes_a_repository(dockctl: Dockctl, alpine: str) -> None:
    result = dockctl("images", alpine)
    assert all(row.split()[0] == "alpine" for row in result.stdout.splitlines()[1:])
    assert dockctl("images", "nosuch").stdout == "REPOSITORY   TAG       IMAGE ID   CREATED   SIZE\n"
    short = dockctl("images", "-q", "alpine:latest").stdout.strip()
    assert re.fullmatch(r"[0-9a-f]{12}", short)
    assert dockctl("image", "ls", "-q", "--no-trunc", "alpine:latest").stdout.startswith(f"sha256:{short}")


def test_version_tells_of_both_sides(dockctl: Dockctl, engine: Engine) -> None:
    result = dockctl("version")
    assert result.status == 0
    assert result.stdout.startswith("Client:\n Version:           0.")
    assert f"  Version:          {engine.system.version()['Version']}\n" in result.stdout


def test_version_tells_of_the_client_without_an_engine(dockctl: Dockctl) -> None:
    result = dockctl("-H", "unix:///nosuch.sock", "version")
    assert result.stdout.startswith("Client:\n")
    assert "Server" not in result.stdout
    assert result.stderr.startswith("Cannot connect to the Docker daemon at unix:///nosuch.sock. Is the docker")
    assert result.status == 1
