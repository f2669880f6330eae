"""What is generated from the command tree: up to date, and good for the programs that read it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pexpect
import pyte
import pytest

if TYPE_CHECKING:
    from tests.conftest import Dockctl

ROOT = Path(__file__).parents[1]
PAGES = sorted((ROOT / "man/man1").glob("*.1"))


@pytest.mark.parametrize("script", ["completions/generate.py", "man/generate.py"])
def test_up_to_date(script: str) -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / script), "--check"],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.stdout == ""
    assert done.stderr == ""
    assert done.returncode == 0


def test_a_stale_file_fails_the_check(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "man", tmp_path / "man")
    (tmp_path / "man/man1/dockctl-ps.1").write_text("old")
    (tmp_path / "man/man1/dockctl-gone.1").write_text("of a command that is gone")
    command = [sys.executable, str(tmp_path / "man/generate.py"), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert "man/man1/dockctl-gone.1 is stale" in done.stdout
    assert "man/man1/dockctl-ps.1 is stale" in done.stdout
    assert done.returncode == 1


COMMAND = '''"""dockctl greet: no request at all."""

from __future__ import annotations

from typing import Annotated

import typer


def greet(ctx: typer.Context, loudly: Annotated[bool, typer.Option("--loudly", "-l", help="Shout")] = False) -> None:
    """Say hello."""
    ctx.obj.stdout.write("HELLO\\n" if loudly else "hello\\n")
'''
ENTRY = '    Entry("greet", "greet, container greet", CONTAINERS, "Say hello"),\n'


def test_a_command_is_a_module_and_a_line(tmp_path: Path) -> None:
    """In a copy of the tree one more is there at once: in the help, the completions and the man pages."""
    for folder in ("src", "completions", "man"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "src/dockctl/commands/greet.py").write_text(COMMAND)
    table = tmp_path / "src/dockctl/cli/table.py"
    table.write_text(table.read_text().replace("COMMANDS = (\n", f"COMMANDS = (\n{ENTRY}"))

    def run(*arguments: str) -> str:
        return subprocess.run(
            [sys.executable, *arguments],
            env={**os.environ, "PYTHONPATH": str(tmp_path / "src")},
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=True,
            timeout=60,
        ).stdout

    assert run("-m", "dockctl", "container", "greet", "-l") == "HELLO\n"
    assert "  greet       Say hello\n" in run("-m", "dockctl", "--help")
    assert "Aliases:\n  dockctl container greet, dockctl greet\n" in run("-m", "dockctl", "greet", "--help")
    run("completions/generate.py")
    run("man/generate.py")
    assert (
        "'container greet') flags='--loudly -l --help'" in (tmp_path / "completions/dockctl.bash").read_text()
    )
    assert "\\fB\\-l\\fR, \\fB\\-\\-loudly\\fR" in (tmp_path / "man/man1/dockctl-greet.1").read_text()
    assert (tmp_path / "man/man1/dockctl-container-greet.1").exists()
    assert "greet" in (tmp_path / "man/man1/dockctl.1").read_text()


@pytest.mark.skipif(not shutil.which("man"), reason="needs man-db")
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_man_shows_every_page_without_a_warning(page: Path) -> None:
    done = subprocess.run(
        ["man", "--warnings", "-E", "UTF-8", "-l", str(page)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.stderr == ""
    assert page.stem.upper() in done.stdout
    assert done.returncode == 0


class Shell:
    """An interactive shell with the completion loaded; complete() types a line and returns what TAB made of it."""

    def __init__(self, kind: str, folder: Path, environment: dict[str, str]) -> None:
        (folder / "bin").mkdir()
        wrapper = folder / "bin/dockctl"
        wrapper.write_text(f'#!/bin/sh\nexec {sys.executable} -m dockctl "$@"\n')
        wrapper.chmod(0o755)
        environment = environment | {
            "PATH": f"{folder}/bin:{environment['PATH']}",
            "TERM": "xterm",
            "PS1": "$ ",
            "LC_ALL": "C.UTF-8",
        }
        scripts = ROOT / "completions"
        commands = {
            "bash": (["bash", "--norc", "-i"], f"source {scripts}/dockctl.bash"),
            "zsh": (["zsh", "-f", "-i"], f"fpath=({scripts} $fpath); autoload -U compinit; compinit -u -D"),
            "fish": (["fish", "--no-config", "-i"], f"source {scripts}/dockctl.fish"),
        }
        command, load = commands[kind]
        self._screen = pyte.Screen(200, 50)
        self._stream = pyte.ByteStream(self._screen)
        self._process: pexpect.spawn[bytes] = pexpect.spawn(
            command[0],
            command[1:],
            env=environment,
            dimensions=(50, 200),
            timeout=20,
        )
        self._send(f"{load}; cd {folder}\r")
        self._send("printf 'rea%s\\n' dy\r")
        self._read_until("ready")

    def _send(self, text: str) -> None:
        self._process.send(text)

    def _drain(self, seconds: float) -> None:
        while True:
            try:
                self._stream.feed(self._process.read_nonblocking(65536, timeout=seconds))
            except pexpect.TIMEOUT:
                return

    def _read_until(self, word: str) -> None:
        for _ in range(100):
            self._drain(0.2)
            if any(line.startswith(word) for line in self._screen.display):
                return
        raise AssertionError("\n".join(self._screen.display))

    def complete(self, line: str, wanted: str) -> bool:
        """Type ``line`` and TAB, and tell whether ``wanted`` comes up on the screen within some seconds."""
        self._send("\x15\x0c")  # an empty line on an empty screen
        self._drain(0.3)
        self._send(f"{line}\t")
        for press in range(20):
            self._drain(0.4)
            if any(wanted in text for text in self._screen.display):
                return True
            if press in {4, 9}:
                self._send("\t")  # bash lists what it can't choose from at the second TAB
        return False

    def close(self) -> None:
        self._process.close(force=True)


@pytest.mark.parametrize("kind", ["bash", "zsh", "fish"])
def test_tab_completes_commands_flags_containers_and_images(
    dockctl: Dockctl,
    environment: dict[str, str],
    tmp_path: Path,
    alpine: str,
    name: str,
    kind: str,
) -> None:
    if not shutil.which(kind):
        pytest.skip(f"needs {kind}")
    dockctl("run", "-d", "--name", name, alpine, "sleep", "300")
    dockctl("pull", "-q", "alpine:3.1")
    shell = Shell(kind, tmp_path, environment)
    try:
        assert shell.complete("dockctl ver", "dockctl version")
        assert shell.complete("dockctl container l", "logs")
        assert shell.complete("dockctl ps --no-t", "dockctl ps --no-trunc")
        assert shell.complete(f"dockctl logs {name[:-3]}", f"dockctl logs {name}")
        assert shell.complete("dockctl run --rm alpine:la", "dockctl run --rm alpine:latest")
        assert shell.complete("dockctl network inspect bri", "dockctl network inspect bridge")
        assert shell.complete(f"dockctl cp {name[:-3]}", f"dockctl cp {name}:/")
        assert shell.complete("dockctl --debug pull alpine:3", "dockctl --debug pull alpine:3.1")
        (tmp_path / "a-file-of-mine").write_text("")
        assert shell.complete("dockctl cp a-fi", "dockctl cp a-file-of-mine")
        assert shell.complete("dockctl import a-fi", "dockctl import a-file-of-mine")
        assert shell.complete("dockctl run alpine cat a-fi", "dockctl run alpine cat a-file-of-mine")
    finally:
        shell.close()


def test_the_completer_is_silent_without_an_engine(dockctl: Dockctl) -> None:
    result = dockctl("-H", "unix:///nosuch.sock", "__complete", "images")
    assert (result.stdout, result.stderr, result.status) == ("", "", 0)
    assert dockctl("__complete", "nosuch").status == 1
