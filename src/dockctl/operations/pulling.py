"""Pulls with the user's accounts at registries."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dockctl.engine.progress import PullEvent
    from dockctl.engine.reference import Reference
    from dockctl.session import Session


def pull_events(
    session: Session,
    reference: Reference,
    *,
    all_tags: bool = False,
    platform: str = "",
    wants_account: bool = False,
) -> Iterator[PullEvent]:
    """Yield the events of a pull of ``reference`` with the user's account at its registry; it begins with the first one.

    With ``wants_account`` a credential helper that fails is an error (CredentialHelperError).
    """
    accounts = session.credentials
    account = (accounts.get if wants_account else accounts.find)(reference.domain)
    yield from session.engine.images.pull(reference, all_tags=all_tags, platform=platform, account=account)
