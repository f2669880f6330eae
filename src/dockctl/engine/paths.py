"""Names in the paths of requests: every word that a user calls an object by goes through here."""

from __future__ import annotations

import re
from http import HTTPStatus
from urllib.parse import quote

from dockctl.errors import DockctlError, NotFoundError
from dockctl.letters import trim

_SLASHES = re.compile("/{2,}")
_STEPS = {".", ".."}


def object_path(collection: str, kind: str, name: str, operation: str = "") -> str:
    """Return ``/collection/name/operation``; an empty name, which would be another route, is refused.

    ``kind`` is what messages call the object: ``container``, ``network`` and so on. Blanks at the name's ends don't
    count. Raises NotFoundError for a name that would lead elsewhere.
    """
    return f"/{collection}/{_quote_name(bare_name(kind, name), kind, safe='')}{operation}"


def bare_name(kind: str, name: str) -> str:
    """Return ``name`` without blanks at its ends, for a request that names the object elsewhere than in its path.

    Raises DockctlError for an empty one.
    """
    bare = trim(name)
    if not bare:
        raise DockctlError(f"invalid {kind} name or ID: value is empty")
    return bare


def image_path(image: str, operation: str = "") -> str:
    """Return ``/images/name/operation``; a reference keeps its slashes and its colon, as docker sends them.

    Raises NotFoundError for an empty one, as engines answer to a path without a name.
    """
    if not image:
        raise NotFoundError(HTTPStatus.NOT_FOUND, "page not found")
    return f"/images/{quote_image(image)}{operation}"


def quote_image(image: str) -> str:
    """Return the bytes of a reference for a path."""
    return _quote_name(image, "image", safe="/:@")


def _quote_name(name: str, kind: str, *, safe: str) -> str:
    """Return the bytes of ``name`` for a path; slashes at its ends don't count, ``/web`` is ``web``.

    Raises NotFoundError for a name of which nothing is left, and for one with ``.`` or ``..`` between slashes: on the
    way to the engine these would lead to another route, or to another object.
    """
    bare = _SLASHES.sub("/", name).strip("/")
    if not bare or _STEPS.intersection(bare.split("/")):
        raise NotFoundError(HTTPStatus.NOT_FOUND, f"No such {kind}: {name}")
    return quote(bare, safe=safe, errors="surrogateescape")
