"""dockctl ps: GET /containers/json, one row a container."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from dockctl.options.shared import NoTrunc

if TYPE_CHECKING:
    from dockctl.session import Session


def ps(
    ctx: typer.Context,
    all_: Annotated[
        bool,
        typer.Option("--all", "-a", help="Show all containers (default shows just running)"),
    ] = False,
    last: Annotated[
        int,
        typer.Option("--last", "-n", help="Show n last created containers (includes all states)"),
    ] = -1,
    latest: Annotated[
        bool,
        typer.Option("--latest", "-l", help="Show the latest created container (includes all states)"),
    ] = False,
    no_trunc: NoTrunc = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Only display container IDs")] = False,
) -> None:
    """List containers."""
    from dockctl.render.containers import ContainerRow, write_containers

    session: Session = ctx.obj
    limit = 1 if latest and last == -1 else last
    summaries = session.engine.containers.list(all_=all_, limit=limit)
    rows = [ContainerRow(summary, truncate=not no_trunc) for summary in summaries]
    write_containers(session.stdout, rows, quiet=quiet)
