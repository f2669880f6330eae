"""The program in a real pseudo-terminal, and what its screen then shows."""

from __future__ import annotations

import json
import re
import signal
from typing import TYPE_CHECKING

import pytest

from tests.engine.images import remove_layers
from tests.engine.registries import SLOW
from tests.fake import FakeEngine, answer
from tests.tty.window import Window

if TYPE_CHECKING:
    from pathlib import Path

    from dockctl.engine.client import Engine
    from tests.conftest import Dockctl
    from tests.engine.private import PrivateEngine

ROWS, COLUMNS = 24, 80


def open_terminal(command: list[str], environment: dict[str, str]) -> Window:
    """Return a terminal with colours in which ``command`` runs."""
    return Window(command, environment, columns=COLUMNS, rows=ROWS, term="xterm-256color", before="")


@pytest.mark.parametrize("image", ["library/alpine:multi", "test/layers:30"])
def test_a_pull_draws_bars_and_leaves_a_calm_screen(
    program: list[str],
    environment: dict[str, str],
    engine: Engine,
    hub: PrivateEngine,
    alpine: str,
    image: str,
) -> None:
    assert hub.host
    assert alpine
    reference = f"{SLOW}/{image}"
    remove_layers(engine, image.removeprefix("library/"))
    terminal = open_terminal([*program, "pull", reference], environment)
    assert terminal.read_to_end() == 0
    drawn = "\n".join("\n".join(frame) for frame in terminal.frames)
    assert "Downloading" in drawn
    assert re.search(r"\d+/\d+ layers  [\d.]+[kM]?B/[\d.]+MB", drawn)
    assert "━" in drawn
    assert terminal.scrolled == []
    whole, digest, status, name = terminal.lines[-4:]
    layers = 30 if image.endswith(":30") else 6
    assert re.fullmatch(rf"{layers} layers, [\d.]+MB downloaded in [\d.]+s, [\d.]+[kM]?B/s", whole)
    assert digest.startswith("Digest: sha256:")
    assert status == f"Status: Downloaded newer image for {reference}"
    assert name.endswith(reference)
    # One line a layer, and never more lines than the window has.
    assert all(len(frame) <= ROWS for frame in terminal.frames)


def test_no_colour_is_honoured(
    program: list[str],
    environment: dict[str, str],
    engine: Engine,
    hub: PrivateEngine,
    alpine: str,
) -> None:
    assert hub.host
    assert alpine
    remove_layers(engine, "alpine:multi")
    command = ["env", "NO_COLOR=1", *program, "pull", "alpine:multi"]
    terminal = open_terminal(command, environment)
    assert terminal.read_to_end() == 0
    assert not re.search(rb"\x1b\[[0-9;]*(3[0-9]|4[0-9])[;m]", terminal.written)


def test_a_pull_of_a_run_is_drawn_on_the_terminal_and_the_output_is_whole(
    program: list[str],
    environment: dict[str, str],
    engine: Engine,
    hub: PrivateEngine,
) -> None:
    assert hub.host
    remove_layers(engine, "test/layers:30")
    terminal = open_terminal([*program, "run", "--rm", "test/layers:30", "echo", "hello"], environment)
    assert terminal.read_to_end() == 0
    # What stood above the progress of 30 layers has made room, and is not lost.
    assert [*terminal.scrolled, *terminal.lines][0] == "Unable to find image 'test/layers:30' locally"
    assert terminal.lines[-2:] == ["Status: Downloaded newer image for test/layers:30", "hello"]


def test_ctrl_c_during_a_pull_gives_the_terminal_back(
    program: list[str],
    environment: dict[str, str],
    engine: Engine,
    hub: PrivateEngine,
) -> None:
    assert hub.host
    reference = f"{SLOW}/library/alpine:multi"
    remove_layers(engine, "alpine:multi")
    terminal = open_terminal([*program, "pull", reference], environment)
    terminal.process.expect("Downloading")
    terminal.process.sendintr()
    assert terminal.read_to_end() == 130
    assert b"Traceback" not in terminal.written
    assert terminal.written.rstrip().endswith(b"\x1b[?25h") or b"\x1b[?25h" in terminal.written


def test_ctrl_c_reaches_the_container(program: list[str], environment: dict[str, str], alpine: str) -> None:
    script = 'trap "echo got it; exit 9" INT; echo ready; while :; do sleep 0.05; done'
    terminal = open_terminal([*program, "run", "--rm", alpine, "sh", "-c", script], environment)
    terminal.process.expect("ready")
    terminal.process.sendintr()
    assert terminal.read_to_end() == 9
    assert b"got it" in terminal.written


def test_tables_in_dockers_layout_are_the_same_bytes_in_a_narrow_terminal(
    program: list[str], environment: dict[str, str]
) -> None:
    environment["DOCKCTL_LAYOUT"] = "docker"
    narrow = open_terminal(["sh", "-c", 'stty cols 20; exec "$@"', "sh", *program, "images"], environment)
    wide = open_terminal([*program, "images"], environment)
    assert narrow.read_to_end() == wide.read_to_end() == 0
    assert narrow.written == wide.written


def test_what_is_still_stopping_is_shown(
    program: list[str],
    environment: dict[str, str],
    dockctl: Dockctl,
    alpine: str,
    name: str,
) -> None:
    dockctl("run", "-d", "--name", name, alpine, "sh", "-c", "trap '' TERM; while :; do sleep 0.1; done")
    terminal = open_terminal([*program, "stop", "-t", "2", name, "nosuch"], environment)
    assert terminal.read_to_end() == 1
    assert any(f"stopping 1: {name}" in line for frame in terminal.frames for line in frame)
    assert terminal.lines == [name, "Error response from daemon: No such container: nosuch"]


def test_the_names_of_several_logs_are_coloured(
    program: list[str],
    environment: dict[str, str],
    dockctl: Dockctl,
    alpine: str,
    name: str,
) -> None:
    dockctl("run", "--name", name, alpine, "echo", "hi")
    identifier = dockctl("ps", "-aq", "-f", f"name={name}").stdout.strip()
    terminal = open_terminal([*program, "logs", name, identifier], environment)
    assert terminal.read_to_end() == 0
    assert b"\x1b[36m" + name.encode() in terminal.written
    assert terminal.lines == [f"{name} | hi", f"{identifier.ljust(len(name))} | hi"]
    plain = open_terminal(["env", "NO_COLOR=1", *program, "logs", name, identifier], environment)
    assert plain.read_to_end() == 0
    assert b"\x1b[" not in plain.written


def test_several_pulls_share_a_screen(
    program: list[str],
    environment: dict[str, str],
    engine: Engine,
    hub: PrivateEngine,
    alpine: str,
) -> None:
    assert hub.host
    assert alpine
    references = [f"{SLOW}/library/alpine:multi", f"{SLOW}/test/layers:30"]
    for tagged in ("alpine:multi", "test/layers:30"):
        remove_layers(engine, tagged)
    terminal = open_terminal([*program, "pull", *references], environment)
    assert terminal.read_to_end() == 0
    assert terminal.lines[-2:] == references
    assert "Downloading" in "\n".join("\n".join(frame) for frame in terminal.frames)
    assert all(len(frame) <= ROWS for frame in terminal.frames)


def test_a_files_name_can_not_drive_the_terminal(
    program: list[str], environment: dict[str, str], dockctl: Dockctl, alpine: str, name: str
) -> None:
    dockctl("run", "--name", name, alpine, "sh", "-c", "touch \"/$(printf 'a\\033[2Jb')\"")
    terminal = open_terminal([*program, "diff", name], environment)
    assert terminal.read_to_end() == 0
    assert terminal.lines == ["A /a\\x1b[2Jb"]
    assert dockctl("diff", name).stdout == "A /a\x1b[2Jb\n"


def test_stats_are_drawn_in_place_until_ctrl_c(
    program: list[str], environment: dict[str, str], dockctl: Dockctl, alpine: str, name: str
) -> None:
    dockctl("run", "-d", "--name", name, alpine, "sleep", "300")
    terminal = open_terminal([*program, "stats", name], environment)
    terminal.read_until(name)
    terminal.read_for(2.5)
    lines = terminal.read_until("CONTAINER ID", name)
    terminal.process.send("\x03")
    assert terminal.read_to_end() == 130
    assert len([line for line in lines if name in line]) == 1
    assert lines[0].split()[:3] == ["CONTAINER", "ID", "NAME"]


def test_a_copy_says_how_much_it_was(
    program: list[str], environment: dict[str, str], dockctl: Dockctl, alpine: str, name: str, tmp_path: Path
) -> None:
    dockctl("create", "--name", name, alpine)
    terminal = open_terminal([*program, "cp", f"{name}:/etc/passwd", str(tmp_path / "p")], environment)
    assert terminal.read_to_end() == 0
    assert "".join(terminal.lines) == f"Successfully copied 2.05kB to {tmp_path}/p"
    quiet = open_terminal([*program, "cp", "-q", f"{name}:/etc/passwd", str(tmp_path / "p")], environment)
    assert quiet.read_to_end() == 0
    assert quiet.written == b""


def test_an_archive_is_not_written_to_a_terminal(
    program: list[str], environment: dict[str, str], alpine: str
) -> None:
    terminal = open_terminal([*program, "save", alpine], environment)
    assert terminal.read_to_end() == 1
    assert terminal.lines == ["cowardly refusing to save to a terminal. Use the -o flag or redirect"]


def test_a_prune_asks_and_takes_no_for_an_answer(program: list[str], environment: dict[str, str]) -> None:
    terminal = open_terminal([*program, "network", "prune"], environment)
    terminal.read_until("[y/N]")
    terminal.process.send("n\r")
    assert terminal.read_to_end() == 0
    assert terminal.lines[-1] == "network prune has been cancelled"


@pytest.mark.parametrize("what", ["container", "image", "network", "volume", "system"])
def test_a_signal_at_prunes_question_ends_the_line_and_removes_nothing(
    program: list[str], environment: dict[str, str], engine: Engine, name: str, alpine: str, what: str
) -> None:
    engine.containers.create({"Image": alpine}, name=name)
    terminal = open_terminal([*program, what, "prune"], environment)
    terminal.read_until("[y/N]")
    if what == "network":
        terminal.process.kill(signal.SIGTERM)
    else:
        terminal.process.send("\x03")
    assert terminal.read_to_end() == 0
    assert terminal.written.rpartition(b"[y/N] ")[2] == (b"\r\n" if what == "network" else b"^C\r\n")
    assert engine.containers.inspect(name)["Id"]


HOSTILE = "a\x1b[2J\x1b]0;title\x07b"
SHOWN = r"a\x1b[2J\x1b]0;title\x07b"


@pytest.mark.parametrize(
    "words", [["ps"], ["ps", "-q"], ["images"], ["version"], ["info"], ["inspect", "x"], ["stop", "x"]]
)
def test_an_error_can_not_drive_the_terminal(
    program: list[str], environment: dict[str, str], words: list[str]
) -> None:
    refusal = answer(json.dumps({"message": HOSTILE}).encode(), status="500 Oops")
    with FakeEngine({"/": refusal}) as fake:
        terminal = open_terminal([*program, "-H", fake.host, *words], environment)
        assert terminal.read_to_end() == 1
    assert f"Error response from daemon: {SHOWN}" in " ".join(terminal.lines)
    assert b"\x1b]0" not in terminal.written


@pytest.mark.parametrize(
    ("words", "path", "body"),
    [
        (["create", "x"], "containers/create", {"Id": HOSTILE, "Warnings": [HOSTILE]}),
        (["commit", "x"], "/commit", {"Id": HOSTILE}),
        (["network", "create", "x"], "networks/create", {"Id": HOSTILE, "Warning": HOSTILE}),
        (["volume", "create", "x"], "volumes/create", {"Name": HOSTILE}),
        (["version", "-f", "{{.Server.Version}}"], "/version", {"Version": HOSTILE}),
        (["info", "-f", "{{.Name}}"], "/info", {"Name": HOSTILE}),
        (["inspect", "-f", "{{.Name}}", "x"], "/json", {"Name": HOSTILE}),
        (["pull", "x"], "images/create", {"status": HOSTILE}),
        (["pull", "x"], "images/create", {"status": HOSTILE, "id": HOSTILE}),
        (["events", "--until", "1"], "/events", {"Type": HOSTILE, "Action": HOSTILE, "Actor": {"ID": HOSTILE}}),
    ],
    ids=lambda value: " ".join(value[:2]) if isinstance(value, list) else "",
)
def test_an_answer_can_not_drive_the_terminal(
    program: list[str], environment: dict[str, str], words: list[str], path: str, body: dict[str, object]
) -> None:
    with FakeEngine({path: answer(json.dumps(body).encode())}) as fake:
        terminal = open_terminal([*program, "-H", fake.host, *words], environment)
        terminal.read_to_end()
    assert "title" in terminal.written.decode()
    assert b"\x1b]0" not in terminal.written
    assert b"\x1b[2J" not in terminal.written
