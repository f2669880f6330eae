"""Jobs of a real shell: what reads the terminal reads nothing in the background, and goes on there."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import signal
from typing import TYPE_CHECKING

import pexpect
import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.conftest import Dockctl

SCRIPT = "echo up; read a; echo got-$a; read b; echo second-$b; read c; echo third-$c; exit 5"
COMMANDS = ["run -i", "run -it", "exec -i", "exec -it", "start -ai"]


class Shell:
    """An interactive bash, and ``job``, the process that was started last in its background."""

    def __init__(self, program: list[str], environment: dict[str, str]) -> None:
        kept = {name: value for name, value in environment.items() if name not in {"COLUMNS", "PROMPT_COMMAND"}}
        self.process: pexpect.spawn[bytes] = pexpect.spawn(
            "bash",
            ["--norc", "--noprofile", "-i"],
            env=kept | {"TERM": "dumb", "PS1": "SHELL> ", "D": shlex.join(program), "HISTFILE": ""},
            timeout=60,
            dimensions=(50, 500),
        )
        self.process.expect_exact("SHELL> ")
        self.job = 0

    def start(self, line: str) -> None:
        """Start the program in the background, and wait for its first output."""
        self.process.sendline(f"$D {line} & echo pid-$!")
        self.process.expect(rb"pid-(\d+)")
        match = self.process.match
        assert isinstance(match, re.Match)
        self.job = int(match[1])
        self.process.expect(r"\bup\r")

    def answers(self, number: int) -> None:
        """Check that what is typed is for the shell."""
        for _ in range(2):
            self.process.sendline(f"echo shell-$(({number}+1))")
            self.process.expect_exact(f"shell-{number + 1}")

    def foreground(self) -> None:
        """Bring the job to the foreground."""
        self.process.sendline("fg")
        self.process.expect_exact("SCRIPT")

    def background(self) -> None:
        """Let the job, which is stopped, go on in the background."""
        self.process.sendline("bg")
        self.process.expect_exact("SCRIPT")

    def stop(self, *, keys: bool) -> None:
        """Stop the job, by Ctrl-Z or by the signal of it."""
        if keys:
            self.process.send("\x1a")
        else:
            os.kill(self.job, signal.SIGTSTP)
        self.process.expect_exact("Stopped")
        self.process.expect_exact("SHELL> ")


@pytest.fixture
def shell(program: list[str], environment: dict[str, str]) -> Iterator[Shell]:
    if not shutil.which("bash"):
        pytest.skip("there is no bash")
    shell = Shell(program, environment | {"SCRIPT": SCRIPT})
    yield shell
    shell.process.close(force=True)


def command_line(dockctl: Dockctl, kind: str, name: str, image: str) -> str:
    """Prepare what ``kind`` needs, and return its whole command line; the script is behind a variable of its name."""
    command, flags = kind.split()
    if command == "run":
        return f'run {flags} --network none --name {name} {image} sh -c "$SCRIPT"'
    if command == "start":
        dockctl("create", "-i", "--network", "none", "--name", name, image, "sh", "-c", SCRIPT)
        return f"start {flags} {name} ${{SCRIPT:0:0}}"
    dockctl("run", "-d", "--network", "none", "--name", name, image, "sleep", "300")
    return f'exec {flags} {name} sh -c "$SCRIPT"'


@pytest.mark.parametrize("kind", COMMANDS)
def test_a_job_goes_to_and_fro(shell: Shell, dockctl: Dockctl, alpine: str, name: str, kind: str) -> None:
    keys = "t" not in kind.split()[1]
    shell.start(command_line(dockctl, kind, name, alpine))
    shell.answers(1)
    shell.foreground()
    shell.process.sendline("words")
    shell.process.expect_exact("got-words")
    shell.stop(keys=keys)
    shell.answers(3)
    shell.background()
    shell.answers(5)
    shell.foreground()
    shell.process.sendline("more")
    shell.process.expect_exact("second-more")
    shell.stop(keys=keys)
    shell.foreground()
    shell.process.sendline("last")
    shell.process.expect_exact("third-last")
    shell.process.expect_exact("SHELL> ")
    shell.process.sendline("echo status-$?")
    shell.process.expect_exact("status-5")


@pytest.mark.parametrize("kind", ["run -i", "run -it", "exec -it"])
def test_a_job_in_the_background_ends_with_its_container(
    shell: Shell, dockctl: Dockctl, alpine: str, name: str, kind: str
) -> None:
    line = command_line(dockctl, kind, name, alpine).replace('"$SCRIPT"', "'echo up; sleep 1; exit 3'")
    shell.start(line)
    shell.process.sendline("wait %1; echo status-$?")
    shell.process.expect_exact("status-3")
