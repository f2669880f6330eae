"""The objects of a swarm."""

from __future__ import annotations

from typing import Any, NotRequired, TypedDict


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


class Node(TypedDict):
    """A machine of a swarm."""

    ID: str
    Spec: dict[str, Any]
    Description: dict[str, Any]
    Status: dict[str, Any]
    ManagerStatus: NotRequired[dict[str, Any] | None]


class ObjectVersion(TypedDict):
    """Which state of an object of a swarm this is: an update names the one it starts from."""

    Index: int
