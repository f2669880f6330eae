"""The program's output against the real docker CLI's: recorded, and live where a docker CLI is present."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING

import pytest

from tests.engine.kinds import DEFAULT, chosen
from tests.engine.private import PrivateEngine
from tests.golden.cases import DIFFERENCES, LIVE_ONLY, Outcome, command_lines
from tests.golden.record import RECORDED
from tests.golden.stage import OURS, docker, play, set_stage

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ATTEMPTS = 8


@pytest.fixture(scope="module")
def stage(private_engine: PrivateEngine | None) -> Iterator[str]:
    """An engine on which nothing else happens."""
    if private_engine is None:
        pytest.skip("the stage is set on a private engine only")
    with PrivateEngine() as engine:
        set_stage(engine.host)
        yield engine.host


@cache
def recorded() -> dict[str, Outcome]:
    return {line: Outcome(**outcome) for line, outcome in json.loads(RECORDED.read_text()).items()}


def test_every_case_is_recorded() -> None:
    assert list(recorded()) == [line for line in command_lines() if not line.startswith(LIVE_ONLY)]
    assert set(DIFFERENCES) <= set(command_lines())


@pytest.mark.parametrize("line", [line for line in command_lines() if line not in DIFFERENCES])
def test_as_docker_prints_it(stage: str, tmp_path: Path, line: str) -> None:
    """As recorded on the machine's engine and, where a docker CLI is present, to the byte as it prints now.

    An age may become a second older between the two, so a difference is looked at again.
    """
    if line.startswith(LIVE_ONLY) and not docker():
        pytest.skip("there is no docker CLI to ask")
    ours = play(OURS, line, stage, str(tmp_path))
    if chosen() is DEFAULT and not line.startswith(LIVE_ONLY):
        assert ours.normalised(columns=False) == recorded()[line]
    for _ in range(ATTEMPTS if docker() else 0):
        theirs = play(docker(), line, stage, str(tmp_path))
        if ours.normalised(columns=True) == theirs.normalised(columns=True):
            break
        ours = play(OURS, line, stage, str(tmp_path))
    else:
        assert not docker() or ours.normalised(columns=True) == theirs.normalised(columns=True)


@pytest.mark.parametrize("line", DIFFERENCES)
def test_a_wanted_difference_is_one(stage: str, tmp_path: Path, line: str) -> None:
    """Lest the list keeps what has become equal; the status never differs."""
    ours, theirs = play(OURS, line, stage, str(tmp_path)).normalised(columns=False), recorded()[line]
    assert ours != theirs
    assert ours.status == theirs.status
