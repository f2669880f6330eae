"""dockctl context rm: names and certificates of engines are forgotten."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from dockctl.errors import DockctlError, raise_all
from dockctl.options.contexts import Contexts
from dockctl.visible import quote

if TYPE_CHECKING:
    from dockctl.session import Session


def context_rm(
    ctx: typer.Context,
    names: Contexts,
    force: Annotated[bool, typer.Option("--force", "-f", help="Force the removal of a context in use")] = False,
) -> None:
    """Remove one or more contexts."""
    session: Session = ctx.obj
    failures: list[DockctlError] = []
    for name in names:
        try:
            _remove(session, name, force=force)
        except DockctlError as error:
            failures.append(error.about(name))
        else:
            session.stdout.write(f"{name}\n")
    raise_all(failures)


def _remove(session: Session, name: str, *, force: bool) -> None:
    from dockctl.config.choice import DEFAULT_CONTEXT
    from dockctl.config.contexts import ContextStore

    store = ContextStore(session.config.folder)
    if name == DEFAULT_CONTEXT:
        raise DockctlError(f"context {quote(name)} cannot be removed")
    if name == session.context and not force:
        raise DockctlError(f"context {quote(name)} is in use, set -f flag to force remove")
    if not force and not store.exists(name):
        raise DockctlError(f"context {quote(name)} does not exist")
    store.remove(name)
    if name == session.config.current_context:
        session.config.change_text("currentContext", "")
