"""Images: one method an operation of the Engine API."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dockctl.engine.filters import encode_filters
from dockctl.engine.progress import read_events

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dockctl.engine.client import Requester
    from dockctl.engine.filters import Filters
    from dockctl.engine.payloads import ImageSummary
    from dockctl.engine.progress import PullEvent
    from dockctl.engine.reference import Reference


class Images:
    """The operations on images."""

    def __init__(self, engine: Requester) -> None:
        self._engine = engine

    def list(
        self,
        *,
        all_: bool = False,
        filters: Filters | None = None,
    ) -> list[ImageSummary]:
        """GET /images/json: the images, the newest first; ``all_`` adds intermediate ones."""
        query: dict[str, str] = {"all": "1"} if all_ else {}
        if filters:
            query["filters"] = encode_filters(filters)
        answer: list[ImageSummary] = self._engine.request("GET", "/images/json", query=query).json()
        return answer

    def pull(
        self,
        reference: Reference,
        *,
        all_tags: bool = False,
        platform: str = "",
    ) -> Iterator[PullEvent]:
        """POST /images/create: pull ``reference`` and yield what the engine says of it, as it says it.

        The request is made at once. Raises StreamError when the stream reports a failure, which it does
        after an HTTP status of 200.
        """
        query = {"fromImage": reference.name}
        if not all_tags:
            query["tag"] = reference.digest or reference.tag
        if platform:
            query["platform"] = platform
        response = self._engine.request("POST", "/images/create", query=query, timeout=None)
        return read_events(response.chunks())
