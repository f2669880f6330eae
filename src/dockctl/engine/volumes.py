"""Volumes: one method an operation of the Engine API."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dockctl.engine.filters import encode_filters
from dockctl.engine.paths import object_path

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dockctl.engine.client import Engine
    from dockctl.engine.filters import Filters
    from dockctl.engine.payloads.volumes import Volume, VolumeListResponse, VolumesPruneReport


class Volumes:
    """The operations on volumes."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def list(self, *, filters: Filters | None = None) -> VolumeListResponse:
        """GET /volumes."""
        query = {"filters": encode_filters(filters)} if filters else {}
        answer: VolumeListResponse = self._engine.request("GET", "/volumes", query=query).json(dict)
        return answer

    def create(self, request: Mapping[str, Any]) -> Volume:
        """POST /volumes/create; the engine finds a name if the request has none."""
        answer: Volume = self._engine.request("POST", "/volumes/create", payload=request, timeout=None).json(
            dict
        )
        return answer

    def remove(self, volume: str, *, force: bool = False) -> None:
        """DELETE /volumes/{name}; ``force``: one that is not there is fine."""
        query = {"force": "1"} if force else {}
        path = object_path("volumes", "volume", volume)
        self._engine.request("DELETE", path, query=query, timeout=None).read()

    def prune(self, filters: Filters) -> VolumesPruneReport:
        """POST /volumes/prune: remove the volumes that no container uses; named ones with the filter ``all``."""
        query = {"filters": encode_filters(filters)}
        answer: VolumesPruneReport = self._engine.request(
            "POST", "/volumes/prune", query=query, timeout=None
        ).json(dict)
        return answer
