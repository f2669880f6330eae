"""Headers that a user has chosen, as they go over the wire."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dockctl.errors import EngineUnreachableError
from dockctl.visible import quote

if TYPE_CHECKING:
    from collections.abc import Mapping

_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_FORBIDDEN = re.compile(rb"[\x00-\x08\x0a-\x1f\x7f]")


def encode_headers(headers: Mapping[str, str]) -> dict[str, bytes]:
    """Return headers with their values as bytes of UTF-8; raises EngineUnreachableError for what can't be sent."""
    encoded = {}
    for name, value in headers.items():
        data = value.encode("utf-8", "surrogateescape").strip(b" \t")
        if not _NAME.fullmatch(name):
            raise EngineUnreachableError(
                f"error during connect: net/http: invalid header field name {quote(name)}"
            )
        if _FORBIDDEN.search(data):
            raise EngineUnreachableError(
                f"error during connect: net/http: invalid header field value for {quote(name)}"
            )
        encoded[name] = data
    return encoded
