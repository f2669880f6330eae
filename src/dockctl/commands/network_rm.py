"""dockctl network rm: DELETE /networks/{id} for many at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from dockctl.errors import DockctlError, NotFoundError, SeveralFailuresError
from dockctl.options.arguments import Networks

if TYPE_CHECKING:
    from dockctl.session import Session


def network_rm(
    ctx: typer.Context,
    networks: Networks,
    force: Annotated[
        bool, typer.Option("--force", "-f", help="Do not error if the network does not exist")
    ] = False,
) -> None:
    """Remove one or more networks."""
    from dockctl.operations.batch import run_for_each

    session: Session = ctx.obj

    def remove_one(network: str) -> str | None:
        try:
            session.engine.networks.remove(network)
        except NotFoundError:
            if not force:
                raise
            return ""
        return None

    try:
        run_for_each(session, networks, remove_one)
    except DockctlError as error:
        # docker's last line here, and scripts may look for it.
        raise SeveralFailuresError(error.parts, summary="exit status 1", hint=error.hint) from error
