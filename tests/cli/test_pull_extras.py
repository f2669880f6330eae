"""pull --check, --jobs and --progress; run --pull newer."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING

import pytest

from dockctl.engine.progress import PullEvent
from dockctl.render import progress_lines
from dockctl.streams import Output

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from dockctl.engine.client import Engine
    from tests.conftest import Dockctl
    from tests.engine.private import PrivateEngine

PLAIN = "127.0.0.1:5000"
LAYERS = f"{PLAIN}/test/layers:30"


@pytest.fixture
def moved(dockctl: Dockctl, hub: PrivateEngine, alpine: str, name: str) -> Iterator[str]:
    """A tag that the registry has moved on to another image than the one that is here."""
    assert hub.host
    tag = f"{PLAIN}/test/{name}"
    dockctl("tag", alpine, tag)
    dockctl("push", "-q", tag)
    dockctl("run", "--name", name, alpine, "touch", "/newer")
    newer = dockctl("commit", name, tag).stdout.strip()
    dockctl("push", "-q", tag)
    dockctl("rmi", "-f", tag)
    # What is here is the older image again, with the digest under which it was pushed.
    dockctl("tag", alpine, tag)
    yield tag
    dockctl("rmi", "-f", tag)
    dockctl("rmi", "-f", newer)


def test_check_tells_by_its_status(dockctl: Dockctl, engine: Engine, alpine: str, moved: str) -> None:
    images = sorted(item["Id"] for item in engine.images.list(all_=True))
    current = dockctl("pull", "--check", alpine)
    assert (current.stdout, current.status) == ("docker.io/library/alpine:latest\tcurrent\n", 0)
    newer = dockctl("pull", "--check", moved, alpine)
    assert newer.stdout == f"{moved}:latest\tnewer\ndocker.io/library/alpine:latest\tcurrent\n"
    assert newer.status == 10
    absent = dockctl("pull", "--check", moved, f"{PLAIN}/nosuch/image:1")
    assert absent.stdout == f"{moved}:latest\tnewer\n{PLAIN}/nosuch/image:1\tabsent\n"
    assert absent.status == 11
    assert sorted(item["Id"] for item in engine.images.list(all_=True)) == images


def test_check_of_a_registry_that_does_not_answer_is_an_error(dockctl: Dockctl, alpine: str) -> None:
    dockctl("tag", alpine, "127.0.0.1:1/gone:1")
    result = dockctl("pull", "--check", "127.0.0.1:1/gone:1", alpine)
    dockctl("rmi", "127.0.0.1:1/gone:1")
    assert (result.stdout, result.status) == ("docker.io/library/alpine:latest\tcurrent\n", 1)
    assert "Error response from daemon" in result.stderr


@pytest.mark.parametrize("words", [["-a"], ["--retry", "2"], ["--progress", "json"]])
def test_check_is_alone(dockctl: Dockctl, words: list[str]) -> None:
    result = dockctl("pull", "--check", *words, "alpine")
    assert (result.stdout, result.status) == ("", 1)
    assert result.stderr.startswith("conflicting options: --check ")


def test_run_pulls_what_is_newer(dockctl: Dockctl, moved: str) -> None:
    assert dockctl("run", "--rm", moved, "ls", "/newer").status != 0
    result = dockctl("run", "--rm", "--pull", "newer", moved, "ls", "/newer")
    assert (result.stdout, result.status) == ("/newer\n", 0)
    assert "Downloaded newer image" in result.stderr
    again = dockctl("run", "--rm", "--pull", "newer", moved, "ls", "/newer")
    assert (again.stdout, again.stderr, again.status) == ("/newer\n", "", 0)


def test_run_makes_do_with_what_is_here(dockctl: Dockctl, alpine: str) -> None:
    dockctl("tag", alpine, "127.0.0.1:1/gone:1")
    result = dockctl("run", "--rm", "--pull", "newer", "127.0.0.1:1/gone:1", "echo", "hi")
    dockctl("rmi", "127.0.0.1:1/gone:1")
    assert (result.stdout, result.status) == ("hi\n", 0)
    assert result.stderr.startswith("WARNING: whether 127.0.0.1:1/gone:1 is the newest is not known: ")


def test_json_is_a_line_an_event(dockctl: Dockctl, hub: PrivateEngine) -> None:
    assert hub.host
    dockctl("rmi", "-f", LAYERS)
    result = dockctl("pull", "--progress", "json", LAYERS)
    events = [json.loads(line) for line in result.stdout.splitlines()]
    assert (result.stderr, result.status) == ("", 0)
    assert events[-1] == {"image": LAYERS, "result": "pulled"}
    assert all(event["image"] == LAYERS for event in events)
    assert "Pulling from test/layers" in {event["status"] for event in events[:-1]}
    several = dockctl("pull", "--progress", "json", "alpine", LAYERS)
    ends = [json.loads(line) for line in several.stdout.splitlines() if "result" in line]
    assert sorted(item["image"] for item in ends) == sorted(["alpine:latest", LAYERS])


def test_compact_is_a_line_an_image(dockctl: Dockctl, hub: PrivateEngine) -> None:
    assert hub.host
    result = dockctl("pull", "--progress", "compact", "--jobs", "1", "alpine", LAYERS)
    assert result.stdout == f"docker.io/library/alpine:latest\n{LAYERS}\n"
    lines = result.stderr.splitlines()
    assert [line.partition("  ")[0] for line in lines] == ["alpine:latest", LAYERS]
    assert all(line.endswith("s") and " in " in line for line in lines)


def test_compact_tells_how_far_it_is(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(progress_lines, "_COMPACT_PAUSE", 0.0)
    path = tmp_path / "lines"
    with path.open("wb") as file:
        events = [PullEvent("Pulling fs layer", "a"), PullEvent("Downloading", "a", 5_000_000, 20_000_000)]
        progress_lines.write_compact(events, "x:1", Output(file.fileno(), "file"))
    assert path.read_text().splitlines()[:2] == ["x:1  0%  0B/0B  1 layers", "x:1  25%  5MB/20MB  1 layers"]


def test_plain_and_quiet_and_no_other(dockctl: Dockctl, alpine: str) -> None:
    plain = dockctl("pull", "--progress", "plain", alpine)
    assert plain.stdout == dockctl("pull", alpine).stdout
    assert dockctl("pull", "--progress", "quiet", alpine).stdout == "docker.io/library/alpine:latest\n"
    refused = dockctl("pull", "--progress", "fancy", alpine)
    assert (refused.stdout, refused.status) == ("", 125)
    assert "must be one of auto, tty, plain, compact, json, quiet" in refused.stderr


def test_only_so_many_at_once(program: list[str], environment: dict[str, str], hub: PrivateEngine) -> None:
    assert hub.host
    command = [*program, "pull", "-q", "--jobs", "2", "alpine", "busybox", LAYERS]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=60, check=True)
    assert done.stdout == f"docker.io/library/alpine:latest\ndocker.io/library/busybox:latest\n{LAYERS}\n"
