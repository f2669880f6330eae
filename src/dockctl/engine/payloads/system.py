"""The engine itself: its versions, its accounts at registries, its disk and its events."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NotRequired, TypeAlias, TypedDict

if TYPE_CHECKING:
    from dockctl.engine.payloads.containers import ContainerSummary
    from dockctl.engine.payloads.images import ImageSummary
    from dockctl.engine.payloads.volumes import Volume


SystemInfo: TypeAlias = dict[str, Any]


class SystemVersion(TypedDict, total=False):
    """The answer of GET /version."""

    Platform: VersionPlatform
    Components: list[VersionComponent]
    Version: str
    ApiVersion: str
    MinAPIVersion: str
    GitCommit: str
    GoVersion: str
    Os: str
    Arch: str
    KernelVersion: str
    Experimental: bool
    BuildTime: str


class VersionPlatform(TypedDict):
    """The engine's product name."""

    Name: str


class VersionComponent(TypedDict):
    """One component of an engine, such as containerd."""

    Name: str
    Version: str
    Details: NotRequired[dict[str, str] | None]


class AuthConfig(TypedDict, total=False):
    """An account at a registry: the body of POST /auth and the content of X-Registry-Auth."""

    username: str
    password: str
    serveraddress: str
    identitytoken: str
    registrytoken: str


class AuthResponse(TypedDict):
    """The answer of POST /auth; with an IdentityToken the password need not be kept."""

    Status: str
    IdentityToken: NotRequired[str]


class DiskUsage(TypedDict):
    """The answer of GET /system/df up to API 1.51; sizes in bytes."""

    LayersSize: NotRequired[int]
    Images: list[ImageSummary] | None
    Containers: list[ContainerSummary] | None
    Volumes: list[Volume] | None
    BuildCache: NotRequired[list[BuildCache] | None]


class BuildCache(TypedDict):
    """One entry of the build cache; ``Size`` in bytes, times as in RFC 3339."""

    ID: str
    Type: str
    Size: int
    InUse: bool
    Shared: bool
    CreatedAt: str
    LastUsedAt: NotRequired[str | None]
    UsageCount: int
    Parent: NotRequired[str]
    Parents: NotRequired[list[str] | None]
    Description: NotRequired[str]


class BuildPruneReport(TypedDict):
    """The answer of POST /build/prune; ``SpaceReclaimed`` in bytes."""

    CachesDeleted: list[str] | None
    SpaceReclaimed: int


class Event(TypedDict):
    """One message of GET /events; times in seconds and nanoseconds since 1970."""

    Type: str
    Action: str
    Actor: EventActor
    time: NotRequired[int]
    timeNano: NotRequired[int]
    status: NotRequired[str]
    id: NotRequired[str]
    scope: NotRequired[str]


class EventActor(TypedDict):
    """What an event is about."""

    ID: str
    Attributes: dict[str, str] | None
