"""An object of any kind, looked for by its name."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from dockctl.engine.client import Engine
from dockctl.engine.objects import COLLECTIONS
from dockctl.errors import DockctlError, EngineError
from dockctl.transport.address import parse_address
from tests.fake import FakeEngine, answer

if TYPE_CHECKING:
    from collections.abc import Mapping

NOT_FOUND = answer(b'{"message": "nothing"}', status="404 Not Found")
REFUSED = answer(b'{"message": "invalid reference format"}', status="400 Bad Request")
BROKEN = answer(b'{"message": "broken"}', status="500 Internal Server Error")
ALL = {f"/{collection}/": NOT_FOUND for collection in COLLECTIONS.values()}


def find(answers: Mapping[str, bytes]) -> tuple[str, dict[str, Any]]:
    """Look for Vol on an engine that answers so."""
    with FakeEngine(answers) as fake, closing(Engine(parse_address(fake.host))) as engine:
        return engine.objects.find("Vol")


@pytest.mark.parametrize(
    "refusing", [{"/images/"}, {"/containers/"}, {"/containers/", "/images/", "/networks/"}]
)
def test_a_kind_that_refuses_a_name_is_passed_by(refusing: set[str]) -> None:
    answers = ALL | dict.fromkeys(refusing, REFUSED) | {"/volumes/": answer(b'{"Name": "Vol"}')}
    assert find(answers) == ("volume", {"Name": "Vol"})


def test_a_name_that_some_kinds_refuse_is_no_object() -> None:
    with pytest.raises(DockctlError, match=r"^Error: No such object: Vol$"):
        find(ALL | {"/images/": REFUSED})


def test_a_refusal_of_every_name_is_told() -> None:
    with pytest.raises(EngineError, match="invalid reference format"):
        find(dict.fromkeys(ALL, REFUSED))


def test_a_fault_of_the_engine_ends_the_search() -> None:
    with pytest.raises(EngineError, match="broken"):
        find(ALL | {"/images/": BROKEN, "/volumes/": answer(b'{"Name": "Vol"}')})
