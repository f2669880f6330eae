"""Networks."""

from __future__ import annotations

from typing import NotRequired, TypedDict


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


class NetworksPruneReport(TypedDict):
    """The answer of POST /networks/prune."""

    NetworksDeleted: list[str] | None
