"""The engine itself: its version, and registries' accounts."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dockctl.engine.client import Engine
    from dockctl.engine.payloads import AuthConfig, AuthResponse, SystemInfo, SystemVersion


class System:
    """The operations on the engine itself."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def version(self) -> SystemVersion:
        """GET /version: the engine's own version and its components'."""
        answer: SystemVersion = self._engine.request("GET", "/version").json()
        return answer

    def auth(self, account: AuthConfig) -> AuthResponse:
        """POST /auth: let the engine ask the registry whether it knows the account."""
        answer: AuthResponse = self._engine.request("POST", "/auth", payload=account, timeout=None).json()
        return answer

    def info(self) -> SystemInfo:
        """GET /info: the part of it that this client reads."""
        answer: SystemInfo = self._engine.request("GET", "/info").json()
        return answer
