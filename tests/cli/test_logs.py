"""dockctl logs: of one container as docker prints them, of several by time."""

from __future__ import annotations

import re
import signal
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.processes import started

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dockctl.engine.client import Engine
    from tests.conftest import Dockctl


@pytest.fixture
def pair(name: str, engine: Engine, alpine: str) -> Iterator[list[str]]:
    """Two containers that wrote in turn, one line every tenth of a second."""
    chosen = [f"{name}-a", f"{name}-bb"]
    for each in chosen:
        engine.containers.create({"Image": alpine, "Cmd": ["sh", "-c", _turns(each)]}, name=each)
    pending = [engine.containers.wait(each, condition="next-exit") for each in chosen]
    for each in chosen:
        engine.containers.start(each)
    for wait in pending:
        wait.result()
    yield chosen
    for each in chosen:
        engine.containers.remove(each, force=True)


def _turns(name: str) -> str:
    return f"for i in 1 2 3; do echo {name[-1]}$i; sleep 0.3; done; echo err-{name[-1]} >&2"


def test_the_streams_stay_apart(dockctl: Dockctl, alpine: str, name: str) -> None:
    dockctl("run", "--name", name, alpine, "sh", "-c", "echo out; echo err >&2; printf 'no newline'")
    result = dockctl("logs", name)
    assert (result.stdout, result.stderr, result.status) == ("out\nno newline", "err\n", 0)
    assert dockctl("logs", "--stdout", name).stderr == ""
    assert dockctl("logs", "--stderr", name).stdout == ""
    assert dockctl("logs", "--stderr", name).stderr == "err\n"
    both = dockctl("logs", "--stderr", "--stdout", name)
    assert (both.stdout, both.stderr) == ("out\nno newline", "err\n")


def test_tail_timestamps_and_times(dockctl: Dockctl, alpine: str, name: str) -> None:
    dockctl("run", "--name", name, alpine, "sh", "-c", "echo one; sleep 1.2; echo two")
    assert dockctl("logs", "-n", "1", name).stdout == "two\n"
    assert dockctl("logs", "--tail=0", name).stdout == ""
    stamped = dockctl("logs", "-t", name).stdout.splitlines()
    assert [
        re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{9}Z (one|two)", line) is not None for line in stamped
    ] == [True] * 2
    middle = stamped[1].partition(" ")[0]
    assert dockctl("logs", "--since", middle, name).stdout == "two\n"
    assert dockctl("logs", "--until", stamped[0].partition(" ")[0], name).stdout == "one\n"
    assert dockctl("logs", "--since", "1h", name).stdout == "one\ntwo\n"
    assert dockctl("logs", "--since", "-1h", name).stdout == ""


def test_a_tail_that_is_no_number_is_refused(dockctl: Dockctl) -> None:
    result = dockctl("logs", "--tail", "x", "any")
    assert result.stderr == 'invalid value for "tail": "x" is neither a number nor "all"\n'
    assert result.status == 1


def test_a_containers_terminal_is_passed_through(
    dockctl: Dockctl, engine: Engine, alpine: str, name: str
) -> None:
    engine.containers.create(
        {"Image": alpine, "Cmd": ["sh", "-c", "echo a; echo b >&2"], "Tty": True}, name=name
    )
    pending = engine.containers.wait(name, condition="next-exit")
    engine.containers.start(name)
    pending.result()
    result = dockctl("logs", name)
    assert (result.stdout, result.stderr, result.status) == ("a\r\nb\r\n", "", 0)


def test_following_passes_lines_on_as_they_come(
    program: list[str],
    environment: dict[str, str],
    dockctl: Dockctl,
    alpine: str,
    name: str,
) -> None:
    dockctl(
        "run",
        "-d",
        "--name",
        name,
        alpine,
        "sh",
        "-c",
        "echo first; until test -e /go; do sleep 0.1; done; echo last",
    )
    command = [*program, "logs", "-f", name]
    with started(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "first\n"
        assert dockctl("exec", name, "touch", "/go").status == 0
        assert process.stdout.read() == "last\n"
        assert process.wait(60) == 0


@pytest.mark.parametrize("count", [1, 2])
def test_an_interrupt_ends_following_with_130(
    program: list[str],
    environment: dict[str, str],
    dockctl: Dockctl,
    alpine: str,
    name: str,
    count: int,
) -> None:
    dockctl("run", "-d", "--name", name, alpine, "sh", "-c", "echo ready; sleep 100")
    names = [name, dockctl("ps", "-q", "-f", f"name={name}").stdout.strip()][:count]
    command = [*program, "logs", "-f", *names]
    pipe = subprocess.PIPE
    with started(command, stdout=pipe, stderr=pipe, text=True, env=environment) as process:
        assert process.stdout is not None
        assert process.stdout.readline().endswith("ready\n")
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=60)
    assert (err, process.returncode) == ("", 130)


def test_several_are_merged_by_time(dockctl: Dockctl, pair: list[str]) -> None:
    first, second = pair
    stamps = {
        line.partition(" ")[2]: line.partition(" ")[0]
        for each in pair
        for line in dockctl("logs", "-t", each).stdout.splitlines()
    }
    result = dockctl("logs", *pair)
    lines = result.stdout.splitlines()
    assert sorted(lines) == sorted(
        [f"{first}  | a{i}" for i in (1, 2, 3)] + [f"{second} | b{i}" for i in (1, 2, 3)],
    )
    assert [line[-2:] for line in lines] == sorted(stamps, key=lambda text: stamps[text])
    assert sorted(result.stderr.splitlines()) == [f"{first}  | err-a", f"{second} | err-b"]
    assert result.status == 0
    stamped = [
        line.partition(" | ")[2].partition(" ")[0] for line in dockctl("logs", "-t", *pair).stdout.splitlines()
    ]
    assert stamped == sorted(stamped)


def test_one_that_is_missing_does_not_keep_the_others(dockctl: Dockctl, pair: list[str]) -> None:
    result = dockctl("logs", "nosuch", *pair, "-n", "2")
    assert sorted(line[-2:] for line in result.stdout.splitlines()) == ["a3", "b3"]
    assert result.stderr.endswith("\nError response from daemon: No such container: nosuch\n")
    assert result.status == 1


def test_several_are_followed_to_their_ends(dockctl: Dockctl, engine: Engine, alpine: str, name: str) -> None:
    chosen = [f"{name}-1", f"{name}-2"]
    for each in chosen:
        dockctl("run", "-d", "--name", each, alpine, "sh", "-c", "for i in 1 2 3; do echo $i; sleep 0.4; done")
    result = dockctl("logs", "-f", *chosen)
    for each in chosen:
        engine.containers.remove(each, force=True)
    assert sorted(result.stdout.splitlines()) == sorted(f"{each} | {i}" for each in chosen for i in (1, 2, 3))
    assert result.status == 0
