"""``run -it`` and its relatives in a real pseudo-terminal."""

from __future__ import annotations

import signal
import subprocess
import termios
import time
from typing import TYPE_CHECKING

import pexpect
import pytest

from tests.engine.private import PrivateEngine
from tests.processes import wait_until

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from dockctl.engine.client import Engine
    from tests.conftest import Dockctl

    Spawn = Callable[..., pexpect.spawn[bytes]]

PROMPT = "# "


@pytest.fixture
def spawn(program: list[str], environment: dict[str, str]) -> Iterator[Callable[..., pexpect.spawn[bytes]]]:
    """Run the program in a terminal of 30 lines and 100 columns."""
    started: list[pexpect.spawn[bytes]] = []
    changed = {name: value for name, value in environment.items() if name != "COLUMNS"} | {"TERM": "xterm"}

    def start(*arguments: str) -> pexpect.spawn[bytes]:
        command = [*program, *arguments]
        process: pexpect.spawn[bytes] = pexpect.spawn(
            command[0],
            command[1:],
            env=changed,
            timeout=20,
            dimensions=(30, 100),
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.close(force=True)


def finish(process: pexpect.spawn[bytes]) -> int:
    process.expect(pexpect.EOF)
    process.close()
    return int(-1 if process.exitstatus is None else process.exitstatus)


def is_raw(process: pexpect.spawn[bytes]) -> bool:
    return not termios.tcgetattr(process.child_fd)[3] & termios.ICANON


def expect_size(process: pexpect.spawn[bytes], size: str) -> None:
    """Ask the shell for its terminal's size until it is ``size``: the engine is told of a new one a little later."""
    for _ in range(100):
        process.sendline("stty size; echo asked-$((1+1))")
        if process.expect([size, "asked-2"]) == 0:
            process.expect("asked-2")
            return
        time.sleep(0.1)
    pytest.fail(f"the terminal's size has not become {size}")


def wait_for(condition: Callable[[], bool]) -> None:
    wait_until(condition)


def test_a_shell_with_its_size_its_keys_and_its_status(spawn: Spawn, alpine: str) -> None:
    process = spawn("run", "-it", "--rm", alpine, "sh")
    process.expect(PROMPT)
    assert is_raw(process)
    process.sendline("stty size; echo hi-$((1+1))")
    process.expect("30 100")
    process.expect("hi-2")
    process.setwinsize(40, 120)
    expect_size(process, "40 120")
    process.sendline("echo asleep-$((1+1)); sleep 100")
    process.expect("asleep-2")
    process.send("\x03")
    process.expect(PROMPT)
    process.sendline("exit 7")
    assert finish(process) == 7


def test_the_detach_keys_leave_it_running(spawn: Spawn, engine: Engine, alpine: str, name: str) -> None:
    process = spawn("run", "-it", "--name", name, alpine, "sh")
    process.expect(PROMPT)
    process.send("\x10")
    time.sleep(0.2)  # most often two reads then; either way it holds
    process.send("\x11")
    assert finish(process) == 0
    assert engine.containers.inspect(name)["State"]["Running"]
    again = spawn("attach", name)
    again.sendline("echo back-$((1+1))")
    again.expect("back-2")
    expect_size(again, "30 100")
    again.send("\x10\x11")
    again.expect("read escape sequence")
    assert finish(again) == 1
    last = spawn("attach", name)
    last.sendline("exit 9")
    assert finish(last) == 9


def test_keys_that_only_begin_the_sequence_reach_the_container(spawn: Spawn, alpine: str) -> None:
    process = spawn(
        "run",
        "-it",
        "--rm",
        "--detach-keys",
        "ctrl-a,b,c",
        alpine,
        "sh",
        "-c",
        "stty raw -echo; echo ok; cat",
    )
    process.expect("ok")
    process.send("\x01bx\x01by")
    process.expect_exact(b"\x01bx\x01by")
    process.send("\x01bc")
    assert finish(process) == 0


def test_detaching_while_output_flows(spawn: Spawn, engine: Engine, alpine: str, name: str) -> None:
    for number in range(5):
        process = spawn(
            "run", "-it", "--name", f"{name}-{number}", alpine, "sh", "-c", "while :; do echo flowing; done"
        )
        process.expect("flowing")
        process.send("\x10\x11")
        assert finish(process) == 0
        engine.containers.remove(f"{name}-{number}", force=True)


def test_exec_has_a_terminal_of_its_own(spawn: Spawn, dockctl: Dockctl, alpine: str, name: str) -> None:
    dockctl("run", "-d", "--name", name, alpine, "sleep", "300")
    process = spawn("exec", "-it", name, "sh")
    process.expect(PROMPT)
    process.sendline("stty size; tty")
    process.expect("30 100")
    process.setwinsize(35, 90)
    expect_size(process, "35 90")
    process.sendline("exit 6")
    assert finish(process) == 6


def test_start_attached_and_interactive(spawn: Spawn, dockctl: Dockctl, alpine: str, name: str) -> None:
    assert dockctl("create", "-it", "--name", name, alpine, "sh").status == 0
    process = spawn("start", "-ai", name)
    process.expect(PROMPT)
    process.sendline("exit 4")
    assert finish(process) == 4


@pytest.mark.parametrize("end", ["exit", "kill the container", "kill -TERM exec"])
def test_the_terminal_is_given_back(
    spawn: Spawn,
    engine: Engine,
    dockctl: Dockctl,
    alpine: str,
    name: str,
    end: str,
) -> None:
    if end == "kill -TERM exec":
        dockctl("run", "-d", "--name", name, alpine, "sleep", "300")
        process = spawn("exec", "-it", name, "sh")
    else:
        process = spawn("run", "-it", "--name", name, alpine, "sh")
    process.expect(PROMPT)
    wait_for(lambda: is_raw(process))
    if end == "exit":
        process.sendline("exit")
    elif end == "kill the container":
        engine.containers.remove(name, force=True)
    else:
        process.kill(signal.SIGTERM)
    wait_for(lambda: not process.isalive() or not is_raw(process))
    assert not is_raw(process)
    process.expect(pexpect.EOF)


def test_suspending_gives_the_terminal_back_for_that_time(spawn: Spawn, alpine: str) -> None:
    process = spawn("run", "-it", "--rm", alpine, "sh")
    process.expect(PROMPT)
    wait_for(lambda: is_raw(process))
    process.kill(signal.SIGTSTP)
    wait_for(lambda: not is_raw(process))
    process.kill(signal.SIGCONT)
    wait_for(lambda: is_raw(process))
    process.sendline("echo still-$((1+1))")
    process.expect("still-2")
    process.sendline("exit 3")
    assert finish(process) == 3


def test_a_terminal_for_output_alone(program: list[str], environment: dict[str, str], alpine: str) -> None:
    command = [*program, "run", "--rm", "-t", alpine, "echo", "a"]
    done = subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        env=environment,
        timeout=60,
        check=False,
    )
    assert (done.stdout, done.stderr, done.returncode) == (b"a\r\n", b"", 0)


def test_three_terminations_give_the_terminal_back(spawn: Spawn, alpine: str) -> None:
    process = spawn("run", "-it", "--rm", alpine, "sh", "-c", "trap '' TERM; echo ready; sleep 100")
    process.expect("ready")
    wait_for(lambda: is_raw(process))
    # Two that wait together are one: there may have to be more than three.
    process.kill(signal.SIGTERM)
    while process.expect(["forcefully exiting", pexpect.TIMEOUT], timeout=2):
        process.kill(signal.SIGTERM)
    assert not is_raw(process)
    assert finish(process) == 1


def test_a_lost_engine_gives_the_terminal_back(program: list[str], environment: dict[str, str]) -> None:
    with PrivateEngine() as own:
        command = [*program, "-H", own.host, "run", "-it", "alpine", "sh"]
        process: pexpect.spawn[bytes] = pexpect.spawn(command[0], command[1:], env=environment, timeout=30)
        process.expect(PROMPT)
        wait_for(lambda: is_raw(process))
        own.restart()
        process.expect("lost the ")
        assert not is_raw(process)
        assert finish(process) == 125
