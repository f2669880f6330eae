"""Screens that are drawn until their user ends them: what is on them, what is left of them, what another size changes."""

from __future__ import annotations

import os
import re
import signal
import sys
from contextlib import ExitStack, closing
from typing import TYPE_CHECKING, Protocol

import pytest

from tests.tty.live_engine import LiveEngine, Stream, listed
from tests.tty.window import Window

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from tests.conftest import Dockctl

    class Open(Protocol):
        def __call__(
            self, fake: LiveEngine, *arguments: str, columns: int = 80, rows: int = 24, term: str = "xterm"
        ) -> Window: ...


@pytest.fixture
def open_window(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Open]:
    """Run the program in a window, on an engine that only seems to be one."""
    home = str(tmp_path_factory.mktemp("home"))
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("DOCKER", "DOCKCTL"))
    } | {"HOME": home}
    with ExitStack() as stack:

        def start(
            fake: LiveEngine, *arguments: str, columns: int = 80, rows: int = 24, term: str = "xterm"
        ) -> Window:
            command = [sys.executable, "-m", "dockctl", "-H", fake.host, *arguments]
            window = Window(command, environment, columns=columns, rows=rows, term=term)
            stack.callback(window.close)
            return window

        yield start


@pytest.fixture
def shop() -> Iterator[LiveEngine]:
    """Give an engine with 30 containers."""
    containers = [listed(number) for number in range(30)]
    with LiveEngine({"/containers/json": containers, "/events": Stream()}) as fake:
        yield fake


def event(action: str) -> Mapping[str, object]:
    return {"Type": "container", "Action": action, "Actor": {"ID": "0" * 64, "Attributes": {}}}


def say(fake: LiveEngine, *actions: str) -> None:
    events = fake.answers["/events"]
    assert isinstance(events, Stream)
    assert events.asked.wait(60)
    events.say(*map(event, actions))


def lists_asked(fake: LiveEngine) -> int:
    return sum("/containers/json" in line for line in fake.requests)


@pytest.mark.parametrize(("columns", "rows"), [(40, 24), (80, 24), (120, 50), (200, 24)])
def test_a_watched_list_fits_its_window_and_leaves_nothing(
    open_window: Open, shop: LiveEngine, columns: int, rows: int
) -> None:
    window = open_window(shop, "ps", "--watch", columns=columns, rows=rows)
    lines = window.read_until("Ctrl-C ends")
    assert window.is_alternate
    assert lines[0].startswith("CONTAINER ID")
    assert lines[-1] == "q or Ctrl-C ends"
    assert len(lines) == rows
    if rows == 24:
        assert lines[-2].startswith("… ")
        assert lines[-2].endswith(" more")
    window.process.send("q")
    assert window.read_to_end() == 0
    assert (window.lines, window.scrolled, window.hides_cursor) == (["$ before"], [], False)


def test_a_watched_list_fits_the_window_it_gets(open_window: Open, shop: LiveEngine) -> None:
    window = open_window(shop, "ps", "--watch", columns=180, rows=50)
    window.read_until("service-29", "ends", rows=50)
    asked = lists_asked(shop)
    window.resize(columns=60, rows=12)
    lines = window.read_until("… 21 more", "ends", rows=12)
    assert lines[0].startswith("CONTAINER ID")
    window.process.send("\x1b[A\x1bOB\x1b[5~x")  # keys that mean nothing here
    window.resize(columns=160, rows=40)
    window.read_until("service-29", "ends", rows=40, without=" more")
    window.process.send("\x03")
    assert window.read_to_end() == 130
    assert (window.lines, window.scrolled, window.hides_cursor) == (["$ before"], [], False)
    assert asked <= 3


def test_a_watched_list_is_drawn_anew_for_real_changes_alone(open_window: Open, shop: LiveEngine) -> None:
    window = open_window(shop, "ps", "--watch", columns=180, rows=50)
    window.read_until("service-29")
    drawn = window.written.count(b"CONTAINER ID")
    say(shop, *["exec_create: true", "exec_start: true", "exec_die"] * 50)
    containers = [listed(0, name="renamed"), *(listed(number) for number in range(1, 20))]
    shop.answers["/containers/json"] = containers
    say(shop, "rename")
    window.read_until("renamed", without="service-29")
    assert window.written.count(b"CONTAINER ID") == drawn + 1
    assert b"exec" not in window.written
    window.process.send("Q")
    assert window.read_to_end() == 0


def test_a_watched_list_gives_the_terminal_back_when_the_engine_goes(
    open_window: Open, shop: LiveEngine
) -> None:
    window = open_window(shop, "ps", "--watch")
    window.read_until("CONTAINER ID")
    events = shop.answers["/events"]
    assert isinstance(events, Stream)
    assert events.asked.wait(60)
    events.end(whole=False)
    assert window.read_to_end() == 1
    assert window.lines[0] == "$ before"
    assert "lost the connection to the engine" in window.lines[1]
    assert not window.hides_cursor


@pytest.mark.parametrize(("number", "status"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_a_signal_gives_the_terminal_back(
    open_window: Open, shop: LiveEngine, number: signal.Signals, status: int
) -> None:
    window = open_window(shop, "ps", "--watch")
    window.read_until("ends")
    window.process.kill(number)
    assert window.read_to_end() == status
    assert (window.lines, window.hides_cursor) == (["$ before"], False)


def test_a_terminal_that_can_not_be_drawn_on_gets_a_list_a_change(open_window: Open, shop: LiveEngine) -> None:
    shop.answers["/containers/json"] = [listed(0)]
    window = open_window(shop, "ps", "--watch", columns=200, term="dumb")
    window.read_until("service-0")
    shop.answers["/containers/json"] = [listed(0, name="renamed")]
    say(shop, "exec_start: true", "rename")
    window.read_until("renamed")
    window.process.send("\x03")
    window.read_to_end()
    assert [line.split()[-1] for line in window.lines[1:5]] == ["NAMES", "service-0", "NAMES", "renamed"]
    assert b"\x1b" not in window.written


def test_names_can_not_drive_a_watched_terminal(open_window: Open, shop: LiveEngine) -> None:
    shop.answers["/containers/json"] = [listed(0, status="\x1b[2J\x1b]0;title\x07")]
    window = open_window(shop, "ps", "--watch", columns=200)
    window.read_until(r"\x1b[2J\x1b]0;title\x07")
    assert b"\x1b]0" not in window.written


def test_suspending_gives_the_window_back_for_that_time(tmp_path: Path, shop: LiveEngine) -> None:
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(tmp_path),
        "PS1": "$ ",
        "PYTHONPATH": os.environ.get("PYTHONPATH", ""),
    }
    window = Window(["bash", "--norc", "--noprofile", "-i"], environment, columns=80)
    with closing(window):
        window.process.sendline(f"{sys.executable} -m dockctl -H {shop.host} ps --watch")
        window.read_until("q or Ctrl-C ends")
        window.process.send("\x1a")
        window.read_until("Stopped")
        assert (window.is_alternate, window.hides_cursor) == (False, False)
        window.process.sendline("echo typed-$((1+1))")
        window.read_until("typed-2")
        window.process.sendline("fg")
        window.read_until("q or Ctrl-C ends", without="typed-2")
        assert (window.is_alternate, window.hides_cursor) == (True, True)
        window.process.send("q")
        window.read_until("typed-2", without="Ctrl-C ends")
        window.process.sendline("echo status-$?; exit")
        window.read_until("status-0")


def status(text: str, layer: str = "", current: int = 0, total: int = 0) -> dict[str, object]:
    """Return a message of a pull."""
    return {
        "status": text,
        "id": layer,
        "progressDetail": {"current": current, "total": total} if total else {},
    }


@pytest.mark.parametrize(("columns", "rows"), [(40, 24), (120, 50)])
def test_several_pulls_are_blocks_that_go_when_all_is_over(open_window: Open, columns: int, rows: int) -> None:
    first, second = Stream(), Stream()
    answers = {"Fone&": first, "Ftwo&": second}
    with LiveEngine(answers) as fake:
        window = open_window(fake, "pull", "one:1", "two:1", "three:1", columns=columns, rows=rows)
        first.say(status("Pulling from library/one", "1"), status("Waiting", "aaaaaaaaaaaa"))
        second.say(*(status("Waiting", f"{number:012x}") for number in range(1 if columns == 120 else 40)))
        second.say(status("Downloading", f"{0:012x}", 1_000_000, 4_000_000))
        lines = window.read_until("aaaaaaaaaaaa", "three:1  failed", "Downloading", "0/3 images")
        order = [lines.index(line) for line in lines if line.startswith(("one:1", "two:1", "three:1"))]
        assert order == sorted(order)
        assert lines[order[0] + 1].split() == ["aaaaaaaaaaaa", "Waiting"]
        assert len(lines) <= rows
        if columns == 40:
            assert any(" more layers: " in line for line in lines[order[1] : order[2]])
        else:
            window.resize(columns=60, rows=rows)
        first.say(status("Pull complete", "aaaaaaaaaaaa"), status("Status: Downloaded newer image for one:1"))
        window.read_until("one:1  Downloaded newer image")
        first.end()
        second.say(status("Status: Image is up to date for two:1"))
        second.end()
        assert window.read_to_end() == 1
        assert window.scrolled == []
        assert re.fullmatch(
            "[$] before"
            "Status: Downloaded newer image for one:1"
            "Status: Image is up to date for two:1"
            r"\d+ layers, 4MB downloaded in [\d.]+s, [\d.]+[kM]?B/s"
            "docker.io/library/one:1"
            "docker.io/library/two:1"
            "three:1: Error response from daemon: page ?not found",
            "".join(window.lines),
        )
        assert not window.hides_cursor


def test_ctrl_c_says_what_was_pulled(open_window: Open) -> None:
    first, second = Stream(), Stream()
    with LiveEngine({"Fone&": first, "Ftwo&": second}) as fake:
        window = open_window(fake, "pull", "one:1", "two:1")
        second.say(status("Downloading", "bbbbbbbbbbbb", 1_000, 4_000))
        first.say(status("Status: Downloaded newer image for one:1"))
        window.read_until("bbbbbbbbbbbb")
        first.end()
        window.read_until("one:1  Downloaded newer image", "1/2 images")
        window.process.sendintr()
        assert window.read_to_end() == 130
        assert window.lines == ["$ before", "interrupted: pulled one:1; not pulled two:1"]
        assert not window.hides_cursor


def test_a_pull_on_a_terminal_that_can_not_be_drawn_on_is_lines(open_window: Open) -> None:
    pull = Stream()
    with LiveEngine({"Fone&": pull}) as fake:
        window = open_window(fake, "pull", "one:1", term="dumb")
        pull.say(status("Downloading", "aaaaaaaaaaaa", 1, 2), status("Pull complete", "aaaaaaaaaaaa"))
        window.read_until("aaaaaaaaaaaa: Pull complete")
        pull.end()
        assert window.read_to_end() == 0
        assert b"\x1b" not in window.written
        assert window.lines == ["$ before", "aaaaaaaaaaaa: Pull complete", "docker.io/library/one:1"]


def figures(name: str, *, processor: int = 0, received: int = 0) -> dict[str, object]:
    """Return a container's figures; ``processor`` is in percent of one."""
    return {
        "id": name[0] * 64,
        "name": f"/{name}",
        "cpu_stats": {"cpu_usage": {"total_usage": processor}, "system_cpu_usage": 100, "online_cpus": 1},
        "memory_stats": {"usage": 1 << 20, "limit": 1 << 30},
        "networks": {"eth0": {"rx_bytes": received, "tx_bytes": 0}},
        "pids_stats": {"current": 1},
    }


def test_stats_fill_the_window_in_order(open_window: Open) -> None:
    names = ["idle", "busy", "talker"]
    streams = {name: Stream() for name in names}
    answers: dict[str, object] = {
        f"/containers/{name}/json": {"Id": name[0] * 64, "Name": f"/{name}"} for name in names
    }
    answers |= {f"/containers/{name}/stats": streams[name] for name in names}
    with LiveEngine(answers) as fake:
        window = open_window(fake, "stats", "--sort", "cpu", *names, columns=120, rows=50)
        streams["idle"].say(figures("idle"))
        streams["talker"].say(figures("talker", processor=7, received=5_000_000))
        streams["busy"].say(figures("busy", processor=95))
        lines = window.read_until("idle", "95.00%", "5MB / 0B", rows=50)
        assert window.is_alternate
        assert [line.split()[0] for line in lines if line] == [
            "CONTAINER", "bbbbbbbbbbbb", "tttttttttttt", "iiiiiiiiiiii", "q",
        ]  # fmt: skip
        streams["idle"].say(figures("idle", processor=99))
        window.read_until("99.00%")
        window.resize(columns=40, rows=12)
        lines = window.read_until("99.00%", "q or Ctrl-C ends", without="CONTAINER ID", rows=12)
        assert lines[0].split()[:3] == ["NAME", "CPU", "%"]
        window.process.send("q")
        assert window.read_to_end() == 0
    assert (window.lines, window.scrolled, window.hides_cursor) == (["$ before"], [], False)


def test_stats_on_a_terminal_that_can_not_be_drawn_on_are_lists(open_window: Open) -> None:
    stream = Stream()
    answers = {"/containers/idle/json": {"Id": "i" * 64, "Name": "/idle"}, "/containers/idle/stats": stream}
    with LiveEngine(answers) as fake:
        window = open_window(fake, "stats", "idle", columns=120, term="dumb")
        stream.say(figures("idle", processor=3))
        window.read_until("3.00%")
        window.process.sendintr()
        assert window.read_to_end() == 130
        assert b"\x1b" not in window.written


def test_stats_know_no_other_order(dockctl: Dockctl) -> None:
    result = dockctl("stats", "--sort", "age")
    assert (result.stdout, result.status) == ("", 125)
    assert "must be one of cpu, mem, name, net" in result.stderr


@pytest.mark.parametrize(("columns", "rows"), [(40, 24), (120, 50)])
def test_a_stop_says_how_long_each_still_has(open_window: Open, columns: int, rows: int) -> None:
    names = [f"service-{number:02}" for number in range(14)]
    streams = {name: Stream() for name in names}
    answers: dict[str, object] = {f"/containers/{name}/stop": streams[name] for name in names}
    answers |= {f"/containers/{name}/json": {"Config": {"StopTimeout": 300}} for name in names}
    answers["/containers/service-00/json"] = {"Config": {"StopTimeout": 1}}
    with LiveEngine(answers) as fake:
        window = open_window(fake, "stop", *names, columns=columns, rows=rows)
        lines = window.read_until("stopping 14:", "service-09  ", "s left", "… 4 more")
        assert len(lines) <= 13
        window.read_until("service-00  being killed")
        for name in names[2:]:
            streams[name].end()
        window.read_until("stopping 2:", without="service-02")
        streams[names[0]].end()
        window.read_until("stopping 1: service-01  2")
        streams[names[1]].end()
        assert window.read_to_end() == 0
    assert window.lines == ["$ before", *names]
    assert (window.scrolled, window.hides_cursor) == ([], False)


def test_a_wait_says_what_is_not_true_yet(open_window: Open) -> None:
    gone = Stream()
    details = {
        "State": {"Running": True, "FinishedAt": "0001-01-01T00:00:00Z", "Health": {"Status": "starting"}}
    }
    answers = {"/web/json": details | {"Config": {"Tty": False}}, "/web/logs": Stream(), "/web/wait": gone}
    with LiveEngine(answers) as fake:
        window = open_window(
            fake, "wait", "--condition", "running", "--condition", "healthy", "--timeout", "200s", "web"
        )
        window.read_until("waiting for 1: web  healthy, ", "s left")
        window.process.sendintr()
        assert window.read_to_end() == 130
    assert window.lines[0] == "$ before"
    assert not window.hides_cursor


def test_nothing_is_said_of_waiting_where_it_can_not_be_drawn(open_window: Open) -> None:
    stop = Stream()
    with LiveEngine({"/containers/web/stop": stop, "/containers/web/json": {"Config": {}}}) as fake:
        window = open_window(fake, "stop", "web", term="dumb")
        assert stop.asked.wait(60)
        stop.end()
        assert window.read_to_end() == 0
    assert window.written == b"web\r\n"


def test_a_watch_of_several_engines_goes_on_without_one(open_window: Open, shop: LiveEngine) -> None:
    shop.answers["/containers/json"] = [listed(0)]
    with LiveEngine({"/containers/json": [listed(1)], "/events": Stream()}) as other:
        window = open_window(shop, "-H", other.host, "ps", "--watch", columns=200)
        window.read_until("service-0", "service-1", "ends")
        other.answers["/containers/json"] = None
        events = other.answers["/events"]
        assert isinstance(events, Stream)
        assert events.asked.wait(60)
        events.end(whole=False)
        lines = window.read_until("service-0", "page not found", without="service-1")
        assert f"{other.host}: Error response from daemon: page not found" in lines
        other.answers["/containers/json"] = [listed(1)]
        window.read_until("service-0", "service-1", without="page not found")
        window.process.send("q")
        assert window.read_to_end() == 0
