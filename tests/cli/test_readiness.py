"""--wait and its relatives, and run --timeout: what is ready, what isn't, and why."""

from __future__ import annotations

import signal
import subprocess
import time
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from dockctl.errors import EngineError
from dockctl.options.readiness import parse_readiness
from dockctl.render.units import go_duration
from tests.processes import started

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dockctl.engine.client import Engine
    from tests.conftest import Dockctl

LABEL = "dockctl-readiness"
LISTENS = "sleep 0.5; exec nc -ll -p 8000 -e true"
STUBBORN = "trap '' TERM; while :; do echo tick; sleep 0.2; done"


@pytest.fixture(autouse=True)
def nothing_left(engine: Engine, alpine: str) -> Iterator[None]:
    """Remove what a test has left to be looked at."""
    assert alpine
    yield
    for found in engine.containers.list(all_=True, filters={"label": [LABEL]}):
        with suppress(EngineError):  # the engine is at it
            engine.containers.remove(found["Id"], force=True)


def there(engine: Engine) -> list[str]:
    """Return the states of the containers of this test."""
    return [item["State"] for item in engine.containers.list(all_=True, filters={"label": [LABEL]})]


def detached(dockctl: Dockctl, *words: str) -> tuple[str, str, int]:
    result = dockctl("run", "-d", "--label", LABEL, *words)
    return result.stdout, result.stderr, result.status


@pytest.mark.parametrize(
    ("conditions", "flags", "script"),
    [
        (["running"], [], "sleep 60"),
        (["log=^ready"], [], "sleep 0.5; echo ready now; sleep 60"),
        (["log=on stderr"], ["-t"], "sleep 0.3; echo on stderr >&2; sleep 60"),
        (["log=quick"], [], "echo quick"),
        (["log=quick"], ["--rm"], "printf quick"),
        (["log=unlogged"], ["--log-driver", "none"], "echo unlogged; sleep 60"),
        (["port=8000"], [], LISTENS),
        (["port=8000/tcp", "running", "log=go"], [], f"echo go; {LISTENS}"),
        (["healthy"], ["--health-cmd", "test -e /ready", "--health-interval", "200ms", "--health-retries", "50"],
         "sleep 0.5; touch /ready; sleep 60"),
    ],
)  # fmt: skip
def test_the_id_comes_when_it_is_ready(
    dockctl: Dockctl, conditions: list[str], flags: list[str], script: str
) -> None:
    wanted = [word for condition in conditions for word in ("--wait", condition)]
    out, err, status = detached(dockctl, *wanted, *flags, "alpine", "sh", "-c", script)
    assert (len(out.strip()), err, status) == (64, "", 0)


def test_one_that_ends_before_says_how_and_shows_its_last_output(dockctl: Dockctl, engine: Engine) -> None:
    script = "for i in $(seq 30); do echo line $i; done; exit 3"
    out, err, status = detached(
        dockctl, "--name", "dockctl-ends", "--wait", "log=never", "alpine", "sh", "-c", script
    )
    lines = err.splitlines()
    assert (out, status) == ("", 1)
    assert lines[0] == (
        "container dockctl-ends is not ready: it exited with status 3 before its log had a line with never"
    )
    assert lines[2:] == [f"  line {number}" for number in range(11, 31)]
    assert there(engine) == ["exited"]


def test_one_that_is_unhealthy_shows_its_last_check(dockctl: Dockctl) -> None:
    check = ["--health-cmd", "echo why; exit 1", "--health-interval", "200ms", "--health-retries", "2"]
    out, err, status = detached(dockctl, "--wait", "healthy", *check, "alpine", "sleep", "60")
    assert (out, status) == ("", 1)
    assert "it is unhealthy" in err
    assert "last health check (exit status 1): why" in err


def test_without_a_health_check_nothing_gets_healthy(dockctl: Dockctl) -> None:
    out, err, status = detached(dockctl, "--wait", "healthy", "alpine", "sleep", "60")
    assert (out, status) == ("", 1)
    assert "it has no health check\nhint: give it one" in err


@pytest.mark.parametrize("flags", [[], ["--rm"]])
def test_the_deadline_is_124_and_what_is_to_be_removed_goes(
    dockctl: Dockctl, engine: Engine, flags: list[str]
) -> None:
    started = time.monotonic()
    out, err, status = detached(
        dockctl, *flags, "--wait", "port=1", "--wait-timeout", "1s", "alpine", "sleep", "60"
    )
    assert (out, status) == ("", 124)
    assert "1s were over before it listened on port 1/tcp" in err
    assert time.monotonic() - started < 50  # the container runs for 60
    assert there(engine) == ([] if flags else ["running"])


def test_start_restart_and_wait_have_it_too(dockctl: Dockctl, name: str) -> None:
    dockctl("create", "--name", name, "alpine", "sh", "-c", f"echo up; {LISTENS}")
    for words in (["start", "--wait", "port=8000"], ["restart", "-t", "0", "--wait", "port=8000"],
                  ["wait", "--condition", "log=^up$", "--condition", "running"]):  # fmt: skip
        result = dockctl(*words, name)
        assert (result.stdout, result.stderr, result.status) == (f"{name}\n", "", 0)
    result = dockctl("wait", "--condition", "port=9", "--timeout", "500ms", name)
    assert (result.stdout, result.status) == ("", 124)
    result = dockctl("wait", "--timeout", "300ms", name)
    assert (result.stdout, result.stderr, result.status) == (
        "", f"container {name} still runs after 300ms\n", 124
    )  # fmt: skip
    dockctl("kill", name)
    assert dockctl("wait", "--timeout", "10s", name).stdout == "137\n"


def test_of_several_each_is_told(dockctl: Dockctl, name: str) -> None:
    dockctl("create", "--name", name, "alpine", "sleep", "60")
    result = dockctl("start", "--wait", "running", name, "nosuch")
    assert (result.stdout, result.status) == (f"{name}\n", 1)
    assert result.stderr == "Error response from daemon: No such container: nosuch\n"


@pytest.mark.parametrize(
    "text", ["", "ready", "log=", "log=(", "port=", "port=0", "port=65536", "port=8/sctp", "port=²"]
)
def test_no_other_condition(dockctl: Dockctl, text: str) -> None:
    with pytest.raises(ValueError, match=r"must be|not a regular"):
        parse_readiness(text)
    assert dockctl("run", "-d", "--wait", text, "alpine").status == 125


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--wait", "running"], "--wait needs -d"),
        (["-d", "--timeout", "1s"], "--timeout needs an attached container"),
        (["-d", "--on-abort", "stop"], "--on-abort needs an attached container"),
        (["-d", "--wait-timeout", "1s"], "--wait-timeout needs --wait"),
        (["--timeout-grace", "1s"], "need --timeout"),
        (["--show-values"], "--show-values needs --print-env"),
        (["--on-abort", "run"], 'must be one of "keep", "stop" or "kill"'),
    ],
)
def test_what_does_not_go_together(dockctl: Dockctl, words: list[str], message: str) -> None:
    result = dockctl("run", *words, "alpine")
    assert result.stdout == ""
    assert message in result.stderr


@pytest.mark.parametrize("flags", [[], ["--rm"]])
def test_a_container_whose_time_is_over_is_ended_and_its_output_whole(
    dockctl: Dockctl, engine: Engine, flags: list[str]
) -> None:
    words = ["--label", LABEL, "--timeout", "1s", "--timeout-grace", "500ms", "--name", "dockctl-late"]
    result = dockctl("run", *words, *flags, "alpine", "sh", "-c", STUBBORN)
    assert result.status == 124
    assert set(result.stdout.splitlines()) == {"tick"}
    assert result.stderr == "dockctl: timed out after 1s (container dockctl-late)\n"
    assert there(engine) == ([] if flags else ["exited"])


def test_the_signal_of_the_deadline_can_be_answered(dockctl: Dockctl) -> None:
    script = "trap 'echo bye; exit 5' USR1; while :; do sleep 0.1; done"
    words = ["--label", LABEL, "--timeout", "500ms", "--timeout-signal", "USR1"]
    result = dockctl("run", *words, "alpine", "sh", "-c", script)
    assert (result.stdout, result.status) == ("bye\n", 124)


def test_one_that_ends_in_time_has_its_own_status(dockctl: Dockctl) -> None:
    result = dockctl("run", "--label", LABEL, "--timeout", "30s", "alpine", "sh", "-c", "echo a; exit 7")
    assert (result.stdout, result.stderr, result.status) == ("a\n", "", 7)


@pytest.mark.parametrize(
    ("end", "signals", "state"), [("keep", 3, "running"), ("stop", 2, "exited"), ("kill", 2, "exited")]
)
def test_a_container_that_is_left_is_ended_if_asked_for(
    program: list[str], environment: dict[str, str], engine: Engine, end: str, signals: int, state: str
) -> None:
    command = [
        *program,
        "run",
        "--label",
        LABEL,
        "--stop-timeout",
        "1",
        "--on-abort",
        end,
        "alpine",
        "sh",
        "-c",
        STUBBORN,
    ]
    with started(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"tick\n"
        kills = engine.system.events(filters={"event": ["kill"], "label": [LABEL]})
        for _ in range(signals - 1):
            process.send_signal(signal.SIGTERM)
            next(kills)  # it has been passed on: two that wait together would be one
        process.send_signal(signal.SIGTERM)
        _, err = process.communicate(timeout=60)
    assert f"got {signals} SIGTERM/SIGINTs, forcefully exiting".encode() in err
    assert there(engine) == [state]


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(600, "10m0s"), (1.5, "1.5s"), (0.3, "300ms"), (3661, "1h1m1s"), (1, "1s"), (90.25, "1m30.25s")],
)
def test_durations_are_written_as_go_does(seconds: float, text: str) -> None:
    assert go_duration(seconds) == text
