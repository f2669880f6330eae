"""What the Engine API sends and takes, spelled as in its reference.

Only the fields this client reads or writes; TypedDicts, so an answer is what the JSON parser made of it.
"""

from __future__ import annotations

from typing import Any, NotRequired, TypeAlias, TypedDict


class Port(TypedDict):
    """One port of a container; a published one has PublicPort and IP."""

    PrivatePort: int
    Type: str
    PublicPort: NotRequired[int]
    IP: NotRequired[str]


class MountPoint(TypedDict):
    """A mount of a listed container."""

    Type: NotRequired[str]
    Name: NotRequired[str]
    Source: NotRequired[str]
    Destination: NotRequired[str]
    Driver: NotRequired[str]


class NetworkSettings(TypedDict):
    """The networks of a listed container, by name."""

    Networks: NotRequired[dict[str, dict[str, Any]] | None]


class ContainerSummary(TypedDict):
    """One row of GET /containers/json; ``Created`` in seconds since 1970, sizes in bytes."""

    Id: str
    Names: list[str] | None
    Image: str
    ImageID: str
    Command: str
    Created: int
    Ports: list[Port] | None
    Labels: dict[str, str] | None
    State: str
    Status: str
    Mounts: NotRequired[list[MountPoint] | None]
    NetworkSettings: NotRequired[NetworkSettings | None]
    SizeRw: NotRequired[int]
    SizeRootFs: NotRequired[int]
    ImageManifestDescriptor: NotRequired[dict[str, Any] | None]
    Health: NotRequired[dict[str, Any] | None]


class Descriptor(TypedDict):
    """What a registry calls a manifest by."""

    digest: str


class DistributionInspect(TypedDict):
    """The part of GET /distribution/{name}/json that this client reads."""

    Descriptor: Descriptor


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


class ContainerCreateRequest(TypedDict, total=False):
    """The body of POST /containers/create, as far as this client reads it; options/create.py writes the rest."""

    AttachStdin: bool
    AttachStdout: bool
    AttachStderr: bool
    Tty: bool
    OpenStdin: bool
    Cmd: list[str] | None
    Image: str
    WorkingDir: str
    MacAddress: str
    HostConfig: dict[str, Any]
    NetworkingConfig: dict[str, Any]


class ContainerCreateResponse(TypedDict):
    """The answer of POST /containers/create."""

    Id: str
    Warnings: list[str] | None


class IDResponse(TypedDict):
    """The answer of an operation that makes something."""

    Id: str


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


class WaitError(TypedDict):
    """Why waiting failed."""

    Message: str


class WaitResponse(TypedDict):
    """The answer of POST /containers/{id}/wait."""

    StatusCode: int
    Error: NotRequired[WaitError | None]


class ContainerConfig(TypedDict):
    """The part of a container's configuration that this client reads."""

    Image: str
    Tty: bool
    OpenStdin: bool


class HealthcheckResult(TypedDict):
    """What one health check came to."""

    ExitCode: int
    Output: str


class Health(TypedDict):
    """What a container's health checks came to; ``Status`` is none, starting, healthy or unhealthy."""

    Status: str
    Log: NotRequired[list[HealthcheckResult] | None]


class ContainerState(TypedDict):
    """The part of a container's state that this client reads; times as RFC 3339 writes them."""

    Running: bool
    ExitCode: int
    StartedAt: str
    FinishedAt: str
    Status: NotRequired[str]
    OOMKilled: NotRequired[bool]
    Paused: NotRequired[bool]
    Restarting: NotRequired[bool]
    Health: NotRequired[Health | None]


class ExecConfig(TypedDict, total=False):
    """The body of POST /containers/{id}/exec."""

    User: str
    Privileged: bool
    Tty: bool
    AttachStdin: bool
    AttachStdout: bool
    AttachStderr: bool
    DetachKeys: str
    Env: list[str]
    WorkingDir: str
    Cmd: list[str]


class ExecInspectResponse(TypedDict):
    """The part of GET /exec/{id}/json that this client reads."""

    Running: bool
    ExitCode: int | None


class PortBinding(TypedDict):
    """Where on the engine's machine a port is published."""

    HostIp: NotRequired[str]
    HostPort: str


class InspectedNetworkSettings(TypedDict):
    """The part of a container's network settings that this client reads: port → where it is published."""

    Ports: NotRequired[dict[str, list[PortBinding] | None] | None]


class ContainerInspectResponse(TypedDict):
    """The part of GET /containers/{id}/json that this client reads."""

    Id: str
    Name: str
    Image: str
    Config: ContainerConfig
    State: ContainerState
    HostConfig: dict[str, Any]
    NetworkSettings: InspectedNetworkSettings


class VersionComponent(TypedDict):
    """One component of an engine, such as containerd."""

    Name: str
    Version: str
    Details: NotRequired[dict[str, str] | None]


class VersionPlatform(TypedDict):
    """The engine's product name."""

    Name: str


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


class ContainerUpdateResponse(TypedDict):
    """The answer of POST /containers/{id}/update."""

    Warnings: list[str] | None


class TopResponse(TypedDict):
    """The answer of GET /containers/{id}/top: a row a process, its cells under ``Titles``."""

    Titles: list[str]
    Processes: list[list[str]] | None


class FileChange(TypedDict):
    """One difference from a container's image: ``Kind`` 0 changed, 1 added, 2 deleted."""

    Path: str
    Kind: int


class ContainersPruneReport(TypedDict):
    """The answer of POST /containers/prune; ``SpaceReclaimed`` in bytes."""

    ContainersDeleted: list[str] | None
    SpaceReclaimed: int


class ImageDeleted(TypedDict, total=False):
    """One thing that went with an image: a name (``Untagged``) or an image (``Deleted``)."""

    Untagged: str
    Deleted: str


class ImagesPruneReport(TypedDict):
    """The answer of POST /images/prune; ``SpaceReclaimed`` in bytes."""

    ImagesDeleted: list[ImageDeleted] | None
    SpaceReclaimed: int


class NetworksPruneReport(TypedDict):
    """The answer of POST /networks/prune."""

    NetworksDeleted: list[str] | None


class VolumesPruneReport(TypedDict):
    """The answer of POST /volumes/prune; ``SpaceReclaimed`` in bytes."""

    VolumesDeleted: list[str] | None
    SpaceReclaimed: int


class BuildPruneReport(TypedDict):
    """The answer of POST /build/prune; ``SpaceReclaimed`` in bytes."""

    CachesDeleted: list[str] | None
    SpaceReclaimed: int


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


class NetworkResource(TypedDict):
    """One row of GET /networks; ``Created`` as in RFC 3339."""

    Name: str
    Id: str
    Created: str
    Scope: str
    Driver: str
    EnableIPv4: NotRequired[bool]
    EnableIPv6: bool
    Internal: bool
    Ingress: NotRequired[bool]
    Labels: dict[str, str] | None


class NetworkCreateResponse(TypedDict):
    """The answer of POST /networks/create."""

    Id: str
    Warning: NotRequired[str]


class VolumeUsage(TypedDict):
    """How much of a volume is used, and by how many containers; -1 for unknown."""

    Size: int
    RefCount: int


class Volume(TypedDict):
    """A volume."""

    Name: str
    Driver: str
    Mountpoint: str
    Scope: str
    Labels: dict[str, str] | None
    UsageData: NotRequired[VolumeUsage | None]
    ClusterVolume: NotRequired[dict[str, Any] | None]


class VolumeListResponse(TypedDict):
    """The answer of GET /volumes."""

    Volumes: list[Volume] | None
    Warnings: list[str] | None


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


class DiskUsage(TypedDict):
    """The answer of GET /system/df up to API 1.51; sizes in bytes."""

    LayersSize: NotRequired[int]
    Images: list[ImageSummary] | None
    Containers: list[ContainerSummary] | None
    Volumes: list[Volume] | None
    BuildCache: NotRequired[list[BuildCache] | None]


class EventActor(TypedDict):
    """What an event is about."""

    ID: str
    Attributes: dict[str, str] | None


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


class ObjectVersion(TypedDict):
    """Which state of an object of a swarm this is: an update names the one it starts from."""

    Index: int


class Node(TypedDict):
    """A machine of a swarm."""

    ID: str
    Spec: dict[str, Any]
    Description: dict[str, Any]
    Status: dict[str, Any]
    ManagerStatus: NotRequired[dict[str, Any] | None]


class Service(TypedDict):
    """A service of a swarm; ``ServiceStatus`` has the numbers of its tasks (API 1.41)."""

    ID: str
    Version: ObjectVersion
    Spec: dict[str, Any]
    Endpoint: NotRequired[dict[str, Any]]
    ServiceStatus: NotRequired[dict[str, int] | None]


class Task(TypedDict):
    """One task of a service; ``Slot`` counts those of a replicated service from 1, others have a node alone."""

    ID: str
    ServiceID: str
    Spec: dict[str, Any]
    Status: dict[str, Any]
    DesiredState: str
    Slot: NotRequired[int]
    NodeID: NotRequired[str]


# GET /info has about a hundred fields, of which each is shown if it is there.
SystemInfo: TypeAlias = dict[str, Any]
