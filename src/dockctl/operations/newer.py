"""Whether a registry has another image than the engine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dockctl.errors import NotFoundError, concerning

if TYPE_CHECKING:
    from dockctl.engine.reference import Reference
    from dockctl.session import Session

CURRENT, NEWER, ABSENT = "current", "newer", "absent"


def compare(session: Session, reference: Reference) -> str:
    """Return whether the engine's image is what its registry has: CURRENT, NEWER (there), or ABSENT (here)."""
    try:
        image = session.engine.objects.inspect("image", reference.familiar)
    except NotFoundError:
        return ABSENT
    account = session.credentials.find(reference.domain)
    with concerning(reference.familiar):
        digest = session.engine.images.registry_digest(reference, account=account)
    digests = {str(item).partition("@")[2] for item in image.get("RepoDigests") or ()}
    return CURRENT if digest in digests else NEWER
