"""Failures that are not the user's: one message, an exit status, never a traceback."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.fake import FakeEngine, answer
from tests.processes import started

if TYPE_CHECKING:
    from tests.conftest import Dockctl

UNREACHED = "Is the docker daemon running?\nhint: "


def test_a_missing_socket(dockctl: Dockctl) -> None:
    result = dockctl("-H", "unix:///nosuch.sock", "ps")
    assert result.stdout == ""
    assert result.stderr == (
        "Cannot connect to the Docker daemon at unix:///nosuch.sock. "
        f"{UNREACHED}there is no /nosuch.sock: start the engine, or set DOCKER_HOST to where it listens\n"
    )
    assert result.status == 1


def test_a_socket_nobody_listens_on(dockctl: Dockctl, tmp_path: Path) -> None:
    path = tmp_path / "dead.sock"
    dead = socket.socket(socket.AF_UNIX)
    dead.bind(str(path))
    dead.close()
    result = dockctl("ps", environment={**os.environ, "DOCKER_HOST": f"unix://{path}"})
    assert result.stderr.startswith(f"Cannot connect to the Docker daemon at unix://{path}. {UNREACHED}nothing")
    assert result.status == 1


def test_a_refused_port(dockctl: Dockctl) -> None:
    result = dockctl("-H", "tcp://127.0.0.1:1", "ps")
    assert result.stderr.startswith(f"Cannot connect to the Docker daemon at tcp://127.0.0.1:1. {UNREACHED}")
    assert result.status == 1


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody without permission")
def test_a_socket_that_is_not_permitted() -> None:
    path = Path("/tmp") / f"dockctl-denied-{os.getpid()}.sock"  # noqa: S108
    listener = socket.socket(socket.AF_UNIX)
    try:
        listener.bind(str(path))
        path.chmod(0o600)
        listener.listen()
        # The interpreter may lie in a home that only root can enter: import everything before the rights go.
        script = (
            "import os, sys; from dockctl.cli.main import main; main(['-H', 'unix:///nosuch', 'ps']);"
            f"os.setgid(65534); os.setuid(65534); sys.exit(main(['-H', 'unix://{path}', '--config', '/no', 'ps']))"
        )
        command = [sys.executable, "-c", script]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    finally:
        listener.close()
        path.unlink()
    assert (
        f"\npermission denied while trying to connect to the Docker daemon socket at unix://{path}\nhint: run as root"
        in done.stderr
    )
    assert done.returncode == 1


def test_run_adds_its_prefix_and_status(dockctl: Dockctl) -> None:
    result = dockctl("-H", "unix:///nosuch.sock", "run", "alpine")
    assert result.stderr.startswith(
        "dockctl: Cannot connect to the Docker daemon at unix:///nosuch.sock. Is the"
    )
    assert result.status == 125


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("bogus://x", "invalid bind address format: bogus://x"),
        ("tcp://h:x", 'parse "tcp://h:x": invalid port ":x" after host'),
    ],
)
def test_a_bad_address(dockctl: Dockctl, address: str, reason: str) -> None:
    result = dockctl("-H", address, "ps")
    assert result.stderr == f"Failed to initialize: unable to resolve docker endpoint: {reason}\n"
    assert result.status == 1


def test_an_unknown_context(dockctl: Dockctl, environment: dict[str, str]) -> None:
    del environment["DOCKER_HOST"]
    result = dockctl("ps", environment=environment | {"DOCKER_CONTEXT": "nope"})
    assert result.stderr.startswith(
        'Failed to initialize: unable to resolve docker endpoint: context "nope": context not found: open '
    )
    assert result.status == 1


def test_a_pinned_version_the_engine_does_not_speak(dockctl: Dockctl, environment: dict[str, str]) -> None:
    result = dockctl("ps", environment=environment | {"DOCKER_API_VERSION": "1.99"})
    assert result.stderr.startswith(
        "Error response from daemon: client version 1.99 is too new. Maximum supported"
    )
    assert result.status == 1


def test_a_pinned_version_is_used(dockctl: Dockctl, environment: dict[str, str]) -> None:
    result = dockctl("version", environment=environment | {"DOCKER_API_VERSION": "1.30"})
    assert "\n API version:       1.30 (downgraded from 1.51)\n" in result.stdout


@pytest.mark.parametrize(
    "flags",
    [
        ["-D", "-H", "unix:///nosuch.sock"],
        ["-H", "unix:///nosuch.sock", "--debug"],
        ["-H=unix:///nosuch.sock", "-D"],
    ],
)
def test_debug_shows_the_traceback(dockctl: Dockctl, flags: list[str]) -> None:
    result = dockctl(*flags, "ps")
    assert "Traceback (most recent call last)" in result.stderr
    assert "EngineUnreachableError" in result.stderr
    assert result.status == 1


@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_while_the_engine_is_silent(
    program: list[str],
    environment: dict[str, str],
    number: signal.Signals,
    status: int,
) -> None:
    with FakeEngine(silent=True) as fake:
        command = [*program, "-H", fake.host, "ps"]
        pipe = subprocess.PIPE
        with started(command, stdout=pipe, stderr=pipe, text=True, env=environment) as process:
            fake.wait_for_request()
            process.send_signal(number)
            out, err = process.communicate(timeout=60)
    assert (out, err, process.returncode) == ("", "", status)


def test_ctrl_c_at_any_moment_shows_no_traceback(program: list[str], environment: dict[str, str]) -> None:
    """From the first line of our own code on: what comes before is the interpreter's."""
    pipe = subprocess.PIPE
    statuses = set()
    script = (
        "import signal; signal.signal(signal.SIGINT, signal.SIG_DFL)\n"  # as __main__.start() begins
        "import dockctl.cli.main as m, os; os.write(1, b'x'); m.run()"
    )
    for delay in range(0, 160, 8):
        command = [program[0], "-c", script, "ps", "-q"]
        with started(command, stdout=pipe, stderr=pipe, text=True, env=environment) as process:
            assert process.stdout is not None
            assert process.stdout.read(1) == "x"
            time.sleep(delay / 1000)
            process.send_signal(signal.SIGINT)
            _, err = process.communicate(timeout=60)
        assert err == ""
        statuses.add(process.returncode)
    assert 130 in statuses
    # -2: it came before there was anything to put in order, or after the work was done.
    assert statuses <= {0, 130, -2}


def test_closed_standard_streams_are_no_trap(program: list[str], environment: dict[str, str]) -> None:
    command = ["sh", "-c", '"$@" <&- >&- 2>&-', "sh", *program, "ps"]
    assert subprocess.run(command, env=environment, timeout=60, check=False).returncode == 0


def test_headers_of_the_users_go_with_every_request(
    dockctl: Dockctl, environment: dict[str, str], tmp_path: Path
) -> None:
    (tmp_path / "config.json").write_text('{"HttpHeaders": {"X-Config": "1"}}')
    with FakeEngine({"/containers/json": answer(b"[]")}) as fake:
        dockctl("-H", fake.host, "--config", str(tmp_path), "ps")
        assert all("X-Config: 1" in head for head in fake.heads)
        fake.heads.clear()
        given = environment | {"DOCKER_CUSTOM_HEADERS": 'X-One=1,"X-Two=a,b"'}
        dockctl("-H", fake.host, "--config", str(tmp_path), "ps", environment=given)
        assert all("X-One: 1" in head and "X-Two: a,b" in head for head in fake.heads)
        assert not any("X-Config" in head for head in fake.heads)
    bad = dockctl("ps", environment=environment | {"DOCKER_CUSTOM_HEADERS": "no-value"})
    assert bad.stderr == (
        "Failed to initialize: failed to set custom headers from DOCKER_CUSTOM_HEADERS environment variable: missing"
        " \"=\" in key=value pair: 'no-value'\n"
    )
    assert bad.status == 1


def test_neither_proxies_nor_netrc_of_the_environment_count(
    dockctl: Dockctl, environment: dict[str, str], tmp_path: Path
) -> None:
    """An engine's address says all there is to know about where requests go, and who asks."""
    heads: list[bytes] = []

    def serve(server: socket.socket) -> None:
        for body in (b"", b"[]"):
            client, _ = server.accept()
            with client:
                heads.append(client.recv(65536))
                head = (
                    b"HTTP/1.1 200 OK\r\nApi-Version: 1.41\r\nConnection: close\r\nContent-Length: %d\r\n\r\n"
                )
                client.sendall(head % len(body) + body)

    (tmp_path / "netrc").write_text("machine 127.0.0.1 login somebody password secret\n")
    elsewhere = dict.fromkeys(("http_proxy", "HTTP_PROXY", "ALL_PROXY", "all_proxy"), "http://127.0.0.1:9")
    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=serve, args=(server,))
        thread.start()
        address = f"tcp://127.0.0.1:{server.getsockname()[1]}"
        given = environment | elsewhere | {"NETRC": str(tmp_path / "netrc")}
        result = dockctl("-H", address, "ps", "-q", environment=given)
        thread.join()
    assert (result.stdout, result.stderr, result.status) == ("", "", 0)
    assert len(heads) == 2
    assert not any(b"authorization" in head.lower() for head in heads)
