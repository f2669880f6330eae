"""Images: as the engine has them, and as registries do."""

from __future__ import annotations

from typing import Any, NotRequired, TypedDict


class ImageSummary(TypedDict):
    """One row of GET /images/json; ``Created`` in seconds since 1970, sizes in bytes, -1 for unknown."""

    Id: str
    ParentId: NotRequired[str]
    RepoTags: list[str] | None
    RepoDigests: list[str] | None
    Created: int
    Size: int
    SharedSize: NotRequired[int]
    VirtualSize: NotRequired[int]
    Labels: NotRequired[dict[str, str] | None]
    Containers: NotRequired[int]
    Manifests: NotRequired[list[dict[str, Any]] | None]


class Descriptor(TypedDict):
    """What a registry calls a manifest by."""

    digest: str


class DistributionInspect(TypedDict):
    """The part of GET /distribution/{name}/json that this client reads."""

    Descriptor: Descriptor


class HistoryItem(TypedDict):
    """One step of an image's history; ``Created`` in seconds since 1970, ``Size`` in bytes."""

    Id: str
    Created: int
    CreatedBy: str
    Size: int
    Comment: str


class SearchResult(TypedDict):
    """One repository that a search has found."""

    name: str
    description: str
    star_count: int
    is_official: bool
    is_automated: NotRequired[bool]


class ImageDeleted(TypedDict, total=False):
    """One thing that went with an image: a name (``Untagged``) or an image (``Deleted``)."""

    Untagged: str
    Deleted: str


class ImagesPruneReport(TypedDict):
    """The answer of POST /images/prune; ``SpaceReclaimed`` in bytes."""

    ImagesDeleted: list[ImageDeleted] | None
    SpaceReclaimed: int
