"""The engine itself: its version."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dockctl.engine.client import Requester
    from dockctl.engine.payloads import SystemVersion


class System:
    """The operations on the engine itself."""

    def __init__(self, engine: Requester) -> None:
        self._engine = engine

    def version(self) -> SystemVersion:
        """GET /version: the engine's own version and its components'."""
        answer: SystemVersion = self._engine.request("GET", "/version").json()
        return answer
