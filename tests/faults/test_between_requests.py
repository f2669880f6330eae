"""What happens to a container between two requests of a command: the command ends, and tells what is so now."""

from __future__ import annotations

import signal
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.faults.proxy import Fault, FaultProxy, Hold, http

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from dockctl.engine.client import Engine
    from tests.conftest import Dockctl

    RunUntil = Callable[..., tuple[str, str, int]]

DEADLINE = 60
STOPPED = "You cannot attach to a stopped container, start it first\n"


@pytest.fixture(scope="module")
def proxy(host: str) -> Iterator[FaultProxy]:
    if not host.startswith("unix://"):
        pytest.skip("the proxy stands before a unix socket")
    with FaultProxy(host) as proxy:
        yield proxy


@pytest.fixture
def sleeping(dockctl: Dockctl, alpine: str, name: str) -> str:
    """The ID of a container called ``name`` that runs."""
    done = dockctl("run", "-d", "--network", "none", "--label", name, "--name", name, alpine, "sleep", "300")
    assert (done.stderr, done.status) == ("", 0)
    return done.stdout.strip()


@pytest.fixture
def run_until(program: list[str], environment: dict[str, str], proxy: FaultProxy) -> RunUntil:
    """Run a command, do something when it makes the request ``target``, and let it go on to its end."""

    def call(target: str, act: Callable[[], object], *arguments: str) -> tuple[str, str, int]:
        hold = Hold()
        proxy.set(Fault("held", target, hold=hold))
        process = subprocess.Popen(
            [*program, *arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=environment | {"DOCKER_HOST": proxy.host},
        )
        try:
            assert hold.arrived.wait(DEADLINE), f"{target} was not asked for"
            act()
            hold.released.set()
            stdout, stderr = process.communicate(timeout=DEADLINE)
        finally:
            hold.released.set()
            process.kill()
            process.communicate()
        return stdout, stderr, process.returncode

    return call


def end(engine: Engine, name: str) -> None:
    """Kill a container, and return when it has ended."""
    pending = engine.containers.wait(name)
    engine.containers.kill(name)
    pending.result()


def test_attach_to_one_that_has_ended_meanwhile(
    run_until: RunUntil, engine: Engine, sleeping: str, name: str
) -> None:
    ending = run_until(f"^POST /containers/{sleeping}/attach", lambda: end(engine, name), "attach", name)
    assert ending == ("", STOPPED, 1)


def test_attach_to_one_that_has_gone_meanwhile(
    run_until: RunUntil, engine: Engine, sleeping: str, name: str
) -> None:
    ending = run_until(
        f"^GET /containers/{sleeping}/json",
        lambda: engine.containers.remove(name, force=True),
        "attach",
        name,
    )
    assert ending == ("", f"Error response from daemon: No such container: {name}\n", 1)


@pytest.mark.parametrize(
    ("request_line", "command", "status"),
    [("attach", ["start", "-a"], 1), ("wait", ["start", "-a"], 1), ("start", ["start", "-a"], 1), ("exec", ["exec"], 1)],
)  # fmt: skip
def test_nothing_waits_for_a_container_that_has_gone(
    run_until: RunUntil, engine: Engine, sleeping: str, name: str, request_line: str, command: list[str], status: int
) -> None:  # fmt: skip
    words = ["true"] if command == ["exec"] else []
    stdout, stderr, found = run_until(
        f"^POST /containers/({sleeping}|{name})/{request_line}",
        lambda: engine.containers.remove(name, force=True),
        *command,
        name,
        *words,
    )
    assert (stdout, found) == ("", status)
    assert f"No such container: {name if command == ['exec'] else sleeping}" in stderr


def test_stats_leave_out_a_listed_one_that_has_gone(
    run_until: RunUntil, engine: Engine, sleeping: str, name: str
) -> None:
    stdout, stderr, status = run_until(
        f"^GET /containers/{sleeping[:12]}/stats",
        lambda: engine.containers.remove(name, force=True),
        "stats",
        "--no-stream",
        "--format",
        "{{.Name}}",
    )
    assert (name in stdout, stderr, status) == (False, "", 0)


@pytest.mark.parametrize("flags", [[], ["--since", "start"], ["--since", "last"]])
def test_logs_leave_out_a_listed_one_that_has_gone(
    run_until: RunUntil, engine: Engine, name: str, flags: list[str], sleeping: str
) -> None:
    assert sleeping
    ending = run_until(
        f"^GET /containers/{name}/json",
        lambda: engine.containers.remove(name, force=True),
        "logs",
        *flags,
        "--filter",
        f"label={name}",
    )
    assert ending == ("", "", 0)


def test_one_that_is_replaced_may_have_gone(
    run_until: RunUntil, engine: Engine, alpine: str, sleeping: str, name: str
) -> None:
    stdout, stderr, status = run_until(
        f"^POST /containers/{sleeping}/stop",
        lambda: engine.containers.remove(name, force=True),
        *["run", "-d", "--network", "none", "--replace", "--name", name, alpine, "sleep", "300"],
    )
    assert (stderr, status) == ("", 0)
    assert engine.containers.inspect(name)["Id"] == stdout.strip()


def test_waiting_for_a_port_of_one_that_has_ended(
    run_until: RunUntil, engine: Engine, sleeping: str, name: str
) -> None:
    stdout, stderr, status = run_until(
        f"^POST /containers/{sleeping}/exec",
        lambda: end(engine, name),
        *["wait", "--condition", "port=80", name],
    )
    assert (stdout, status) == ("", 1)
    assert (
        f"container {name} is not ready: it exited with status 137 before it listened on port 80/tcp" in stderr
    )


def test_a_signal_that_nobody_takes_ends_us(
    program: list[str], environment: dict[str, str], proxy: FaultProxy, engine: Engine, alpine: str, name: str
) -> None:
    script = "while :; do echo tick; sleep 0.1; done"
    refusal = http(b'{"message":"Container is not running"}', status="409 Conflict")
    proxy.set(Fault("refused", "^POST /containers/[^/]+/kill", instead=refusal))
    command = [*program, "run", "--network", "none", "--name", name, alpine, "sh", "-c", script]
    surroundings = environment | {"DOCKER_HOST": proxy.host}
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=surroundings) as process:
        assert process.stdout is not None
        try:
            assert process.stdout.readline() == b"tick\n"
            process.send_signal(signal.SIGTERM)
            process.communicate(timeout=DEADLINE)
        finally:
            process.kill()
        assert process.returncode == 143
    assert engine.containers.inspect(name)["State"]["Running"]
