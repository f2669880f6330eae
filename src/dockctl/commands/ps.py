"""dockctl ps: GET /containers/json, one row a container."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from dockctl.options.filters import Filters, collect_filters
from dockctl.options.shared import Format, NoTrunc

if TYPE_CHECKING:
    from dockctl.engine.payloads import ContainerSummary
    from dockctl.session import Session


def ps(
    ctx: typer.Context,
    all_: Annotated[
        bool,
        typer.Option("--all", "-a", help="Show all containers (default shows just running)"),
    ] = False,
    filters: Filters = None,
    format_: Format = "",
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
    size: Annotated[bool | None, typer.Option("--size", "-s", help="Display total file sizes")] = None,
) -> None:
    """List containers."""
    from dockctl.fleet import ask_each
    from dockctl.render.containers import ContainerRow, check_format, write_containers
    from dockctl.render.hosts import HostedRow, of_host

    session: Session = ctx.obj
    if quiet and format_:
        session.warn("WARNING: Ignoring custom format, because both --format and --quiet are set.")
    elif not quiet:
        format_ = format_ or session.config.text("psFormat")
    shows_size = bool(format_) and not quiet and check_format(format_, hosts=session.asks_several)
    conditions = collect_filters(filters)

    def ask(member: Session) -> list[ContainerSummary]:
        return member.engine.containers.list(
            all_=all_,
            limit=1 if latest and last == -1 else last,
            size=shows_size if size is None else size,
            filters=conditions,
        )

    answers = ask_each(session, ask)
    rows: list[ContainerRow | HostedRow] = []
    for member, summaries in answers.given:
        own = [ContainerRow(summary, truncate=not no_trunc) for summary in summaries]
        rows += of_host(own, member.host)
    write_containers(
        session.stdout, rows, format_ or "table", quiet=quiet, size=bool(size), hosts=session.asks_several
    )
    answers.raise_failures()
