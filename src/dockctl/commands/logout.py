"""dockctl logout: the account at a registry is forgotten."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from dockctl.session import Session


def logout(ctx: typer.Context, server: Annotated[str, typer.Argument(metavar="[SERVER]")] = "") -> None:
    """Log out from a registry.

    If no server is specified, the default is Docker Hub.
    """
    from dockctl.config.credentials import registry_key

    session: Session = ctx.obj
    session.stdout.write(f"Removing login credentials for {registry_key(server)}\n")
    failures = session.credentials.erase(server)
    if failures:
        session.warn("\n".join(["WARNING: could not erase credentials:", *failures]))
