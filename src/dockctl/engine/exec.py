"""Processes in running containers: one method an operation of the Engine API."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dockctl.engine.paths import object_path

if TYPE_CHECKING:
    from dockctl.engine.client import Engine
    from dockctl.engine.payloads.containers import ExecConfig, ExecInspectResponse, IDResponse
    from dockctl.transport.hijack import UpgradedConnection


class Exec:
    """The operations on processes that are started in containers besides their own."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def create(self, container: str, config: ExecConfig) -> str:
        """POST /containers/{id}/exec: prepare a process and return its ID."""
        path = object_path("containers", "container", container, "/exec")
        answer: IDResponse = self._engine.request("POST", path, payload=config).json(dict)
        return answer["Id"]

    def start(self, exec_id: str, *, tty: bool = False) -> None:
        """POST /exec/{id}/start: start it in the background."""
        payload = {"Detach": True, "Tty": tty}
        self._engine.request("POST", _path(exec_id, "/start"), payload=payload, timeout=None).read()

    def attach(self, exec_id: str, *, tty: bool = False) -> UpgradedConnection:
        """POST /exec/{id}/start: start it and return its streams."""
        return self._engine.upgrade(_path(exec_id, "/start"), query={}, payload={"Detach": False, "Tty": tty})

    def resize(self, exec_id: str, *, height: int, width: int) -> None:
        """POST /exec/{id}/resize: the size of its terminal, in characters."""
        query = {"h": str(height), "w": str(width)}
        self._engine.request("POST", _path(exec_id, "/resize"), query=query).read()

    def inspect(self, exec_id: str) -> ExecInspectResponse:
        """GET /exec/{id}/json: whether it runs, and how it ended."""
        answer: ExecInspectResponse = self._engine.request("GET", _path(exec_id, "/json")).json(dict)
        return answer


def _path(exec_id: str, operation: str) -> str:
    return object_path("exec", "exec instance", exec_id, operation)
