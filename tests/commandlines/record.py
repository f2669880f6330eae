"""Record what the real docker CLI does with each command line: ``python -m tests.commandlines.record``."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from dockctl.cli.table import COMMANDS
from tests.commandlines.deaf_engine import DeafEngine
from tests.commandlines.lines import (
    GROUPS_AND_ROOT,
    MORE_LINES,
    TIMES,
    VALUES,
    lines_of,
    read_flags,
    wanted_difference,
)
from tests.commandlines.outcome import Outcome, normalised
from tests.golden.stage import docker

if TYPE_CHECKING:
    from collections.abc import Sequence

RECORDED = Path(__file__).with_name("recorded.json")
_THREADS = 4


def command_lines(program: Sequence[str]) -> list[list[str]]:
    """Return the command lines for the flags that this docker has."""
    lines = []
    for entry in COMMANDS:
        if entry.names and entry.module != "doctor":
            path = entry.names.partition(",")[0]
            text = subprocess.run(
                [*program, *path.split(), "--help"], capture_output=True, text=True, check=True
            )
            lines += lines_of(path, read_flags(text.stdout.partition("Options:")[2]))
    lines += [line.split(" ") if line else [] for line in GROUPS_AND_ROOT]
    lines += [["create", flag, value, "x"] for flag, values in VALUES.items() for value in values]
    lines += [["events", "--since", text, "--until", "1"] for text in TIMES]
    lines += MORE_LINES
    return [line for line in lines if not wanted_difference(line)]


def play_with(program: Sequence[str], line: Sequence[str], engine: DeafEngine) -> Outcome:
    """Run a command line with an empty home in an empty folder; return what it did."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder, "home")
        home.mkdir()
        done = subprocess.run(
            [*program, *line],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            env={"PATH": os.environ["PATH"], "HOME": str(home), "DOCKER_HOST": engine.host, "TZ": "UTC"},
            cwd=folder,
            timeout=60,
            check=False,
        )
        stdout, stderr = (
            data.decode(errors="surrogateescape").replace(folder, "<FOLDER>")
            for data in (done.stdout, done.stderr)
        )
    requests = [request.replace(folder, "<FOLDER>") for request in engine.take_requests()]
    return normalised(Outcome(stdout=stdout, stderr=stderr, status=done.returncode, requests=requests))


def _play(program: Sequence[str], lines: Sequence[Sequence[str]]) -> list[Outcome]:
    with DeafEngine() as engine:
        return [play_with(program, line, engine) for line in lines]


def main() -> int:
    """Write the file; return the exit status."""
    program = docker()
    if not program:
        print("there is no docker CLI of version 28 or newer", file=sys.stderr)  # noqa: T201
        return 1
    lines = command_lines(program)
    parts = [lines[start::_THREADS] for start in range(_THREADS)]
    with ThreadPoolExecutor(_THREADS) as pool:
        played = pool.map(lambda part: _play(program, part), parts)
    known = {
        json.dumps(line): list(outcome.values())
        for part, outcomes in zip(parts, played, strict=True)
        for line, outcome in zip(part, outcomes, strict=True)
    }
    rows = [json.dumps([line, *known[json.dumps(line)]], ensure_ascii=False) for line in lines]
    RECORDED.write_text("[\n" + ",\n".join(dict.fromkeys(rows)) + "\n]\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
