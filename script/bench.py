"""Measure whole processes: dockctl, the docker CLI, a docker-py program and curl, taking turns.

Each command is run once to warm up, then some rounds in turn with its rivals, so that a machine that gets slower
meets all of them. Printed are medians, the ratio to dockctl, and the largest resident memory; with --json one
object a line, with seconds and MiB. What a job needs is made before each run of it, and not counted.
"""

from __future__ import annotations

import argparse
import compileall
import importlib.util
import json
import os
import platform
import pty
import shutil
import statistics
import subprocess
import sys
import termios
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from dockctl.engine.client import Engine
from dockctl.engine.reference import parse_reference
from dockctl.errors import DockctlError
from dockctl.transport.address import parse_address

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

HOST = os.environ["DOCKER_HOST"]
NOWHERE = "unix:///nonexistent.sock"  # where start-up ends: at the first request
MEGABYTE = 1_000_000
STUBBORN = ["sh", "-c", "trap '' TERM; while :; do sleep 1; done"]
IMAGES = [
    "alpine:3.1", "busybox", "alpine:multi", "bfirsh/reticulate-splines", "test/everything", "test/healthcheck",
    "test/layers:30", "127.0.0.1:5000/library/alpine:multi",
]  # fmt: skip
PYTHON = sys.executable
DOCKER_PY = "import docker, sys\nc = docker.from_env(timeout=600)\n"


def _engine() -> Engine:
    return Engine(parse_address(HOST))


def _each(count: int, do: Callable[[int], object]) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(do, range(count)))


def _remove(prefix: str) -> None:
    engine = _engine()
    found = engine.containers.list(all_=True, filters={"name": [f"^/{prefix}"]})
    _each(len(found), lambda number: engine.containers.remove(found[number]["Id"], force=True))


def _make(prefix: str, count: int, command: list[str], *, start: bool, **settings: object) -> None:
    """Have ``count`` containers called after ``prefix``, and no others of that name."""
    _remove(prefix)
    engine = _engine()

    def one(number: int) -> None:
        request: Any = {"Image": "alpine", "Cmd": command, **settings}
        engine.containers.create(request, name=f"{prefix}{number}")
        if start:
            engine.containers.start(f"{prefix}{number}")

    _each(count, one)


def _forget_images() -> None:
    engine = _engine()
    for name in IMAGES:
        try:
            engine.images.remove(name, force=True)
        except DockctlError:
            continue


@dataclass
class Job:
    """What is measured: programs and their command lines, in the shell's words where one is a string."""

    name: str
    lines: Mapping[str, list[str] | str]
    rounds: int = 15
    before: Callable[[], None] | None = None
    fails: bool = False  # it is to end at its first request
    on_terminal: tuple[str, ...] = ()  # the programs whose stdout is one


@dataclass
class Runs:
    """The wall times of one command in seconds, and its largest resident memory in MiB."""

    seconds: list[float] = field(default_factory=list)
    memory: float = 0.0

    @property
    def median(self) -> float:
        """The median wall time in seconds."""
        return statistics.median(self.seconds)


def both(*words: str) -> dict[str, list[str] | str]:
    """Return the same command line for dockctl and docker."""
    return {"dockctl": ["dockctl", *words], "docker": ["docker", *words]}


def _either(line: str) -> dict[str, list[str] | str]:
    """Return the shell's ``line`` with dockctl and with docker in PROGRAM's place."""
    return {name: line.replace("PROGRAM", name) for name in ("dockctl", "docker")}


def curl(path: str) -> list[str]:
    """Return what asks for ``path`` and throws the answer away."""
    return ["curl", "-s", "--unix-socket", HOST.removeprefix("unix://"), f"http://engine{path}"]


def jobs() -> Iterator[Job]:
    """Yield the jobs; what they need for all their runs is made when they are asked for."""
    libraries: list[str] | str = [PYTHON, "-c", "import typer, requests_unixsocket"]
    yield Job("--help", both("--help"))
    yield Job("TAB after stop", {"dockctl": ["dockctl", "__complete", "running_containers"],
                                 "docker": ["docker", "__complete", "stop", ""]})  # fmt: skip
    yield Job("start-up of ps", {**both("-H", NOWHERE, "ps"), "its libraries": libraries}, fails=True)
    yield Job("start-up of run", both("-H", NOWHERE, "run", "alpine"), fails=True)
    listing = "for x in c.containers.list(all=True, filters={'name': 'bench-many'}): print(x.short_id, x.name)"
    for count in (1, 100, 1000):
        _make("bench-many", count, ["true"], start=False)
        lines = {
            **both("ps", "-a", "-f", "name=bench-many"),
            "docker-py": [PYTHON, "-c", DOCKER_PY + listing],
            "curl": curl("/containers/json?all=1"),
        }
        yield Job(f"ps of {count}", lines, rounds=9)
        shown = {**both("ps", "-a", "-f", "name=bench-many"), "dockctl in a pipe": lines["dockctl"]}
        yield Job(f"ps of {count} on a terminal", shown, rounds=9, on_terminal=("dockctl", "docker"))
    _remove("bench-many")
    running = "c.containers.run('alpine', 'true', remove=True)"
    yield Job(
        "run --rm alpine true",
        {**both("run", "--rm", "alpine", "true"), "docker-py": [PYTHON, "-c", DOCKER_PY + running]},
    )
    yield from _log_jobs()
    for name, words, count in (("stop -t 1", ["stop", "-t", "1"], 50), ("rm -f", ["rm", "-f"], 100)):
        yield Job(
            f"{name} of {count}",
            both(*words, *(f"bench-stub{number}" for number in range(count))),
            rounds=2,
            before=lambda count=count: _make("bench-stub", count, STUBBORN, start=True),  # type: ignore[misc]
        )
    _remove("bench-stub")
    one_by_one = "; ".join(f"docker pull -q {name}" for name in IMAGES)
    yield Job("pull of 8", {"dockctl": ["dockctl", "pull", "-q", *IMAGES], "docker": one_by_one},
              rounds=3, before=_forget_images)  # fmt: skip
    yield from _stream_jobs()


def _log_jobs() -> Iterator[Job]:
    text = "yes 'a line of a million lines, with some words in it, as a log has' | head -n"
    for name, count in (("bench-log1", 1_000_000), ("bench-log2", 500_000), ("bench-log3", 500_000)):
        _remove(name)
        engine = _engine()
        engine.containers.create({"Image": "alpine", "Cmd": ["sh", "-c", f"{text} {count}"]}, name=name)
        engine.containers.start(name)
        engine.containers.wait(name).result()
    path = "/containers/{}/logs?stdout=1&stderr=1"
    reading = "for part in c.containers.get('bench-log1').logs(stream=True): sys.stdout.buffer.write(part)"
    plain = {
        **both("logs", "bench-log1"),
        "docker-py": [PYTHON, "-c", DOCKER_PY + reading],
        "curl": curl(path.format("bench-log1")),
    }
    yield Job("logs of 1,000,000 lines", plain, rounds=3)
    stamped = {**both("logs", "-t", "bench-log1"), "curl": curl(path.format("bench-log1") + "&timestamps=1")}
    yield Job("the same with -t", stamped, rounds=3)
    urls = [curl(path.format(name) + "&timestamps=1") for name in ("bench-log2", "bench-log3")]
    sources = ["bench-log2", "bench-log3"]
    together = [*urls[0], urls[1][-1]]
    yield Job("the same of two, merged", {"dockctl": ["dockctl", "logs", *sources], "curl": together}, rounds=3)
    stamped = {"dockctl": ["dockctl", "logs", "-t", *sources], "curl": together}
    yield Job("the same of two, with -t", stamped, rounds=3)
    _remove("bench-log")


def _stream_jobs() -> Iterator[Job]:
    for size in (1, 10, 100, 1000):
        line = f"PROGRAM run --rm --log-driver none alpine head -c {size * MEGABYTE} /dev/zero"
        yield Job(f"{size} MB out of run", _either(line), rounds=3)
        line = f"head -c {size * MEGABYTE} /dev/zero | PROGRAM run -i --rm alpine md5sum"
        yield Job(f"{size} MB into run -i", _either(line), rounds=3)
    sender = ["sh", "-c", f"read -r _; exec head -c {1000 * MEGABYTE} /dev/zero"]
    quiet = {"OpenStdin": True, "HostConfig": {"LogConfig": {"Type": "none"}}}
    yield Job(
        "1000 MB out of attach",
        _either("echo | PROGRAM attach bench-sender0"),
        rounds=2,
        before=lambda: _make("bench-sender", 1, sender, start=True, **quiet),
    )
    _remove("bench-sender")
    zeros = f"head -c {1000 * MEGABYTE} /dev/zero"
    _make("bench-idle", 1, ["sleep", "3600"], start=True)
    for name, line in (
        ("1000 MB out of exec", f"PROGRAM exec bench-idle0 {zeros}"),
        ("1000 MB into exec -i", f"{zeros} | PROGRAM exec -i bench-idle0 md5sum"),
    ):
        yield Job(name, _either(line), rounds=2)
    _remove("bench-idle")


@contextmanager
def _window() -> Iterator[int]:
    """Give a terminal of 120 columns whose other end takes everything that is written."""
    master, slave = pty.openpty()
    termios.tcsetwinsize(slave, (40, 120))

    def take() -> None:
        with suppress(OSError):  # once nobody has the terminal any more
            while os.read(master, 65536):
                pass

    reader = threading.Thread(target=take)
    reader.start()
    try:
        yield slave
    finally:
        os.close(slave)
        reader.join()
        os.close(master)


def measure(line: list[str] | str, *, fails: bool, on_terminal: bool) -> tuple[float, float]:
    """Run ``line`` with its output thrown away; return its wall time and its memory, with its children's."""
    command = ["/usr/bin/time", "-f", "%M", *(["sh", "-c", line] if isinstance(line, str) else line)]
    environment = os.environ | {"TERM": "xterm-256color"}
    with _window() if on_terminal else nullcontext(subprocess.DEVNULL) as stdout:
        started = time.perf_counter()
        done = subprocess.run(
            command, stdout=stdout, stderr=subprocess.PIPE, text=True, check=False, env=environment
        )
        elapsed = time.perf_counter() - started
    if done.returncode and not fails:
        message = f"{command} failed with {done.returncode}: {done.stderr}"
        raise RuntimeError(message)
    return elapsed, int(done.stderr.split()[-1]) / 1024


def compare(job: Job, most: int) -> dict[str, Runs]:
    """Return the figures of every program that does ``job`` and is here."""
    here = {
        name: line for name, line in job.lines.items() if name not in {"docker", "curl"} or shutil.which(name)
    }
    figures = {name: Runs() for name in here}
    warm_up = 0 if job.before else 1
    for number in range(min(job.rounds, most) + warm_up):
        for name, line in here.items():
            if job.before:
                job.before()
            seconds, memory = measure(line, fails=job.fails, on_terminal=name in job.on_terminal)
            if number >= warm_up:
                figures[name].seconds.append(seconds)
                figures[name].memory = max(figures[name].memory, memory)
    return figures


def report(job: Job, figures: dict[str, Runs], *, as_json: bool) -> None:
    """Print one row, or one object, a program."""
    ours = figures["dockctl"].median
    for name, runs in figures.items():
        if as_json:
            facts = {"job": job.name, "program": name, "seconds": runs.seconds, "memory": runs.memory}
            print(json.dumps(facts), flush=True)
            continue
        spread = f"{min(runs.seconds) * 1000:,.0f}-{max(runs.seconds) * 1000:,.0f}"
        print(
            f"| `{job.name}` | {name} | {runs.median * 1000:,.0f} | {spread} | {runs.median / ours:.2f} |"
            f" {runs.memory:.0f} |",
            flush=True,
        )


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument(
        "--rounds", type=int, default=15, help="the most counted runs of a command (default 15)"
    )
    parser.add_argument("--json", action="store_true", help="print an object a program")
    parser.add_argument("--job", default="", help="only jobs whose name has this in it")
    options = parser.parse_args()
    # As an installation leaves them: from a checkout, and where bytecode isn't kept, each start would compile anew.
    for package in ("dockctl", "typer", "requests", "docker"):
        spec = importlib.util.find_spec(package)
        for folder in (spec and spec.submodule_search_locations) or ():
            compileall.compile_dir(folder, quiet=1)
    for _ in _engine().images.pull(parse_reference("alpine:latest")):
        pass
    if not options.json:
        print(f"{time.strftime('%Y-%m-%d')}, {platform.machine()}, {os.cpu_count()} cores, Python", end=" ")
        print(f"{platform.python_version()}, at most {options.rounds} rounds\n")
        print("| job | program | median, ms | range, ms | ratio to dockctl | memory, MiB |")
        print("|---|---|---|---|---|---|", flush=True)
    for job in jobs():
        if options.job in job.name:
            report(job, compare(job, options.rounds), as_json=options.json)


if __name__ == "__main__":
    main()
