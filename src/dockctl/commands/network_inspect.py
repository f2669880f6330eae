"""dockctl network inspect: GET /networks/{id} for many at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from dockctl.options.arguments import Networks
from dockctl.options.shared import ObjectFormat

if TYPE_CHECKING:
    from dockctl.session import Session


def network_inspect(
    ctx: typer.Context,
    networks: Networks,
    format_: ObjectFormat = "",
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Verbose output for diagnostics")] = False,
) -> None:
    """Display detailed information on one or more networks."""
    from dockctl.operations.inspecting import inspect_all

    session: Session = ctx.obj
    inspect_all(
        session,
        networks,
        lambda name: session.engine.objects.inspect("network", name, verbose=verbose),
        format_,
    )
