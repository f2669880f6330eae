"""dockctl rename: POST /containers/{id}/rename."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from dockctl.errors import DockctlError, SeveralFailuresError
from dockctl.letters import trim
from dockctl.options.arguments import Container

if TYPE_CHECKING:
    from dockctl.session import Session


def rename(
    ctx: typer.Context,
    container: Container,
    name: Annotated[str, typer.Argument(metavar="NEW_NAME")],
) -> None:
    """Rename a container."""
    session: Session = ctx.obj
    old, new = trim(container), trim(name)
    if not old or not new:
        raise DockctlError("Error: Neither old nor new names may be empty")
    try:
        session.engine.containers.rename(old, new)
    except DockctlError as error:
        summary = f"Error: failed to rename container named {old}"
        raise SeveralFailuresError([error], summary=summary, hint=error.hint) from error
