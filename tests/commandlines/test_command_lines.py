"""Every command in every grammatical form: what docker makes of it, recorded, is what dockctl makes of it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from dockctl.cli.table import COMMANDS
from tests.commandlines.outcome import Outcome, normalised
from tests.commandlines.record import RECORDED

PARTS = 8  # short ones, for several processors
REPOSITORY = Path(__file__).resolve().parents[2]
SHOWN = 10  # differences


def recorded() -> list[tuple[list[str], Outcome]]:
    return [
        (line, Outcome(stdout=stdout, stderr=stderr, status=status, requests=requests))
        for line, stdout, stderr, status, requests in json.loads(RECORDED.read_text())
    ]


def test_every_command_is_recorded() -> None:
    lines = [line for line, _ in recorded()]
    for entry in COMMANDS:
        if entry.names and entry.module != "doctor":
            words = entry.names.partition(",")[0].split()
            assert [*words, "--nope"] in lines


@pytest.mark.parametrize("part", range(PARTS))
def test_command_lines_come_to_what_docker_makes_of_them(part: int) -> None:
    cases = recorded()[part::PARTS]
    done = subprocess.run(
        [sys.executable, "-m", "tests.commandlines.player"],
        input="".join(json.dumps(line) + "\n" for line, _ in cases),
        capture_output=True,
        text=True,
        cwd=REPOSITORY,
        env={
            "PATH": os.environ["PATH"],
            "PYTHONPATH": os.pathsep.join(sys.path),
            "PYTHONUTF8": "1",
            "TZ": "UTC",
        },
        timeout=110,
        check=True,
    )
    played = [normalised(json.loads(answer)) for answer in done.stdout.splitlines()]
    assert len(played) == len(cases)
    different = [
        (" ".join(line), {name: (ours[name], theirs[name]) for name in theirs if ours[name] != theirs[name]})  # type: ignore[literal-required]
        for (line, theirs), ours in zip(cases, played, strict=True)
        if ours != theirs
    ]
    assert different[:SHOWN] == []
