"""Images: one method an operation of the Engine API."""

from __future__ import annotations

import base64
import json
from typing import TYPE_CHECKING

from dockctl.engine.filters import encode_filters
from dockctl.engine.paths import image_path, quote_image
from dockctl.engine.progress import read_events
from dockctl.errors import DockctlError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from typing import Any

    from dockctl.engine.client import Engine
    from dockctl.engine.filters import Filters
    from dockctl.engine.payloads.images import (
        DistributionInspect,
        HistoryItem,
        ImageDeleted,
        ImagesPruneReport,
        ImageSummary,
        SearchResult,
    )
    from dockctl.engine.payloads.system import AuthConfig
    from dockctl.engine.progress import PullEvent
    from dockctl.engine.reference import Reference
    from dockctl.transport.http import Response


class Images:
    """The operations on images."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

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

    def registry_digest(self, reference: Reference, *, account: AuthConfig | None = None) -> str:
        """GET /distribution/{name}/json: the digest that the registry has for ``reference`` just now (API 1.30)."""
        headers = {"X-Registry-Auth": encode_account(account or {})}
        name = (
            f"{reference.name}@{reference.digest}" if reference.digest else f"{reference.name}:{reference.tag}"
        )
        path = f"/distribution/{quote_image(name)}/json"
        answer: DistributionInspect = self._engine.request("GET", path, headers=headers, timeout=None).json(
            dict
        )
        return answer["Descriptor"]["digest"]

    def push(
        self,
        reference: Reference,
        *,
        all_tags: bool = False,
        platform: str = "",
        account: AuthConfig | None = None,
    ) -> Iterator[PullEvent]:
        """POST /images/{name}/push: push ``reference`` (or all tags of its name); events as pull() yields them.

        ``platform`` (JSON, API 1.46) chooses one of several. Raises DockctlError for a digest, which names no place in
        a registry to push to.
        """
        if reference.digest:
            raise DockctlError("cannot push a digest reference")
        query = {} if all_tags else {"tag": reference.tag}
        query |= {"platform": platform} if platform else {}
        # Engines want the header even where there is no account.
        headers = {"X-Registry-Auth": encode_account(account or {})}
        path = image_path(reference.familiar_name, "/push")
        return read_events(
            self._engine.request("POST", path, query=query, headers=headers, timeout=None).chunks()
        )

    def tag(self, image: str, reference: Reference) -> None:
        """POST /images/{name}/tag: give ``image`` the name and tag of ``reference``."""
        query = {"repo": reference.familiar_name, "tag": reference.tag}
        self._engine.request("POST", image_path(image, "/tag"), query=query).read()

    def remove(
        self, image: str, *, force: bool = False, prune: bool = True, platforms: Sequence[str] = ()
    ) -> list[ImageDeleted]:
        """DELETE /images/{name}: remove a name, and the image with its last one; return what went.

        ``prune`` takes untagged parents along; ``platforms`` (JSON, API 1.50) are all that go.
        """
        query: dict[str, str | Sequence[str]] = {"force": "1"} if force else {}
        query |= {} if prune else {"noprune": "1"}
        query |= {"platforms": platforms} if platforms else {}
        path = image_path(image)
        answer: list[ImageDeleted] = self._engine.request("DELETE", path, query=query, timeout=None).json(list)
        return answer

    def history(self, image: str, *, platform: str = "") -> list[HistoryItem]:
        """GET /images/{name}/history: the steps it was made in, the last one first."""
        query = {"platform": platform} if platform else {}
        path = image_path(image, "/history")
        answer: list[HistoryItem] = self._engine.request("GET", path, query=query).json(list)
        return answer

    def search(
        self, term: str, *, limit: int = 0, filters: Filters | None = None, account: AuthConfig | None = None
    ) -> list[SearchResult]:
        """GET /images/search: repositories on Docker Hub, or the registry that ``term`` begins with."""
        query = {"term": term}
        query |= {"limit": str(limit)} if limit > 0 else {}
        query |= {"filters": encode_filters(filters)} if filters else {}
        headers = {"X-Registry-Auth": encode_account(account or {})}
        answer: list[SearchResult] = self._engine.request(
            "GET", "/images/search", query=query, headers=headers, timeout=None
        ).json(list)
        return answer

    def save(self, images: Sequence[str], *, platforms: Sequence[str] = ()) -> Response:
        """GET /images/get: images with their layers as one tar archive, yet to be read."""
        query: dict[str, str | Sequence[str]] = {"names": images}
        query |= {"platform": platforms} if platforms else {}
        return self._engine.request("GET", "/images/get", query=query, timeout=None)

    def load(self, archive: Iterable[bytes], *, quiet: bool = False, platforms: Sequence[str] = ()) -> Response:
        """POST /images/load: take in what save() gave; the answer tells how that goes on, as JSON messages or text."""
        query: dict[str, str | Sequence[str]] = {"quiet": "1" if quiet else "0"}
        query |= {"platform": platforms} if platforms else {}
        headers = {"Content-Type": "application/x-tar"}
        return self._engine.request(
            "POST", "/images/load", query=query, data=archive, headers=headers, timeout=None
        )

    def import_(  # noqa: PLR0913  (as many as the API has)
        self,
        source: str,
        archive: Iterable[bytes] | None = None,
        *,
        reference: str = "",
        message: str = "",
        changes: Sequence[str] = (),
        platform: str = "",
    ) -> Iterator[PullEvent]:
        """POST /images/create: make an image of a file system, as a tar archive or at the URL ``source``.

        ``source`` is ``-`` for the ``archive``; ``changes`` are instructions of a Dockerfile.
        """
        query: dict[str, str | Sequence[str]] = {"fromSrc": source}
        values = {"repo": reference, "message": message, "platform": platform}
        query |= {name: value for name, value in values.items() if value}
        if changes:
            query["changes"] = changes
        headers = {"Content-Type": "text/plain"}
        return read_events(
            self._engine.request(
                "POST", "/images/create", query=query, data=archive, headers=headers, timeout=None
            ).chunks()
        )

    def prune(self, filters: Filters) -> ImagesPruneReport:
        """POST /images/prune: remove images that nobody uses; with the filter ``dangling=false`` also named ones."""
        query = {"filters": encode_filters(filters)}
        answer: ImagesPruneReport = self._engine.request(
            "POST", "/images/prune", query=query, timeout=None
        ).json(dict)
        return answer

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
        answer: list[ImageSummary] = self._engine.request("GET", "/images/json", query=query).json(list)
        return answer


def registry_digest_of(image: Mapping[str, Any]) -> str:
    """Return the digest that an inspected image has in a registry; "" if it is in none."""
    digests = image.get("RepoDigests") or [""]
    return str(digests[0]).partition("@")[2]


def encode_account(account: AuthConfig) -> str:
    """Return an account as the header X-Registry-Auth takes it: JSON in base64 for URLs."""
    return base64.urlsafe_b64encode(json.dumps(account).encode()).decode()
