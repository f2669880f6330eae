"""Input to containers, exec, attach, start and wait without a terminal; and the races around them."""

from __future__ import annotations

import hashlib
import signal
import subprocess
import threading
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dockctl.options.detach_keys import parse_detach_keys
from dockctl.terminal.detach import DetachKeys
from tests.processes import PATIENCE, started

if TYPE_CHECKING:
    from pathlib import Path

    from dockctl.engine.client import Engine
    from tests.conftest import Dockctl

NO_TERMINAL = "the input device is not a TTY\n"
MEGABYTE = 1 << 20


def test_input_reaches_the_container_and_its_end_too(dockctl: Dockctl, alpine: str) -> None:
    result = dockctl("run", "-i", "--rm", alpine, "sh", "-c", "cat; echo end >&2; exit 3", stdin="hi\n")
    assert (result.stdout, result.stderr, result.status) == ("hi\n", "end\n", 3)


def test_input_from_a_file(program: list[str], environment: dict[str, str], alpine: str) -> None:
    with open(__file__, "rb") as file:  # noqa: PTH123
        done = subprocess.run(
            [*program, "run", "-i", "--rm", alpine, "cat"],
            stdin=file,
            capture_output=True,
            env=environment,
            timeout=60,
            check=True,
        )
    with open(__file__, "rb") as file:  # noqa: PTH123
        assert done.stdout == file.read()


@pytest.mark.timeout(300)
def test_a_gigabyte_through_cat_is_the_same(
    program: list[str], environment: dict[str, str], alpine: str
) -> None:
    """In and out at once, in a process that may not take much memory."""
    command = ["sh", "-c", 'ulimit -v 900000; exec "$@"', "sh", *program, "run", "-i", "--rm", alpine, "cat"]
    piece = bytes(range(256)) * 4096
    count = 1000
    digest = hashlib.sha256()
    with started(
        command, lifetime=280, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None

        def feed() -> None:
            for _ in range(count):
                process.stdin.write(piece)  # type: ignore[union-attr]
            process.stdin.close()  # type: ignore[union-attr]

        thread = threading.Thread(target=feed)
        thread.start()
        while data := process.stdout.read(MEGABYTE):
            digest.update(data)
        thread.join()
        assert process.wait(60) == 0
    assert len(piece) * count > 10**9
    assert digest.digest() == hashlib.sha256(piece * count).digest()


@pytest.mark.parametrize("command", [["run", "-it", "--rm"], ["run", "-t", "-a", "stdin", "-i"]])
def test_a_terminals_input_needs_a_terminal(dockctl: Dockctl, alpine: str, command: list[str]) -> None:
    result = dockctl(*command, alpine, "true")
    assert (result.stdout, result.stderr, result.status) == ("", NO_TERMINAL, 1)


def test_attaching_one_stream(dockctl: Dockctl, alpine: str) -> None:
    script = "echo out; echo err >&2; exit 2"
    result = dockctl("run", "--rm", "-a", "stderr", alpine, "sh", "-c", script)
    assert (result.stdout, result.stderr, result.status) == ("", "err\n", 2)
    silent = dockctl("run", "--rm", "-a", "stdin", alpine, "sh", "-c", script)
    assert (silent.stdout, silent.stderr, silent.status) == ("", "", 2)


def test_exec(dockctl: Dockctl, engine: Engine, alpine: str, name: str) -> None:
    dockctl("run", "-d", "--name", name, alpine, "sleep", "300")
    result = dockctl("exec", name, "sh", "-c", "echo o; echo e >&2; exit 5")
    assert (result.stdout, result.stderr, result.status) == ("o\n", "e\n", 5)
    assert dockctl("exec", "-i", name, "cat", stdin="piped").stdout == "piped"
    flags = ["-e", "A=1", "-w", "/tmp", "-u", "nobody"]  # noqa: S108
    assert dockctl("exec", *flags, name, "sh", "-c", "echo $A; pwd; id -u").stdout == "1\n/tmp\n65534\n"
    assert dockctl("exec", name, "nosuch").status in {126, 127}
    detached = dockctl("exec", "-d", name, "touch", "/made")
    assert (detached.stdout, detached.stderr, detached.status) == ("", "", 0)
    assert dockctl("exec", name, "sh", "-c", "sleep 0.3; ls /made").stdout == "/made\n"
    refused = dockctl("exec", "-it", name, "true")
    assert (refused.stderr, refused.status) == (NO_TERMINAL, 1)
    assert engine.containers.inspect(name)["State"]["Running"]


def test_start_attached_gives_the_containers_status(dockctl: Dockctl, alpine: str, name: str) -> None:
    dockctl("create", "-i", "--name", name, alpine, "sh", "-c", "cat; exit 3")
    result = dockctl("start", "-ai", name, stdin="hello\n")
    assert (result.stdout, result.stderr, result.status) == ("hello\n", "", 3)
    assert (
        dockctl("start", "-a", "x", "y").stderr == "you cannot start and attach multiple containers at once\n"
    )


def test_start_tells_of_each(dockctl: Dockctl, alpine: str, name: str) -> None:
    dockctl("create", "--name", name, alpine, "true")
    result = dockctl("start", "nosuch", name)
    assert result.stdout == f"{name}\n"
    assert result.stderr == (
        "Error response from daemon: No such container: nosuch\nError: failed to start containers: nosuch\n"
    )
    assert result.status == 1


def test_wait_prints_statuses(dockctl: Dockctl, alpine: str, name: str) -> None:
    dockctl("run", "-d", "--name", name, alpine, "sh", "-c", "sleep 0.5; exit 6")
    result = dockctl("wait", name, "nosuch", name)
    assert result.stdout == "6\n6\n"
    assert result.stderr == "Error response from daemon: No such container: nosuch\n"
    assert result.status == 1


def test_attach_follows_and_gives_the_status(
    program: list[str], environment: dict[str, str], dockctl: Dockctl, alpine: str, name: str
) -> None:
    script = "until test -e /go; do echo tick; sleep 0.1; done; echo last; exit 8"
    dockctl("run", "-d", "--name", name, alpine, "sh", "-c", script)
    pipe = subprocess.PIPE
    with started([*program, "attach", name], stdout=pipe, stderr=pipe, text=True, env=environment) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "tick\n"
        assert dockctl("exec", name, "touch", "/go").status == 0
        out, err = process.communicate(timeout=PATIENCE)
    assert set(out.splitlines()[:-1]) <= {"tick"}
    assert (out.splitlines()[-1], err, process.returncode) == ("last", "", 8)
    assert dockctl("attach", name).stderr == "You cannot attach to a stopped container, start it first\n"


@pytest.mark.parametrize(("flags", "status"), [(["--sig-proxy=false"], 130), ([], 5)])
def test_signals_while_attached(
    program: list[str], environment: dict[str, str], dockctl: Dockctl, engine: Engine, alpine: str, name: str,
    flags: list[str], status: int,
) -> None:  # fmt: skip
    """Without the proxy docker hangs until the container ends; here the client ends."""
    script = "trap 'exit 5' INT; while :; do echo tick; sleep 0.1; done"
    dockctl("run", "-d", "--name", name, alpine, "sh", "-c", script)
    command = [*program, "attach", *flags, name]
    with started(command, stdout=subprocess.PIPE, env=environment) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"tick\n"
        process.send_signal(signal.SIGINT)
        assert process.wait(60) == status
    assert engine.containers.inspect(name)["State"]["Running"] is bool(flags)


def test_a_container_that_another_client_removes(
    program: list[str],
    environment: dict[str, str],
    engine: Engine,
    alpine: str,
    name: str,
) -> None:
    command = [*program, "run", "--name", name, alpine, "sh", "-c", "echo up; sleep 300"]
    for _ in range(10):
        with started(command, stdout=subprocess.PIPE, env=environment) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == b"up\n"
            engine.containers.remove(name, force=True)
            assert process.wait(60) == 137


@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_without_the_proxy_a_signal_ends_run_and_not_the_container(
    program: list[str], environment: dict[str, str], engine: Engine, alpine: str, name: str,
    number: signal.Signals, status: int,
) -> None:  # fmt: skip
    """Docker swallows the signal."""
    script = "while :; do echo tick; sleep 0.1; done"
    command = [*program, "run", "--sig-proxy=false", "--name", name, alpine, "sh", "-c", script]
    with started(command, stdout=subprocess.PIPE, env=environment) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"tick\n"
        process.send_signal(number)
        assert process.wait(60) == status
    assert engine.containers.inspect(name)["State"]["Running"]


@given(st.lists(st.binary(max_size=6)), st.binary(min_size=1, max_size=3))
def test_detach_keys_are_found_however_they_come(pieces: list[bytes], sequence: bytes) -> None:
    keys = DetachKeys(sequence)
    passed = b""
    for piece in pieces:
        if not keys.found:
            passed += keys.feed(piece)
    typed = b"".join(pieces)
    position = typed.find(sequence)
    assert keys.found is (position >= 0)
    if keys.found:
        assert passed == typed[:position]
    else:
        held = typed[len(passed) :]
        assert typed.startswith(passed)
        assert sequence.startswith(held)


def test_the_grammar_of_detach_keys() -> None:
    assert parse_detach_keys("") == b"\x10\x11"
    assert parse_detach_keys("ctrl-a,x,DEL,ctrl-[") == b"\x01x\x7f\x1b"
    for text in ("ctrl-", "ab", "ctrl-A", "ctrl-1"):
        with pytest.raises(ValueError, match="invalid detach keys"):
            parse_detach_keys(text)


def test_a_container_may_use_the_engine(dockctl: Dockctl, environment: dict[str, str], alpine: str) -> None:
    accounts = '{"auths":{"a.test":{"auth":"dTpw"}}}'
    script = "cat $DOCKER_CONFIG/config.json; ls -l $DOCKER_CONFIG/config.json; [ -S /var/run/docker.sock ] && echo socket"
    changed = environment | {"DOCKER_AUTH_CONFIG": accounts}
    result = dockctl("run", "--rm", "--use-api-socket", alpine, "sh", "-c", script, environment=changed)
    assert '"a.test": {' in result.stdout
    assert "-rw-------" in result.stdout
    assert result.stdout.endswith("socket\n")
    assert (result.stderr, result.status) == ("", 0)
    bare = dockctl("run", "--rm", "--use-api-socket", alpine, "sh", "-c", "echo ${DOCKER_CONFIG-none}")
    assert bare.stdout == "none\n"


def test_proxies_of_the_configuration_reach_the_container(
    dockctl: Dockctl,
    environment: dict[str, str],
    alpine: str,
    tmp_path: Path,
) -> None:
    (tmp_path / "config.json").write_text(
        '{"proxies": {"default": {"httpProxy": "http://p:1", "noProxy": "x"}}}'
    )
    changed = environment | {"DOCKER_CONFIG": str(tmp_path)}
    script = "echo $HTTP_PROXY $http_proxy $NO_PROXY $no_proxy"
    result = dockctl("run", "--rm", "-e", "http_proxy=mine", alpine, "sh", "-c", script, environment=changed)
    assert result.stdout == "http://p:1 mine x x\n"


def test_the_cidfile_holds_the_id(
    dockctl: Dockctl, engine: Engine, alpine: str, name: str, tmp_path: Path
) -> None:
    path = tmp_path / "cid"
    dockctl("run", "--name", name, "--cidfile", str(path), alpine, "true")
    assert path.read_text() == engine.containers.inspect(name)["Id"]
    again = dockctl("run", "--rm", "--cidfile", str(path), alpine, "true")
    assert again.stderr.startswith(
        "dockctl: container ID file found, make sure the other container isn't running"
    )
    assert again.status == 125
    missing = tmp_path / "other"
    assert dockctl("run", "--rm", "--cidfile", str(missing), "--pull", "never", "nosuch/image").status == 125
    assert not missing.exists()


def test_content_trust_is_refused_rather_than_left_out(dockctl: Dockctl, alpine: str) -> None:
    for command in (["run", "--rm"], ["create"], ["pull"]):
        result = dockctl(*command, "--disable-content-trust=false", alpine)
        assert result.stderr == "--disable-content-trust=false: signatures of images can't be verified\n"
        assert result.status == 1
