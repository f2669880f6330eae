"""Containers: what the engine says of them, and what it is told to make."""

from __future__ import annotations

from typing import Any, NotRequired, TypedDict


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


class WaitResponse(TypedDict):
    """The answer of POST /containers/{id}/wait."""

    StatusCode: int
    Error: NotRequired[WaitError | None]


class WaitError(TypedDict):
    """Why waiting failed."""

    Message: str


class ContainerInspectResponse(TypedDict):
    """The part of GET /containers/{id}/json that this client reads."""

    Id: str
    Name: str
    Image: str
    Config: ContainerConfig
    State: ContainerState
    HostConfig: dict[str, Any]
    NetworkSettings: InspectedNetworkSettings


class ContainerConfig(TypedDict):
    """The part of a container's configuration that this client reads."""

    Image: str
    Tty: bool
    OpenStdin: bool


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


class Health(TypedDict):
    """What a container's health checks came to; ``Status`` is none, starting, healthy or unhealthy."""

    Status: str
    Log: NotRequired[list[HealthcheckResult] | None]


class HealthcheckResult(TypedDict):
    """What one health check came to."""

    ExitCode: int
    Output: str


class InspectedNetworkSettings(TypedDict):
    """The part of a container's network settings that this client reads: port → where it is published."""

    Ports: NotRequired[dict[str, list[PortBinding] | None] | None]


class PortBinding(TypedDict):
    """Where on the engine's machine a port is published."""

    HostIp: NotRequired[str]
    HostPort: str


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


class IDResponse(TypedDict):
    """The answer of an operation that makes something."""

    Id: str


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
