"""Networks: one method an operation of the Engine API."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dockctl.engine.filters import encode_filters
from dockctl.engine.paths import bare_name, object_path

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dockctl.engine.client import Engine
    from dockctl.engine.filters import Filters
    from dockctl.engine.payloads.networks import NetworkCreateResponse, NetworkResource, NetworksPruneReport


class Networks:
    """The operations on networks; ``network`` is a name or an ID."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def list(self, *, filters: Filters | None = None) -> list[NetworkResource]:
        """GET /networks."""
        query = {"filters": encode_filters(filters)} if filters else {}
        answer: list[NetworkResource] = self._engine.request("GET", "/networks", query=query).json(list)
        return answer

    def create(self, request: Mapping[str, Any]) -> NetworkCreateResponse:
        """POST /networks/create."""
        answer: NetworkCreateResponse = self._engine.request(
            "POST", "/networks/create", payload=request, timeout=None
        ).json(dict)
        return answer

    def remove(self, network: str) -> None:
        """DELETE /networks/{id}."""
        self._engine.request("DELETE", object_path("networks", "network", network)).read()

    def connect(self, network: str, container: str, settings: Mapping[str, Any]) -> None:
        """POST /networks/{id}/connect: with ``settings``, an EndpointSettings of the API."""
        payload = {"Container": bare_name("container", container), "EndpointConfig": settings}
        path = object_path("networks", "network", network, "/connect")
        self._engine.request("POST", path, payload=payload, timeout=None).read()

    def disconnect(self, network: str, container: str, *, force: bool = False) -> None:
        """POST /networks/{id}/disconnect; ``force`` also for a container that is gone."""
        payload = {"Container": bare_name("container", container), "Force": force}
        path = object_path("networks", "network", network, "/disconnect")
        self._engine.request("POST", path, payload=payload, timeout=None).read()

    def prune(self, filters: Filters) -> NetworksPruneReport:
        """POST /networks/prune: remove the networks that no container uses."""
        query = {"filters": encode_filters(filters)}
        answer: NetworksPruneReport = self._engine.request(
            "POST", "/networks/prune", query=query, timeout=None
        ).json(dict)
        return answer
