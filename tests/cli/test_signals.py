"""Signals at random moments: the terminal is as it was, the status tells, and nothing is left half done."""

from __future__ import annotations

import os
import pty
import random
import re
import signal
import subprocess
import termios
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from dockctl.errors import DockctlError
from tests.processes import signal_waits, wait_until

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from dockctl.engine.client import Engine
    from tests.conftest import Dockctl

LABEL = "dockctl-signals"
OTHER = "dockctl-signals-other"  # for what would end the others' processes
SIGNALS = [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGPIPE]
TIMES = 300
AT_ONCE = 4
LONGEST = 0.6  # seconds before a signal; most commands end within that time
HIDE_CURSOR, SHOW_CURSOR = b"\x1b[?25l", b"\x1b[?25h"
# A traceback through our files but the first two: until those are there, the interpreter is on its own.
OUR_FILES = re.compile(rb"Traceback(?s:.*)/src/dockctl/(?!__main__|__init__)")
SLOW_IMAGE = "127.0.0.1:5001/library/alpine:latest"
CASES = (
    f"run --rm -it --label {LABEL} alpine sleep 0.3",
    f"run --rm --label {LABEL} alpine sleep 0.3",
    f"run -d --rm --label {LABEL} alpine true",
    f"exec -it {LABEL} sleep 0.3",
    f"logs -f {LABEL}",
    "save -o FILE alpine",
    f"cp {LABEL}:/bin/busybox FILE",
    f"commit {LABEL} dockctl-signals-image",
    "ps -a",
    f"wait {LABEL}",
    f"restart -t 0 {OTHER}",
    f"pull {SLOW_IMAGE}",
    f"stop -t 1 --filter label={LABEL}-none",
)


@dataclass(frozen=True)
class Ending:
    """How a process ended: its status as a shell tells it, what it wrote, and whether the terminal is as before."""

    status: int
    output: bytes
    terminal_is_restored: bool


@pytest.fixture
def running(dockctl: Dockctl, engine: Engine, alpine: str) -> Iterator[str]:
    """A container to work on."""
    for name in (LABEL, OTHER):
        dockctl("run", "-d", "--name", name, alpine, "sh", "-c", "echo something; exec sleep 600")
    yield LABEL
    for name in (LABEL, OTHER, "dockctl-signals-image", SLOW_IMAGE):
        with suppress(DockctlError):
            engine.containers.remove(name, force=True)
        with suppress(DockctlError):
            engine.images.remove(name, force=True)


def run_until(command: list[str], environment: Mapping[str, str], number: int, moment: float) -> Ending:
    """Run ``command`` in a terminal of its own and send it signal ``number`` after ``moment`` seconds."""
    master, slave = pty.openpty()
    before = termios.tcgetattr(slave)
    output = bytearray()

    def read() -> None:
        with suppress(OSError):
            while data := os.read(master, 1 << 16):
                output.extend(data)

    process = subprocess.Popen(
        # Whoever runs these tests by nohup, or in the background of a script, has one of them ignored, and so would have
        # the program until it is under way.
        ["env", "--default-signal=HUP", "--default-signal=INT", *command],
        stdin=slave,
        stdout=slave,
        stderr=slave,
        env=environment,
        start_new_session=True,
    )
    reader = threading.Thread(target=read)
    reader.start()
    with suppress(subprocess.TimeoutExpired):
        process.wait(moment)
    process.send_signal(number)
    if number == signal.SIGPIPE and {"logs", "wait"} & set(command):  # which means nothing to it
        wait_until(lambda: process.poll() is not None or not signal_waits(process.pid, number))
        process.send_signal(signal.SIGTERM)
    try:
        try:
            status = process.wait(20)
        except subprocess.TimeoutExpired:  # where it hangs is what the interpreter says as it is aborted
            process.send_signal(signal.SIGABRT)
            status = process.wait(20)
        after = termios.tcgetattr(slave)
    finally:
        process.kill()
        os.close(slave)
        reader.join()
        os.close(master)
    return Ending(128 - status if status < 0 else status, bytes(output), after == before)


@pytest.mark.timeout(400)
@pytest.mark.usefixtures("running")
def test_a_signal_at_any_moment_loses_nothing(
    program: list[str],
    environment: dict[str, str],
    engine: Engine,
    tmp_path: Path,
    record_property: Callable[[str, object], None],
) -> None:
    chance = random.Random(os.environ.get("DOCKCTL_TEST_SEED", "7"))  # noqa: S311  (no secret)
    plan = [
        (index, CASES[index % len(CASES)], chance.choice(SIGNALS), chance.random() * LONGEST)
        for index in range(TIMES)
    ]
    sizes: dict[str, set[int]] = {line: set() for line in CASES}
    surroundings = environment | {"TERM": "xterm", "PYTHONFAULTHANDLER": "1"}

    def attempt(item: tuple[int, str, int, float]) -> str:
        index, line, number, moment = item
        folder = tmp_path / str(index)
        folder.mkdir()
        words = [word.replace("FILE", str(folder / "file")) for word in line.split()]
        if words[0] == "pull":
            with suppress(DockctlError):
                engine.images.remove(SLOW_IMAGE, force=True)
        ending = run_until([*program, *words], surroundings, number, moment)
        wrong = complaints(ending, number)
        left = {path.name: path.stat().st_size for path in folder.iterdir()}
        if "FILE" in line and (set(left) - {"file"} or (ending.status == 0 and not left)):
            wrong.append(f"files {left}")
        sizes[line] |= set(left.values())
        return f"{line}, {signal.Signals(number).name} after {moment:.3f} s: {wrong} {ending}" if wrong else ""

    with ThreadPoolExecutor(AT_ONCE) as pool:
        faults = [fault for fault in pool.map(attempt, plan) if fault]
    assert not faults, "\n".join(faults)
    assert {line: len(found) for line, found in sizes.items()} == {line: "FILE" in line for line in CASES}
    wait_until_gone(engine)
    record_property("signals", TIMES)


def complaints(ending: Ending, number: int) -> list[str]:
    """Return what is wrong with the way a process ended."""
    wrong: list[str] = []
    if b"Traceback" in ending.output and not OUR_FILES.search(ending.output):
        return wrong  # what comes before our first line is the interpreter's
    # One whose work was done before the signal came has its own status.
    if ending.status not in {0, 128 + number, 128 + signal.SIGTERM if number == signal.SIGPIPE else 0}:
        wrong.append(f"status {ending.status}")
    if not ending.terminal_is_restored:
        wrong.append("the terminal is not as it was")
    if ending.output.rfind(HIDE_CURSOR) > ending.output.rfind(SHOW_CURSOR):
        wrong.append("the cursor is hidden")
    if OUR_FILES.search(ending.output) or b"unexpected" in ending.output:
        wrong.append("a traceback")
    return wrong


def wait_until_gone(engine: Engine) -> None:
    """Wait until the engine has removed what was to be removed at its end; raises AssertionError if it doesn't."""
    for _ in range(100):
        left = engine.containers.list(all_=True, filters={"label": [LABEL]})
        if not left:
            return
        time.sleep(0.1)
    raise AssertionError([(item["Command"], item["Status"]) for item in left])
