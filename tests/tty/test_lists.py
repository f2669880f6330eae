"""Every list on terminals of four widths: what the whole program shows there, and what pipes go on getting."""

from __future__ import annotations

import os
import re
import subprocess
from typing import TYPE_CHECKING

import pexpect
import pyte
import pytest

from dockctl.config.findings import Findings, Problem, SocketFacts
from dockctl.engine.examination import EngineFacts
from dockctl.render.findings import write_findings
from dockctl.render.text import display_width
from dockctl.streams import DOCKER, RICH, Look
from tests.tty.lists import LISTS, WIDTHS, Window, read_expected, shop_engine, show_list

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from tests.fake import FakeEngine

COLOURED = Look(terminal=True, colours=True, layout=RICH)
SGR = re.compile("\x1b\\[[0-9;]*m")
# A width and a height for each list, so that every one is seen in each.
SIZES = [(width, height) for width in WIDTHS for height in (24, 50)]


@pytest.fixture(scope="module")
def shop() -> Iterator[FakeEngine]:
    """An engine with a shop in it."""
    with shop_engine() as engine:
        yield engine


@pytest.fixture(scope="module")
def expected() -> Mapping[tuple[str, int], str]:
    """What each list shows in a window of each width."""
    return read_expected()


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """A terminal's environment, with nothing in it of who runs the tests but where programs are."""
    kept = {name: os.environ[name] for name in ("PATH", "PYTHONPATH", "VIRTUAL_ENV") if name in os.environ}
    return kept | {"HOME": str(tmp_path), "TERM": "xterm-256color", "LANG": "C.UTF-8"}


def on_screen(
    program: list[str], environment: Mapping[str, str], words: list[str], size: tuple[int, int] = (80, 24)
) -> tuple[list[str], bytes]:
    """Return the lines that a terminal of this size has shown in the end, also above its edge, and the bytes."""
    columns, rows = size
    child: pexpect.spawn[bytes] = pexpect.spawn(
        program[0], [*program[1:], *words], env=dict(environment), dimensions=(rows, columns), timeout=60
    )
    written = b""
    while True:
        try:
            written += child.read_nonblocking(65536, timeout=60)
        except pexpect.EOF:
            break
    child.close()
    assert child.exitstatus == 0
    screen = pyte.HistoryScreen(columns, rows, history=1000, ratio=0.5)
    pyte.ByteStream(screen).feed(written)
    above = ["".join(row[column].data for column in range(columns)) for row in screen.history.top]
    lines = [line.rstrip() for line in [*above, *screen.display]]
    while lines and not lines[-1]:
        lines.pop()
    return lines, written


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("words", LISTS)
def test_a_list_in_a_window(
    shop: FakeEngine, expected: Mapping[tuple[str, int], str], words: str, width: int
) -> None:
    text = show_list(shop, words, Window(width))
    assert text == expected[words, width]
    assert max(display_width(line) for line in text.splitlines()) <= width
    coloured = show_list(shop, words, Window(width, COLOURED))
    assert SGR.sub("", coloured) == text
    assert "\x1b" in coloured


@pytest.mark.parametrize("words", LISTS)
def test_an_ascii_window_gets_ascii(shop: FakeEngine, words: str) -> None:
    text = show_list(shop, words, Window(80, Look(terminal=True, layout=RICH, ascii=True)))
    assert text.isascii()
    assert max(map(len, text.splitlines())) <= 80


@pytest.mark.parametrize("words", LISTS)
def test_dockers_layout_is_the_pipes_with_or_without_colours(shop: FakeEngine, words: str) -> None:
    plain = show_list(shop, words, Window(40, Look(layout=DOCKER)))
    assert show_list(shop, words, Window(40, Look(terminal=True, layout=DOCKER))) == plain
    coloured = show_list(shop, words, Window(40, Look(terminal=True, colours=True, layout=DOCKER)))
    assert SGR.sub("", coloured) == plain
    assert coloured != plain


@pytest.mark.parametrize(("number", "words"), list(enumerate(LISTS)), ids=list(LISTS))
def test_a_real_terminal_shows_that_list(
    program: list[str],
    environment: dict[str, str],
    shop: FakeEngine,
    expected: Mapping[tuple[str, int], str],
    number: int,
    words: str,
) -> None:
    width, height = SIZES[number % len(SIZES)]
    lines, written = on_screen(program, environment, ["-H", shop.host, *words.split()], (width, height))
    assert [narrowed(line) for line in lines] == [
        narrowed(line) for line in expected[words, width].splitlines()
    ]
    assert b"\x1b[2J" not in written


def narrowed(line: str) -> str:
    """Return a line as pyte gives it: wide characters have an empty cell behind them, or none."""
    return re.sub(r"(?<=[\u0590-\uffff]) +", " ", line)


def test_a_list_on_a_terminal_imports_no_more_of_rich_than_its_styles(
    program: list[str], environment: dict[str, str], shop: FakeEngine
) -> None:
    script = (
        "import sys; from dockctl.cli.main import main; main(sys.argv[1:]);"
        " print('imported', *sorted(name for name in sys.modules if name.startswith('rich.')))"
    )
    lines, written = on_screen(
        [program[0]], environment, ["-c", script, "-H", shop.host, "ps", "-a"], (200, 50)
    )
    modules = set(written.decode().rpartition("imported")[2].split())
    assert lines[0].startswith("CONTAINER ID")
    assert "rich.style" in modules
    assert modules & {"rich.console", "rich.table", "rich.text", "rich.live"} == set()


def test_several_engines_have_their_column(
    program: list[str], environment: dict[str, str], shop: FakeEngine
) -> None:
    with shop_engine() as other:
        words = ["-H", shop.host, "-H", other.host, "ps", "-a"]
        lines, _ = on_screen(program, environment, words, (120, 50))
        table, _ = on_screen(
            program, environment, [*words, "--format", r"table {{.Host}}\t{{.Names}}"], (120, 50)
        )
    assert lines[0].split()[:3] == ["HOST", "CONTAINER", "ID"]
    assert sum("shop-db-1" in line for line in lines) == 2
    assert all(len(line) <= 120 for line in lines)
    assert [line.split() for line in table[:2]] == [["HOST", "NAMES"], [shop.host, "shop-db-1"]]


def test_contexts_are_a_list_too(program: list[str], environment: dict[str, str]) -> None:
    lines, _ = on_screen(program, environment, ["context", "ls"], (40, 24))
    assert lines == ["NAME       DOCKER ENDPOINT", "default *  unix:///var/run/docker.sock"]


def test_what_the_doctor_found_keeps_within_the_window() -> None:
    engine = EngineFacts(
        "unix:///run/user/1000/podman/podman.sock",
        version="5.4.2",
        api_minimum="1.24",
        api_maximum="1.41",
        latency=0.0042,
        clock_skew=0.0,
    )
    sockets = [
        SocketFacts("docker", "/var/run/docker.sock", exists=True, permitted=False, engine=None),
        SocketFacts(
            "Docker Desktop",
            "/home/user/.docker/desktop/docker.sock",
            exists=False,
            permitted=False,
            engine=None,
        ),
        SocketFacts("podman", "/run/user/1000/podman/podman.sock", exists=True, permitted=True, engine=engine),
    ]
    problem = Problem(
        "docker's socket may not be used by this user", "add the user to the group docker, and log in again"
    )
    found = Findings("DOCKER_HOST", engine, sockets, "/home/user/.docker", {"pass": False}, [problem])
    narrow, wide, docker = Window(40), Window(100, COLOURED), Window(40, Look(layout=DOCKER))
    for window in (narrow, wide, docker):
        write_findings(window, found, as_json=False)
    assert narrow.text == DOCTOR
    words = SGR.sub("", wide.text).split()
    assert words == docker.text.split()
    assert "\x1b[31mno\x1b[0m" in wide.text


DOCTOR = """\
Engine:
  address:     unix:///run/user/1000/pod
               man/podman.sock (chosen
               by DOCKER_HOST)
  version:     5.4.2
  API:         1.24 to 1.41
  latency:     4.2 ms
  clock skew:  none
  usable:      no

Usual sockets:
  SOCKET                   STATE
  /var/run/docker.sock     no permission
  /home/us…op/docker.sock  not there
  /run/use…an/podman.sock  no answer

Credential helpers:
  docker-credential-pass: missing

Problems:
  - docker's socket may not be used by
    this user
    add the user to the group docker,
    and log in again
"""


@pytest.mark.parametrize(
    ("variables", "words", "coloured", "fits"),
    [
        ({}, [], True, True),
        ({"NO_COLOR": "1"}, [], False, True),
        ({"NO_COLOR": "1"}, ["--color", "always"], True, True),
        ({}, ["--color", "never"], False, True),
        ({"DOCKCTL_LAYOUT": "docker"}, [], True, False),
        ({"DOCKCTL_LAYOUT": "docker"}, ["--color=never"], False, False),
        ({"TERM": "dumb"}, [], False, False),
        ({"TERM": "no-such-terminal"}, [], False, False),
        ({"TERM": "dumb", "FORCE_COLOR": "1"}, [], True, False),
    ],
)
def test_the_look_of_a_terminal(
    program: list[str],
    environment: dict[str, str],
    shop: FakeEngine,
    variables: dict[str, str],
    words: list[str],
    *,
    coloured: bool,
    fits: bool,
) -> None:
    _, written = on_screen(program, environment | variables, [*words, "-H", shop.host, "ps", "-a"])
    assert (b"\x1b[32m" in written) is coloured
    text = SGR.sub("", written.decode()).replace("\r\n", "\n")
    assert (max(map(display_width, text.splitlines())) <= 80) is fits
    if not fits:
        assert text == show_list(shop, "ps -a", Window(80, Look(layout=DOCKER)))


def test_a_setting_chooses_dockers_layout(
    program: list[str], environment: dict[str, str], shop: FakeEngine, tmp_path: Path
) -> None:
    config = tmp_path / "config.json"
    config.write_text('{"plugins": {"dockctl": {"layout": "docker"}}}')
    _, written = on_screen(program, environment, ["--config", str(tmp_path), "-H", shop.host, "images"])
    text = SGR.sub("", written.decode()).replace("\r\n", "\n")
    assert text == show_list(shop, "images", Window(80, Look(layout=DOCKER)))


@pytest.mark.parametrize(
    "variables",
    [
        {},
        {"FORCE_COLOR": "1", "CLICOLOR_FORCE": "1"},
        {"DOCKCTL_LAYOUT": "rich"},
        {"TERM": "dumb", "LC_ALL": "C"},
    ],
)
def test_no_variable_changes_a_byte_in_a_pipe(
    program: list[str], environment: dict[str, str], shop: FakeEngine, variables: dict[str, str]
) -> None:
    def piped(*words: str) -> str:
        command = [*program, "-H", shop.host, *words]
        done = subprocess.run(command, capture_output=True, env=environment | variables, timeout=60, check=True)
        assert done.stderr == b""
        return done.stdout.decode()

    window = Window(80, Look(layout=DOCKER))
    window.is_terminal = False
    assert piped("ps", "-a") == show_list(shop, "ps -a", window)
    assert piped("ps", "-a", "--format", "table {{.Names}}").splitlines()[:2] == ["NAMES", "shop-db-1"]


def test_data_keeps_its_characters_on_an_ascii_terminal(
    program: list[str], environment: dict[str, str], shop: FakeEngine
) -> None:
    words = ["-H", shop.host, "ps", "-a", "--format", "{{.Names}}"]
    _, written = on_screen(program, environment | {"LC_ALL": "C"}, words)
    assert written.decode().split("\r\n")[2] == "日本語"


def test_color_always_colours_a_pipe_in_dockers_layout(
    program: list[str], environment: dict[str, str], shop: FakeEngine
) -> None:
    command = [*program, "--color", "always", "-H", shop.host, "images"]
    done = subprocess.run(command, capture_output=True, env=environment, timeout=60, check=True)
    assert "\x1b[2m" in done.stdout.decode()
    assert SGR.sub("", done.stdout.decode()) == show_list(shop, "images", Window(80, Look(layout=DOCKER)))


@pytest.mark.parametrize(
    ("variables", "words", "message"),
    [
        ({}, ["--color", "red"], 'invalid --color "red": must be one of "auto", "always" or "never"'),
        ({"DOCKCTL_LAYOUT": "wide"}, [], 'invalid DOCKCTL_LAYOUT "wide": must be one of "docker" or "rich"'),
    ],
)
def test_what_is_no_look_is_refused_before_anything_is_done(
    program: list[str],
    environment: dict[str, str],
    shop: FakeEngine,
    variables: dict[str, str],
    words: list[str],
    message: str,
) -> None:
    asked = len(shop.requests)
    command = " ".join([*program, *words, "-H", shop.host, "ps"])
    lines, _ = on_screen(["sh"], environment | variables, ["-c", f"{command}; echo status $?"])
    assert message in " ".join(lines)
    assert lines[-1] == "status 1"
    assert len(shop.requests) == asked
