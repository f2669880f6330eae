"""logs: searched, as data, since what was shown last, and followed by name."""

from __future__ import annotations

import json
import re
import subprocess
import threading
from typing import TYPE_CHECKING

import pytest

from dockctl.engine.log_search import Search, compile_pattern
from dockctl.engine.logs import LogLine, seconds_of
from dockctl.render.log_lines import JsonWriter
from dockctl.streams import Output
from tests.processes import started, wait_until

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from dockctl.engine.client import Engine
    from tests.conftest import Dockctl

SCRIPT = """for i in one two three four five six; do echo line $i; done
printf '\\033[1mBold\\033[0m Error\\n' >&2; exec sleep 60"""
LABEL = "dockctl-log-search"


@pytest.fixture
def talker(dockctl: Dockctl, alpine: str, name: str) -> str:
    """A container that has written seven lines, one of them to stderr."""
    dockctl("run", "-d", "--name", name, "--wait", "log=six", "--wait", "log=Error", alpine, "sh", "-c", SCRIPT)
    return name


@pytest.mark.parametrize(
    ("words", "stdout", "stderr", "status"),
    [
        (["--grep", "t(wo|hree)"], "line two\nline three\n", "", 0),
        (["--grep", "two", "--grep", "six"], "line two\nline six\n", "", 0),
        (["--grep", "nothing"], "", "", 1),
        (["--grep", "LINE S"], "", "", 1),
        (["--grep", "LINE S", "-i"], "line six\n", "", 0),
        (["--grep", "Bold Error"], "", "\x1b[1mBold\x1b[0m Error\n", 0),
        (["--grep", "line", "--invert"], "", "\x1b[1mBold\x1b[0m Error\n", 0),
        (["--grep", "three", "-C", "1", "--stdout"], "line two\nline three\nline four\n", "", 0),
        (["--grep", "one|three", "-C", "1", "--stdout"], "line one\nline two\nline three\nline four\n", "", 0),
        (["--until-match", "line two", "--stdout"], "line one\nline two\n", "", 0),
        (["--until-match", "never", "--timeout", "500ms", "--grep", "one"], "line one\n",
         "dockctl: gave up after 500ms\n", 124),
        (["--follow", "--timeout", "500ms", "--grep", "two"], "line two\n", "dockctl: gave up after 500ms\n", 124),
    ],
)  # fmt: skip
def test_lines_are_looked_for_as_grep_does(
    dockctl: Dockctl, talker: str, words: list[str], stdout: str, stderr: str, status: int
) -> None:
    result = dockctl("logs", *words, talker)
    assert (result.stdout, result.stderr, result.status) == (stdout, stderr, status)


def test_over_several_containers_names_are_told(dockctl: Dockctl, talker: str) -> None:
    result = dockctl("logs", "--grep", "six", talker, "nosuch")
    assert result.stdout == f"{talker} | line six\n"
    assert (result.stderr, result.status) == ("Error response from daemon: No such container: nosuch\n", 1)


def test_a_match_that_never_comes_is_status_1(dockctl: Dockctl, alpine: str, name: str) -> None:
    dockctl("run", "--name", name, alpine, "echo", "only")
    result = dockctl("logs", "--until-match", "never", name)
    assert (result.stdout, result.stderr, result.status) == ("only\n", "", 1)


def test_json_is_an_object_a_line(dockctl: Dockctl, engine: Engine, alpine: str, name: str) -> None:
    dockctl(
        "run", "-d", "--name", name, alpine, "sh", "-c", "echo grüße; sleep 0.1; printf 'no\\377text\\n' >&2"
    )
    dockctl("wait", name)
    first, second = [json.loads(line) for line in dockctl("logs", "--format", "json", name).stdout.splitlines()]
    assert (first["log"], first["stream"], first["container"]) == ("grüße", "stdout", name)
    assert first["id"] == engine.containers.inspect(name)["Id"]
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT[\d:]+(\.\d+)?Z", first["t"])
    assert second["stream"] == "stderr"
    # The engine's json-file driver has no other bytes than text.
    assert second.get("log") == "no\ufffdtext" or second["log_b64"] == "bm//dGV4dA=="
    refused = dockctl("logs", "--format", "xml", name)
    assert (refused.stdout, refused.status) == ("", 1)


@pytest.mark.parametrize(
    ("flag", "pattern"),
    [
        ("-t", r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z line one"),
        ("--timestamps", r"\d{4}-.*Z line one"),
        ("--timestamps=true", r"\d{4}-.*Z line one"),
        ("-t=false", r"line one"),
        ("--timestamps=utc", r"\d{4}-.*Z line one"),
        ("--timestamps=local", r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}\+05:45 line one"),
        ("-t=relative", r"(Less than a second|\d+ seconds?) ago line one"),
    ],
)
def test_times_are_shown_as_asked_for(
    dockctl: Dockctl, environment: dict[str, str], talker: str, flag: str, pattern: str
) -> None:
    result = dockctl("logs", flag, talker, environment=environment | {"TZ": "Asia/Kathmandu"})
    assert re.fullmatch(pattern, result.stdout.splitlines()[0])
    assert dockctl("logs", "--timestamps=never", talker).status == 125


def test_since_start_is_the_present_run(dockctl: Dockctl, alpine: str, name: str) -> None:
    script = "n=$(cat /n 2>/dev/null || echo 0); n=$((n+1)); echo $n > /n; echo run $n; exec sleep 60"
    dockctl("run", "-d", "--name", name, "--wait", "log=run 1", alpine, "sh", "-c", script)
    assert dockctl("logs", "--since", "start", name).stdout == "run 1\n"
    dockctl("restart", "-t", "0", "--wait", "log=run 2", name)
    assert dockctl("logs", name).stdout == "run 1\nrun 2\n"
    assert dockctl("logs", "--since", "start", name).stdout == "run 2\n"


def test_since_last_is_what_is_new(
    dockctl: Dockctl, environment: dict[str, str], alpine: str, name: str
) -> None:
    state = {"XDG_STATE_HOME": f"{environment['HOME']}/state"}
    given = environment | state
    script = "echo first; while [ ! -e /go ]; do sleep 0.05; done; echo second; exec sleep 60"
    dockctl("run", "-d", "--name", name, "--wait", "log=first", alpine, "sh", "-c", script)
    assert dockctl("logs", "--since", "last", name, environment=given).stdout == "first\n"
    assert dockctl("logs", "--since", "last", name, environment=given).stdout == ""
    dockctl("exec", name, "touch", "/go")
    dockctl("wait", "--condition", "log=second", name)
    assert dockctl("--dry-run", "logs", "--since", "last", name, environment=given).status == 0
    assert dockctl("logs", "--since", "last", name, environment=given).stdout == "second\n"
    assert dockctl("logs", "--since", "last", name).stdout == "first\nsecond\n"


@pytest.fixture
def follower(program: list[str], environment: dict[str, str]) -> Iterator[subprocess.Popen[str]]:
    """``logs -F`` over all containers with the label."""
    command = [*program, "logs", "-F", "--filter", f"label={LABEL}", "--timeout", "40s"]
    pipe = subprocess.PIPE
    with started(command, stdout=pipe, stderr=pipe, text=True, env=environment) as process:
        yield process
        process.kill()


def test_a_name_is_followed_through_restarts_and_re_creation(
    dockctl: Dockctl, engine: Engine, alpine: str, name: str, follower: subprocess.Popen[str]
) -> None:
    lines: list[str] = []

    def read() -> None:
        assert follower.stdout is not None
        lines.extend(line.rstrip("\n").partition(" | ")[2] for line in follower.stdout)

    def wait_for(text: str, times: int = 1) -> None:
        wait_until(lambda: lines.count(text) >= times)

    threading.Thread(target=read, daemon=True).start()
    run = ["run", "-d", "--label", LABEL, "--name", name, alpine, "sh", "-c"]
    dockctl(*run, "for i in $(seq 200); do echo old $i; done; exec sleep 60")
    wait_for("old 200")
    dockctl("restart", "-t", "0", name)
    wait_for("old 200", 2)
    engine.containers.remove(name, force=True)
    dockctl(*run, "echo anew; exec sleep 60")
    wait_for("anew")
    follower.terminate()
    assert follower.stderr is not None
    notices = follower.stderr.read().splitlines()
    assert lines == [f"old {number}" for number in (*range(1, 201), *range(1, 201))] + ["anew"]
    assert notices[0] == f"--- {name} restarted (exit 137) ---"
    assert notices[1].startswith(f"--- {name} created anew")


def test_json_tells_two_containers_of_one_name_apart(
    program: list[str],
    environment: dict[str, str],
    dockctl: Dockctl,
    engine: Engine,
    alpine: str,
    name: str,
) -> None:
    run = ["run", "-d", "--name", name, alpine, "sh", "-c"]
    first = dockctl(*run, "echo old; exec sleep 60").stdout.strip()
    command = [
        *program, "logs", "-F", "--format", "json", "--until-match", "anew", "--timeout", "40s", name,
    ]  # fmt: skip
    with started(command, stdout=subprocess.PIPE, env=environment) as process:
        assert process.stdout is not None
        lines = [process.stdout.readline()]
        engine.containers.remove(name, force=True)
        second = dockctl(*run, "echo anew; exec sleep 60").stdout.strip()
        lines += process.stdout.readlines()
        assert process.wait(60) == 0
    shown = [json.loads(line) for line in lines]
    assert [(line["log"], line["id"]) for line in shown] == [("old", first), ("anew", second)]


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["--filter", "label=x", "name"],
        ["--timeout", "1s", "name"],
        ["-C", "1", "name"],
        ["--grep", "(", "name"],
    ],
)
def test_what_makes_no_sense_is_refused(dockctl: Dockctl, words: list[str]) -> None:
    result = dockctl("logs", *words)
    assert result.stdout == ""
    assert result.status in {1, 125}
    assert "Traceback" not in result.stderr


def line(number: int, text: bytes, container: str = "a") -> LogLine:
    return LogLine(f"2026-01-01T00:00:0{number}Z", container, "id", 1, text)


def test_what_stands_around_is_of_the_same_container() -> None:
    texts = [(b"before a", "a"), (b"before b", "b"), (b"hit", "a"), (b"after b", "b"), (b"after a", "a")]
    lines = [line(number, *text) for number, text in enumerate(texts)]
    search = Search([compile_pattern("hit")], context=1)
    assert [found.text for found in search.select(lines)] == [b"before a", b"hit", b"after a"]
    assert search.found == 1


def test_bytes_that_are_no_text_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "lines"
    with path.open("wb") as file:
        JsonWriter(Output(file.fileno(), "file")).write(line(1, b"no\xfftext"))
    facts = json.loads(path.read_text())
    assert (facts["log_b64"], "log" in facts) == ("bm//dGV4dA==", False)


@pytest.mark.parametrize(
    ("timestamp", "seconds"),
    [("1970-01-01T00:00:01.5Z", "1.500000000"), ("1970-01-01T00:01:00Z", "60"),
     ("2026-11-25T06:26:07.519004326Z", "1795587967.519004326")],
)  # fmt: skip
def test_times_keep_their_nanoseconds(timestamp: str, seconds: str) -> None:
    assert seconds_of(timestamp) == seconds
