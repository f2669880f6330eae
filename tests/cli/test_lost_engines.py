"""The engine is killed, with everything it runs, while a command waits for it, and comes back."""

from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING

import pytest

from dockctl.engine.client import Engine
from dockctl.transport.address import parse_address
from tests.engine.private import PrivateEngine
from tests.processes import started, wait_until

if TYPE_CHECKING:
    from collections.abc import Iterator

LOST = re.compile(r"lost the (?:connection|stream)|error during connect: .*: EOF\n")
STUBBORN = "trap '' TERM; echo up; while :; do sleep 1; done"
SLOW_IMAGE = "127.0.0.1:5001/test/layers:30"


@pytest.fixture(scope="module")
def own() -> Iterator[PrivateEngine]:
    """An engine that nobody else uses."""
    with PrivateEngine() as engine:
        yield engine


class Caller:
    """Runs the program against an engine that may go away."""

    def __init__(self, program: list[str], environment: dict[str, str], own: PrivateEngine) -> None:
        self._start = [*program, "-H", own.host]
        self._environment = environment
        self._own = own
        self.engine = Engine(parse_address(own.host))

    def __call__(self, *words: str) -> tuple[str, str, int]:
        """Return what the program writes to stdout and stderr, and its exit status."""
        done = subprocess.run(
            [*self._start, *words],
            capture_output=True,
            text=True,
            env=self._environment,
            timeout=60,
            check=False,
        )
        return done.stdout, done.stderr, done.returncode

    def lose_engine(
        self, *words: str, after: str = "", event: str = "", times: int = 1
    ) -> tuple[str, str, int]:
        """Run the program, and kill the engine at work; then start the engine again.

        The moment is when the program has written ``after``, and the engine has told of ``event`` so many times.
        """
        events = self.engine.system.events(filters={"event": [event]}) if event else iter(())
        pipe = subprocess.PIPE
        with started(
            [*self._start, *words], stdout=pipe, stderr=pipe, text=True, env=self._environment
        ) as process:
            assert process.stdout is not None
            seen = ""
            while after not in seen:
                line = process.stdout.readline()
                assert line, f"it ended without {after}"
                seen += line
            for _ in range(times if event else 0):
                next(events)
            assert process.poll() is None, "it was too fast for this test"
            self.engine.close()
            self._own.restart()
            assert process.stderr is not None
            out, err = seen + process.stdout.read(), process.stderr.read()
        assert "Traceback" not in err
        return out, err, process.returncode


@pytest.fixture
def call(program: list[str], environment: dict[str, str], own: PrivateEngine) -> Iterator[Caller]:
    """Run the program against an engine of its own."""
    caller = Caller(program, environment, own)
    yield caller
    for found in caller.engine.containers.list(all_=True):
        caller.engine.containers.remove(found["Id"], force=True)
    caller.engine.close()


def test_run_says_so_each_time(call: Caller) -> None:
    for _ in range(3):
        out, err, status = call.lose_engine("run", "alpine", "sh", "-c", "echo up; sleep 300", after="up\n")
        assert (out, status) == ("up\n", 125)
        assert LOST.search(err)


def test_a_followed_log_is_no_whole_one(call: Caller) -> None:
    call("run", "-d", "--name", "talks", "alpine", "sh", "-c", "echo up; sleep 300")
    _, err, status = call.lose_engine("logs", "-f", "talks", after="up\n")
    assert (bool(LOST.search(err)), status) == (True, 1)
    assert call("logs", "talks") == ("up\n", "", 0)


def test_a_pull_is_not_done_and_can_be_done_again(call: Caller) -> None:
    out, err, status = call.lose_engine("pull", SLOW_IMAGE, after="Pulling fs layer")
    assert (bool(LOST.search(err)), status) == (True, 1)
    assert "Status: " not in out
    assert call("images", "-q", SLOW_IMAGE) == ("", "", 0)
    out, err, status = call("pull", "-q", SLOW_IMAGE)
    assert (out, err, status) == (f"{SLOW_IMAGE}\n", "", 0)


def test_a_pull_with_retries_gets_there(call: Caller) -> None:
    call("rmi", "-f", SLOW_IMAGE)
    out, err, status = call.lose_engine(
        "pull", "--retry", "8", "--retry-delay", "500ms", SLOW_IMAGE, after="Pulling fs layer"
    )
    assert (out.splitlines()[-1:], status) == ([SLOW_IMAGE], 0), err
    assert LOST.search(err)
    assert "Trying again" in err


def test_what_was_not_seen_to_stop_is_not_told_as_stopped(call: Caller) -> None:
    names = [f"stubborn{number}" for number in range(3)]
    for name in names:
        call("run", "-d", "--name", name, "alpine", "sh", "-c", STUBBORN)
        assert call("logs", name)[0] == "up\n"
    out, err, status = call.lose_engine("stop", "-t", "60", *names, event="kill", times=len(names))
    assert (out, len(LOST.findall(err)), status) == ("", 3, 1)
    assert call("stop", "-t", "0", *names) == ("".join(f"{name}\n" for name in names), "", 0)


def test_a_commit_that_was_lost_has_made_no_image(call: Caller) -> None:
    call(
        "run",
        "--name",
        "large",
        "-d",
        "alpine",
        "sh",
        "-c",
        "dd if=/dev/urandom of=/large bs=1M count=200 2>/dev/null; echo written; exec sleep 300",
    )
    wait_until(lambda: call("logs", "large")[0] == "written\n")
    out, err, status = call.lose_engine("commit", "large", "lost:now", event="pause")
    assert (out, bool(LOST.search(err)), status) == ("", True, 1)
    assert call("images", "-q", "lost") == ("", "", 0)
    assert call("commit", "large", "lost:now")[2] == 0
    assert call("images", "--format", "{{.Repository}}:{{.Tag}}", "lost") == ("lost:now\n", "", 0)
