"""API versions: numbers that are compared part by part, and the range this client speaks."""

from __future__ import annotations

import re
from typing import NamedTuple

from dockctl.errors import DockctlError
from dockctl.visible import quote


class ApiVersion(NamedTuple):
    """An API version, such as 1.41; ordered, as tuples are."""

    major: int
    minor: int

    def __str__(self) -> str:
        return f"{self.major}.{self.minor}"


MAXIMUM = ApiVersion(1, 51)
MINIMUM = ApiVersion(1, 24)


def parse_version(text: str) -> ApiVersion:
    """Return the version that ``text`` (``1.41`` or ``v1.41``) names; raises DockctlError."""
    match = re.fullmatch(r"v?(\d+)\.(\d+)", text.strip())
    if match is None:
        raise DockctlError(
            f"invalid API version: {quote(text)}",
            hint="DOCKER_API_VERSION takes a number such as 1.41; unset it to let both sides agree",
        )
    return ApiVersion(int(match[1]), int(match[2]))
