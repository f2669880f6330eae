"""What fuzzing has found interesting, played back."""

from __future__ import annotations

import json

import pytest

from tests.fuzz.__main__ import CORPUS
from tests.fuzz.targets import TARGETS


@pytest.mark.parametrize("name", TARGETS)
def test_the_corpus(name: str) -> None:
    entries = json.loads((CORPUS / f"{name}.json").read_text())
    assert entries
    for entry in entries:
        TARGETS[name](bytes.fromhex(entry))
