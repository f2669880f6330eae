"""Volumes."""

from __future__ import annotations

from typing import Any, NotRequired, TypedDict


class Volume(TypedDict):
    """A volume."""

    Name: str
    Driver: str
    Mountpoint: str
    Scope: str
    Labels: dict[str, str] | None
    UsageData: NotRequired[VolumeUsage | None]
    ClusterVolume: NotRequired[dict[str, Any] | None]


class VolumeUsage(TypedDict):
    """How much of a volume is used, and by how many containers; -1 for unknown."""

    Size: int
    RefCount: int


class VolumeListResponse(TypedDict):
    """The answer of GET /volumes."""

    Volumes: list[Volume] | None
    Warnings: list[str] | None


class VolumesPruneReport(TypedDict):
    """The answer of POST /volumes/prune; ``SpaceReclaimed`` in bytes."""

    VolumesDeleted: list[str] | None
    SpaceReclaimed: int
