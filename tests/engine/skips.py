"""What an engine lacks, and the tests that therefore can't run on it."""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.engine.kinds import Kind

# (engines, tests, why), both as shell patterns on the kind's name and the test's id.
SKIPS: list[tuple[str, str, str]] = [
    (
        "*[0-9]",
        "tests/golden/*::test_a_wanted_difference_is_one*",
        "docker's side is recorded on the machine's engine",
    ),
]


def reasons_to_skip(kind: Kind, test: str) -> list[str]:
    """Return why ``test`` can't run on ``kind``; empty if it can."""
    return [why for kinds, tests, why in SKIPS if fnmatchcase(kind.name, kinds) and fnmatchcase(test, tests)]
