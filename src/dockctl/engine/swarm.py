"""Swarms: one method an operation of the Engine API, of those that this client needs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dockctl.engine.filters import encode_filters
from dockctl.engine.paths import object_path

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dockctl.engine.client import Engine
    from dockctl.engine.filters import Filters
    from dockctl.engine.log_request import LogRequest
    from dockctl.engine.payloads.swarm import Node, Service, Task
    from dockctl.transport.http import Response


class Swarm:
    """The operations on the services, tasks and nodes of a swarm, which this engine must manage."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def nodes(self, *, filters: Filters | None = None) -> list[Node]:
        """GET /nodes."""
        query = {"filters": encode_filters(filters)} if filters else {}
        answer: list[Node] = self._engine.request("GET", "/nodes", query=query).json(list)
        return answer

    def host_names(self) -> dict[str, str]:
        """GET /nodes: the host name of each, by its ID."""
        return {node["ID"]: str(node["Description"].get("Hostname", "")) for node in self.nodes()}

    def services(self, *, filters: Filters | None = None) -> list[Service]:
        """GET /services, with the numbers of their tasks where the engine counts them (API 1.41)."""
        query = {"status": "true"} | ({"filters": encode_filters(filters)} if filters else {})
        answer: list[Service] = self._engine.request("GET", "/services", query=query).json(list)
        return answer

    def tasks(self, *, filters: Filters | None = None) -> list[Task]:
        """GET /tasks."""
        query = {"filters": encode_filters(filters)} if filters else {}
        answer: list[Task] = self._engine.request("GET", "/tasks", query=query).json(list)
        return answer

    def task(self, task_id: str) -> Task:
        """GET /tasks/{id}."""
        answer: Task = self._engine.request("GET", object_path("tasks", "task", task_id)).json(dict)
        return answer

    def service(self, name: str) -> Service:
        """GET /services/{id}."""
        answer: Service = self._engine.request("GET", object_path("services", "service", name)).json(dict)
        return answer

    def update_service(self, service: Service, spec: Mapping[str, Any]) -> list[str]:
        """POST /services/{id}/update: give it a new specification; return the engine's warnings."""
        query = {"version": str(service["Version"]["Index"])}
        path = object_path("services", "service", service["ID"], "/update")
        answer = self._engine.request("POST", path, query=query, payload=spec, timeout=None).json(dict)
        return list(answer.get("Warnings") or [])

    def logs(self, kind: str, object_id: str, request: LogRequest) -> Response:
        """GET /services/{id}/logs or /tasks/{id}/logs, by ``kind``.

        Multiplexed unless the service has a terminal, a line a frame.
        """
        path = object_path(f"{kind}s", kind, object_id, "/logs")
        return self._engine.request("GET", path, query=request.query, timeout=None)
