"""Measure whole processes: dockctl, the docker CLI, a docker-py program and curl, taking turns.

Each command is run once to warm up, then ROUNDS times in turn with its rivals, so that a machine that gets
slower meets all of them. Printed are medians, the ratio to dockctl, and the largest resident memory.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass, field

OURS = "dockctl"
NOWHERE = "unix:///nonexistent.sock"  # where start-up ends: at the first request
DOCKER_PY = {
    "ps": "import docker\nfor c in docker.from_env().containers.list(): print(c.short_id, c.name)",
    "run --rm alpine true": "import docker\ndocker.from_env().containers.run('alpine', 'true', remove=True)",
    "logs (1,000,000 lines)": (
        "import docker, sys\n"
        "for part in docker.from_env().containers.get('bench-logs').logs(stream=True):\n"
        "    sys.stdout.buffer.write(part)"
    ),
}
CURL_PATHS = {
    "ps": "/containers/json",
    "logs (1,000,000 lines)": "/containers/bench-logs/logs?stdout=1&stderr=1",
}
COMMANDS = {
    "start-up of ps": ["-H", NOWHERE, "ps"],
    "start-up of run": ["-H", NOWHERE, "run", "alpine"],
    "ps": ["ps"],
    "run --rm alpine true": ["run", "--rm", "alpine", "true"],
    "logs (1,000,000 lines)": ["logs", "bench-logs"],
}
GIGABYTE = 1_000_000_000
ZEROS = f"head -c {GIGABYTE} /dev/zero"
# What passes a gigabyte in or out; bench-idle runs, bench-writer writes on demand.
STREAMS = {
    "run, out": (f"{OURS} run --rm alpine {ZEROS}", False),
    "run -i, in": (f"{OURS} run -i --rm alpine md5sum", True),
    "run -i, in and out": (f"{OURS} run -i --rm alpine cat", True),
    "exec, out": (f"{OURS} exec bench-idle {ZEROS}", False),
    "exec -i, in": (f"{OURS} exec -i bench-idle md5sum", True),
    "attach, out": (f"{OURS} start -a bench-writer", False),
}


@dataclass
class Runs:
    """The wall times of one command in seconds, and its largest resident memory in MiB."""

    seconds: list[float] = field(default_factory=list)
    memory: float = 0.0

    @property
    def median(self) -> float:
        """The median wall time in seconds."""
        return statistics.median(self.seconds)


def rivals(job: str) -> dict[str, list[str]]:
    """Return the command lines that do ``job``, by the program's name."""
    lines = {OURS: [OURS, *COMMANDS[job]]}
    if shutil.which("docker"):
        lines["docker"] = ["docker", *COMMANDS[job]]
    if job in DOCKER_PY:
        lines["docker-py"] = [sys.executable, "-c", DOCKER_PY[job]]
    host = os.environ["DOCKER_HOST"]
    if job in CURL_PATHS and host.startswith("unix://"):
        socket = host.removeprefix("unix://")
        lines["curl"] = ["curl", "-s", "--unix-socket", socket, f"http://engine{CURL_PATHS[job]}"]
    return lines


def measure(command: list[str]) -> tuple[float, float]:
    """Run ``command`` with its output thrown away; return its wall time and its memory."""
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    elapsed = time.perf_counter() - started
    if process.returncode and NOWHERE not in command:
        message = f"{' '.join(command)} failed with {process.returncode}"
        raise RuntimeError(message)
    return elapsed, usage.ru_maxrss / 1024


def compare(job: str, rounds: int) -> dict[str, Runs]:
    """Return the figures of every program that does ``job``."""
    lines = rivals(job)
    figures = {name: Runs() for name in lines}
    for number in range(rounds + 1):
        for name, line in lines.items():
            seconds, memory = measure(line)
            if number:  # the first is to warm up
                figures[name].seconds.append(seconds)
                figures[name].memory = max(figures[name].memory, memory)
    return figures


def print_table(job: str, figures: dict[str, Runs]) -> None:
    """Print one table row a program, in Markdown."""
    ours = figures[OURS].median
    for name, runs in figures.items():
        spread = f"{min(runs.seconds) * 1000:.0f}-{max(runs.seconds) * 1000:.0f}"
        print(
            f"| `{job}` | {name} | {runs.median * 1000:.0f} ms | {spread} | {runs.median / ours:.2f} |"
            f" {runs.memory:.0f} MiB |",
            flush=True,
        )


def print_streams() -> None:
    """Print the time and the largest resident memory of dockctl while a gigabyte passes through it."""
    print("\n| 1 GB through | time | memory |\n|---|---|---|")
    for job, (command, has_input) in STREAMS.items():
        source = subprocess.Popen(ZEROS.split(), stdout=subprocess.PIPE) if has_input else None
        started = time.perf_counter()
        process = subprocess.Popen(
            command.split(),
            stdin=source.stdout if source else subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        )
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        elapsed = time.perf_counter() - started
        if source:
            source.wait()
        print(f"| {job} | {elapsed:.1f} s | {usage.ru_maxrss / 1024:.0f} MiB |", flush=True)


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--rounds", type=int, default=15, help="counted runs of each command (default 15)")
    rounds = parser.parse_args().rounds
    quiet = subprocess.DEVNULL
    lines = "yes 'a line of a million lines, with some words in it' | head -n 1000000"
    for arguments in (
        ["run", "-d", "--name", "bench-idle", "alpine", "sleep", "3600"],
        ["create", "--name", "bench-writer", "alpine", *ZEROS.split()],
    ):
        subprocess.run([OURS, *arguments], stdout=quiet, stderr=quiet, check=True)
    subprocess.run(
        [OURS, "run", "--name", "bench-logs", "alpine", "sh", "-c", lines],
        stdout=quiet,
        stderr=quiet,
        check=True,
    )
    print(f"{time.strftime('%Y-%m-%d')}, {platform.machine()}, {os.cpu_count()} cores, Python", end=" ")
    print(f"{platform.python_version()}, {rounds} rounds (a third of them for the logs)\n")
    print("| job | program | median | range, ms | ratio to dockctl | memory |")
    print("|---|---|---|---|---|---|", flush=True)
    for job in COMMANDS:
        print_table(job, compare(job, max(3, rounds // 3) if job.startswith("logs") else rounds))
    print_streams()


if __name__ == "__main__":
    main()
