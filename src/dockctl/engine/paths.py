"""Names in the paths of requests."""

from __future__ import annotations

from urllib.parse import quote

from dockctl.errors import DockctlError


def object_path(collection: str, kind: str, name: str, operation: str = "") -> str:
    """Return ``/collection/name/operation``; an empty name, which would be another route, is refused.

    ``kind`` is what the message calls the object: ``container``, ``network`` and so on.
    """
    if not name.strip():
        raise DockctlError(f"invalid {kind} name or ID: value is empty")
    return f"/{collection}/{quote(name, safe='')}{operation}"


def image_path(image: str, operation: str = "") -> str:
    """Return ``/images/name/operation``; a reference keeps its slashes and its colon, as docker sends them."""
    return f"/images/{quote(image, safe='/:@')}{operation}"
