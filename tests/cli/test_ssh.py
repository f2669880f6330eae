"""An engine behind a real sshd."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.processes import wait_until

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tests.conftest import Dockctl
    from tests.engine.private import PrivateEngine

PORT = 2222
SSHD = shutil.which("sshd", path=f"{os.environ['PATH']}:/usr/sbin:/sbin")
pytestmark = pytest.mark.skipif(
    not SSHD or not shutil.which("docker"), reason="needs sshd, and docker behind it"
)


@pytest.fixture(scope="module")
def folder(private_engine: PrivateEngine | None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder with a program ``ssh`` in it that knows a running sshd in the engine's network."""
    if private_engine is None:
        pytest.skip("needs the private engine's network")
    folder = tmp_path_factory.mktemp("ssh")
    Path("/run/sshd").mkdir(exist_ok=True)
    for name in ("host", "user"):
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", folder / name], check=True)
    (folder / "sshd_config").write_text(
        f"ListenAddress 127.0.0.1:{PORT}\nHostKey {folder}/host\nPidFile none\nStrictModes no\nUsePAM no\n"
        f"AuthorizedKeysFile {folder}/user.pub\nPasswordAuthentication no\n"
        f"SetEnv DOCKER_HOST={private_engine.host} PATH={os.environ['PATH']}\n",
    )
    (folder / "ssh_config").write_text(
        f"IdentityFile {folder}/user\nStrictHostKeyChecking accept-new\nUserKnownHostsFile {folder}/known\n"
        f"Host engine\n  HostName 127.0.0.1\n  Port {PORT}\n  User root\n",
    )
    (folder / "bin").mkdir()
    # In the engine's network, where this sshd listens.
    inside = " ".join(private_engine.command_inside("/usr/bin/ssh"))
    wrapper = folder / "bin/ssh"
    wrapper.write_text(f'#!/bin/sh\nexec {inside} -F {folder}/ssh_config "$@"\n')
    wrapper.chmod(0o755)
    assert SSHD is not None
    command = private_engine.command_inside(SSHD, "-D", "-e", "-f", str(folder / "sshd_config"))
    with (folder / "sshd.log").open("wb") as log, subprocess.Popen(command, stderr=log) as sshd:
        wait_until(lambda: b"listening" in (folder / "sshd.log").read_bytes())
        yield folder
        sshd.terminate()


@pytest.fixture
def through_ssh(folder: Path, environment: Mapping[str, str], alpine: str) -> dict[str, str]:
    """The environment of a program that is to use that ssh."""
    assert alpine
    return dict(environment) | {
        "PATH": f"{folder}/bin:{environment['PATH']}",
        "DOCKER_HOST": "ssh://engine",
    }


def test_ordinary_requests(dockctl: Dockctl, through_ssh: dict[str, str]) -> None:
    result = dockctl("version", "-f", "{{.Server.Os}}", environment=through_ssh)
    assert (result.stdout, result.stderr, result.status) == ("linux\n", "", 0)
    named = through_ssh | {"DOCKER_HOST": f"ssh://root@127.0.0.1:{PORT}"}
    assert dockctl("ps", "-q", environment=named).status == 0


def test_the_path_of_a_socket_is_asked_for(
    dockctl: Dockctl, through_ssh: dict[str, str], private_engine: PrivateEngine
) -> None:
    there = through_ssh | {"DOCKER_HOST": f"ssh://engine{private_engine.socket}"}
    assert dockctl("ps", "-q", environment=there).status == 0
    nowhere = dockctl("ps", environment=through_ssh | {"DOCKER_HOST": "ssh://engine/nosuch.sock"})
    assert nowhere.stdout == ""
    assert nowhere.status == 1


def test_streams_go_both_ways_and_end_one_after_the_other(
    program: list[str], through_ssh: dict[str, str]
) -> None:
    data = os.urandom(5 << 20)
    command = [*program, "run", "--rm", "-i", "alpine", "sh", "-c", "cat; echo end; exit 3"]
    done = subprocess.run(command, input=data, env=through_ssh, capture_output=True, check=False, timeout=60)
    assert (done.stderr, done.returncode) == (b"", 3)
    assert done.stdout == data + b"end\n"


def test_what_ssh_says_is_shown(dockctl: Dockctl, through_ssh: dict[str, str]) -> None:
    result = dockctl("ps", environment=through_ssh | {"DOCKER_HOST": "ssh://nobody@127.0.0.1:1"})
    assert (
        "error during connect: ssh://nobody@127.0.0.1:1: command [ssh -o ConnectTimeout=30 -T -l nobody"
        in result.stderr
    )
    assert "exit status 255" in result.stderr
    assert "stderr=ssh: connect to host 127.0.0.1 port 1: Connection refused" in result.stderr
    assert "hint: try what it runs by hand: ssh 127.0.0.1 docker version" in result.stderr
    assert result.status == 1
    attached = dockctl("run", "alpine", environment=through_ssh | {"DOCKER_HOST": "ssh://nobody@127.0.0.1:1"})
    assert attached.status == 125


def test_without_ssh(dockctl: Dockctl, environment: dict[str, str], tmp_path: Path) -> None:
    result = dockctl("ps", environment=environment | {"PATH": str(tmp_path), "DOCKER_HOST": "ssh://engine"})
    assert 'exec: "ssh": executable file not found in $PATH' in result.stderr
    assert result.status == 1


def test_no_process_is_left(through_ssh: dict[str, str]) -> None:
    """A process that ends takes its connections' ssh along."""
    code = (
        "import os\nfrom dockctl.engine.client import Engine\n"
        "from dockctl.transport.address import parse_address\n"
        "engine = Engine(parse_address('ssh://engine'))\n"
        "print(len(engine.containers.list()) >= 0)\nengine.close()\n"
    )
    done = subprocess.run(
        [sys.executable, "-X", "dev", "-W", "error", "-c", code],
        env=through_ssh,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (done.stdout, done.returncode) == ("True\n", 0)
    dialling = ["pgrep", "-f", "system dial-stdio"]
    wait_until(lambda: subprocess.run(dialling, capture_output=True, check=False).returncode)
