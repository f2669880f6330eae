"""Images: one method an operation of the Engine API."""

from __future__ import annotations

import base64
import json
from typing import TYPE_CHECKING

from dockctl.engine.filters import encode_filters
from dockctl.engine.progress import read_events

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dockctl.engine.client import Engine
    from dockctl.engine.filters import Filters
    from dockctl.engine.payloads import AuthConfig, ImageSummary
    from dockctl.engine.progress import PullEvent
    from dockctl.engine.reference import Reference


class Images:
    """The operations on images."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def list(
        self,
        *,
        all_: bool = False,
        manifests: bool = False,
        filters: Filters | None = None,
    ) -> list[ImageSummary]:
        """GET /images/json: the images, the newest first; ``all_`` adds intermediate ones.

        ``manifests`` asks for the platforms of each (API 1.47).
        """
        query: dict[str, str] = {"all": "1"} if all_ else {}
        if manifests:
            query["manifests"] = "1"
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
        account: AuthConfig | None = None,
    ) -> Iterator[PullEvent]:
        """POST /images/create: pull ``reference`` and yield what the engine says of it, as it says it.

        ``account`` is the registry's, if it wants one.
        The request is made at once. Raises StreamError when the stream reports a failure, which it does
        after an HTTP status of 200.
        """
        query = {"fromImage": reference.name}
        if not all_tags:
            query["tag"] = reference.digest or reference.tag
        if platform:
            query["platform"] = platform
        headers = {"X-Registry-Auth": encode_account(account)} if account else {}
        path = "/images/create"
        response = self._engine.request("POST", path, query=query, headers=headers, timeout=None)
        return read_events(response.chunks())


def encode_account(account: AuthConfig) -> str:
    """Return an account as the header X-Registry-Auth takes it: JSON in base64 for URLs."""
    return base64.urlsafe_b64encode(json.dumps(account).encode()).decode()
