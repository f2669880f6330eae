"""dockctl run: output, exit status, and the order that loses neither."""

from __future__ import annotations

import hashlib
import signal
import subprocess
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from dockctl.errors import NotFoundError
from tests.engine.images import remove_image
from tests.processes import started

if TYPE_CHECKING:
    from dockctl.engine.client import Engine
    from tests.conftest import Dockctl
    from tests.engine.private import PrivateEngine

TIMEOUT = 60
HELP = "\n\nRun 'dockctl run --help' for more information\n"


def test_prints_the_output_of_the_container(dockctl: Dockctl, alpine: str) -> None:
    result = dockctl("run", "--rm", alpine, "echo", "hello", "world")
    assert result.stdout == "hello world\n"
    assert result.stderr == ""
    assert result.status == 0


def test_keeps_the_streams_apart_and_the_exit_status(dockctl: Dockctl, alpine: str) -> None:
    result = dockctl("run", "--rm", alpine, "sh", "-c", "echo out; echo err >&2; exit 42")
    assert result.stdout == "out\n"
    assert result.stderr == "err\n"
    assert result.status == 42


def test_the_order_of_both_streams_is_the_containers(
    program: list[str],
    environment: dict[str, str],
    alpine: str,
) -> None:
    script = "for i in 1 2 3 4 5 6 7 8 9; do echo out $i; sleep 0.02; echo err $i >&2; sleep 0.02; done"
    done = subprocess.run(
        [*program, "run", "--rm", alpine, "sh", "-c", script],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=environment,
        check=True,
        timeout=60,
    )
    expected = "".join(f"out {i}\nerr {i}\n" for i in range(1, 10))
    assert done.stdout == expected


def test_passes_binary_output_byte_for_byte(
    program: list[str],
    environment: dict[str, str],
    alpine: str,
) -> None:
    command = [*program, "run", "--rm", alpine, "cat", "/bin/busybox"]
    done = subprocess.run(command, capture_output=True, env=environment, check=True, timeout=60)
    check = [*program, "run", "--rm", alpine, "sha256sum", "/bin/busybox"]
    expected = subprocess.run(check, capture_output=True, env=environment, check=True, timeout=60, text=True)
    assert hashlib.sha256(done.stdout).hexdigest() == expected.stdout.split()[0]


def test_passes_100_megabytes_with_little_memory(
    program: list[str],
    environment: dict[str, str],
    alpine: str,
) -> None:
    command = [*program, "run", "--rm", alpine, "head", "-c", "100000000", "/dev/zero"]
    measured = ["sh", "-c", 'ulimit -v 800000; exec "$@"', "sh", *command]
    digest, size = hashlib.sha256(), 0
    with started(measured, stdout=subprocess.PIPE, env=environment) as process:
        assert process.stdout is not None
        while data := process.stdout.read(1 << 20):
            digest.update(data)
            size += len(data)
        assert process.wait(TIMEOUT) == 0
    assert size == 100_000_000
    assert digest.digest() == hashlib.sha256(bytes(100_000_000)).digest()


@pytest.mark.timeout(600)
@pytest.mark.parametrize("removed", [True, False], ids=["removed at once", "kept"])
def test_a_container_that_ends_at_once_loses_nothing(
    dockctl: Dockctl,
    engine: Engine,
    alpine: str,
    removed: bool,
) -> None:
    """100 times each, four at a time, which makes the races likelier."""

    def once(number: int) -> None:
        chosen = f"dockctl-test-fast-{removed}-{number}"
        status = number % 120
        options = ["--rm"] if removed else []
        result = dockctl("run", *options, "--name", chosen, alpine, "sh", "-c", f"echo {number}; exit {status}")
        assert result.stdout == f"{number}\n"
        assert result.stderr == ""
        assert result.status == status
        if removed:
            with pytest.raises(NotFoundError):
                engine.containers.inspect(chosen)
        else:
            engine.containers.remove(chosen)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(once, range(100)))


def test_pulls_a_missing_image_and_says_so_on_stderr(
    dockctl: Dockctl, engine: Engine, hub: PrivateEngine
) -> None:
    assert hub.host
    remove_image(engine, "test/everything")
    result = dockctl("run", "--rm", "test/everything")
    assert result.stdout == "entrypoint default\n"
    lines = result.stderr.splitlines()
    assert lines[:2] == [
        "Unable to find image 'test/everything:latest' locally",
        "latest: Pulling from test/everything",
    ]
    assert lines[-1] == "Status: Downloaded newer image for test/everything:latest"
    assert result.status == 0


def test_quiet_says_nothing_of_the_pull(dockctl: Dockctl, engine: Engine, hub: PrivateEngine) -> None:
    assert hub.host
    remove_image(engine, "test/healthcheck")
    result = dockctl("run", "--rm", "-q", "test/healthcheck", "echo", "hi")
    assert (result.stdout, result.stderr, result.status) == ("hi\n", "", 0)


def test_pull_never_fails_where_the_image_is_missing(
    dockctl: Dockctl, engine: Engine, hub: PrivateEngine
) -> None:
    assert hub.host
    remove_image(engine, "test/layers:30")
    result = dockctl("run", "--rm", "--pull=never", "test/layers:30", "true")
    assert result.stdout == ""
    assert result.stderr == "dockctl: Error response from daemon: No such image: test/layers:30" + HELP
    assert result.status == 125


def test_pull_always_asks_the_registry(dockctl: Dockctl, hub: PrivateEngine, alpine: str) -> None:
    assert hub.host
    result = dockctl("run", "--rm", "--pull", "always", alpine, "true")
    assert result.stderr.splitlines()[-1] == "Status: Image is up to date for alpine:latest"
    assert result.status == 0


def test_detached_prints_the_whole_id_alone(dockctl: Dockctl, engine: Engine, alpine: str, name: str) -> None:
    result = dockctl("run", "-d", "--name", name, alpine, "sleep", "60")
    assert result.stdout == f"{engine.containers.inspect(name)['Id']}\n"
    assert len(result.stdout) == 65
    assert result.stderr == ""
    assert result.status == 0
    assert dockctl("ps", "-q", "--no-trunc").stdout.count(result.stdout) == 1


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (["nosuchcommand"], 127, 'exec: "nosuchcommand": executable file not found in $PATH'),
        (["/nosuch"], 127, "no such file or directory"),
        (["/etc"], 126, "permission denied"),
    ],
)
@pytest.mark.parametrize("removed", [["--rm"], []])
def test_a_command_that_cant_start_gives_dockers_status(
    dockctl: Dockctl,
    alpine: str,
    name: str,
    arguments: list[str],
    status: int,
    words: str,
    removed: list[str],
) -> None:
    result = dockctl("run", *removed, "--name", name, alpine, *arguments)
    assert result.stdout == ""
    assert result.stderr.startswith("dockctl: Error response from daemon: ")
    assert words in result.stderr
    assert result.stderr.endswith(HELP)
    assert result.status == status


def test_a_name_in_use_is_125(dockctl: Dockctl, alpine: str, name: str) -> None:
    first = dockctl("run", "-d", "--name", name, alpine, "sleep", "60").stdout.strip()
    result = dockctl("run", "--name", name, alpine, "true")
    assert result.stderr == (
        f'dockctl: Error response from daemon: Conflict. The container name "/{name}" is already in use by'
        f' container "{first}". You have to remove (or rename) that container to be able to reuse that name.{HELP}'
    )
    assert result.status == 125


def test_environment_workdir_user_and_entrypoint(
    dockctl: Dockctl, alpine: str, environment: dict[str, str]
) -> None:
    script = 'echo "$A|$B|$C"; pwd; id -u'
    result = dockctl(
        "run", "--rm", "-e", "A=1=2", "--env", "B", "-eC=x y", "-w", "/tmp", "-u", "65534",  # noqa: S108
        "--entrypoint", "sh", alpine, "-c", script,
        environment=environment | {"B": "from here"},
    )  # fmt: skip
    assert result.stdout == "1=2|from here|x y\n/tmp\n65534\n"
    assert result.status == 0


def test_everything_after_the_image_belongs_to_the_container(dockctl: Dockctl, alpine: str) -> None:
    result = dockctl("run", "--rm=true", alpine, "echo", "--rm", "-e", "--help", "--", "x")
    assert result.stdout == "--rm -e --help -- x\n"


def test_rm_false_keeps_the_container(dockctl: Dockctl, engine: Engine, alpine: str, name: str) -> None:
    dockctl("run", "--rm=false", "--name", name, alpine, "true")
    assert engine.containers.inspect(name)["Name"] == f"/{name}"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGUSR1])
def test_signals_reach_the_container(
    program: list[str],
    environment: dict[str, str],
    alpine: str,
    number: signal.Signals,
) -> None:
    trap = (
        f'trap "echo got; exit 7" {number.name.removeprefix("SIG")}; echo ready; while :; do sleep 0.05; done'
    )
    command = [*program, "run", "--rm", alpine, "sh", "-c", trap]
    with started(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        process.send_signal(number)
        assert process.stdout.read() == "got\n"
        assert process.wait(TIMEOUT) == 7


def test_the_third_interrupt_ends_the_client(
    program: list[str],
    environment: dict[str, str],
    engine: Engine,
    alpine: str,
    name: str,
) -> None:
    script = "trap '' INT; echo ready; sleep 60"
    command = [*program, "run", "--name", name, alpine, "sh", "-c", script]
    pipe = subprocess.PIPE
    with started(command, stdout=pipe, stderr=pipe, text=True, env=environment) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline() == "ready\n"
        kills = engine.system.events(filters={"event": ["kill"], "container": [name]})
        for _ in range(2):
            process.send_signal(signal.SIGINT)
            next(kills)  # it has been passed on: two that wait together would be one
            assert process.poll() is None
        process.send_signal(signal.SIGINT)
        assert process.stderr.read() == "\ngot 3 SIGTERM/SIGINTs, forcefully exiting\n"
        assert process.wait(TIMEOUT) == 1


def test_a_reader_that_goes_away_ends_the_client_quietly(
    program: list[str],
    environment: dict[str, str],
    engine: Engine,
    alpine: str,
    name: str,
) -> None:
    script = '"$@" | head -n 1; echo "${PIPESTATUS[0]}"'
    command = ["bash", "-c", script, "bash", *program, "run", "--rm", "--name", name, alpine, "yes"]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=60, check=False)
    assert done.stdout == "y\n141\n"
    assert done.stderr == ""
    assert engine.containers.inspect(name)["Name"] == f"/{name}"  # as with docker, it runs on


@pytest.mark.parametrize("command", [["run", "--rm", "alpine", "echo", "hi"], ["ps"], ["version"]])
def test_a_full_disk_is_an_error(
    program: list[str],
    environment: dict[str, str],
    alpine: str,
    command: list[str],
) -> None:
    assert alpine
    with open("/dev/full", "wb") as full:  # noqa: PTH123
        done = subprocess.run(
            [*program, *command],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            env=environment,
            timeout=60,
            check=False,
        )
    assert done.stderr == "write /dev/stdout: no space left on device\n"
    assert done.returncode == 1


def test_create_prints_the_id_and_starts_nothing(
    dockctl: Dockctl,
    engine: Engine,
    alpine: str,
    name: str,
) -> None:
    result = dockctl("create", "--name", name, alpine, "true")
    assert result.stdout == f"{engine.containers.inspect(name)['Id']}\n"
    assert result.status == 0
    assert result.stderr == ""
    assert [
        item["State"] for item in engine.containers.list(all_=True) if f"/{name}" in (item["Names"] or [])
    ] == [
        "created",
    ]
