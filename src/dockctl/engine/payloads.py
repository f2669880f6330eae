"""What the Engine API sends and takes, spelled as in its reference.

Only the fields this client reads or writes; TypedDicts, so an answer is what the JSON parser made of it.
"""

from __future__ import annotations

from typing import Any, NotRequired, TypedDict


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

    Tty: bool
    OpenStdin: bool


class ContainerState(TypedDict):
    """The part of a container's state that this client reads."""

    Running: bool
    Paused: NotRequired[bool]
    Restarting: NotRequired[bool]


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


class ContainerInspectResponse(TypedDict):
    """The part of GET /containers/{id}/json that this client reads."""

    Id: str
    Name: str
    Config: ContainerConfig
    State: ContainerState
    HostConfig: dict[str, Any]


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


class SystemInfo(TypedDict, total=False):
    """The part of GET /info that this client reads."""

    IndexServerAddress: str
