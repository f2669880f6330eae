"""dockctl logout: the account at a registry is forgotten."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from dockctl.errors import DockctlError

if TYPE_CHECKING:
    from dockctl.session import Session


def logout(ctx: typer.Context, server: Annotated[str, typer.Argument(metavar="[SERVER]")] = "") -> None:
    """Log out from a registry.

    If no server is specified, the default is Docker Hub.
    """
    from dockctl.config.credentials import registry_key

    session: Session = ctx.obj
    key = registry_key(server)
    session.stdout.write(f"Removing login credentials for {key}\n")
    try:
        session.credentials.erase(server)
    except DockctlError as error:
        session.warn(f"WARNING: could not erase credentials:\n{key}: {error.message}")
