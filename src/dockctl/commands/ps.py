"""dockctl ps: GET /containers/json, one row a container."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from dockctl.errors import DockctlError
from dockctl.options.filters import Filters, collect_filters
from dockctl.options.orders import ORDERS, parse_order
from dockctl.options.shared import Format, NoTrunc

if TYPE_CHECKING:
    from dockctl.engine.payloads.containers import ContainerSummary
    from dockctl.operations.fleet import Answers
    from dockctl.render.hosts import HostedRow
    from dockctl.session import Session
    from dockctl.streams import Output


def ps(
    ctx: typer.Context,
    all_: Annotated[
        bool,
        typer.Option("--all", "-a", help="Show all containers (default shows just running)"),
    ] = False,
    filters: Filters = None,
    format_: Format = "",
    group_by: Annotated[
        str,
        typer.Option(
            "--group-by", help='Show a table for each compose project ("project") or value of a label'
        ),
    ] = "",
    json_: Annotated[
        bool, typer.Option("--json", help="Print an array of the engine's own objects, with typed values")
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
    reverse: Annotated[bool, typer.Option("--reverse", help="Turn the order around")] = False,
    size: Annotated[bool | None, typer.Option("--size", "-s", help="Display total file sizes")] = None,
    sort: Annotated[
        str,
        typer.Option(
            "--sort", parser=parse_order, help=f"Order by {', '.join(ORDERS)}, or several of these with commas"
        ),
    ] = "",
    watch: Annotated[
        bool,
        typer.Option(
            "--watch", help="Fill the window with the table, and tell whatever changes, until q or Ctrl-C"
        ),
    ] = False,
) -> None:
    """List containers."""
    from functools import partial

    from dockctl.operations.fleet import ask_each
    from dockctl.render.container_order import as_array, in_order, write_groups
    from dockctl.render.containers import ContainerRow, check_format, write_containers
    from dockctl.render.hosts import of_host

    session: Session = ctx.obj
    if (json_ or group_by) and (quiet or format_):
        raise DockctlError("conflicting options: --json and --group-by take the place of --format and --quiet")
    if quiet and format_:
        session.warn("WARNING: Ignoring custom format, because both --format and --quiet are set.")
    format_ = session.listing_format(format_, "psFormat", quiet=quiet)
    shows_size = not quiet and check_format(format_, hosts=session.asks_several)
    conditions = collect_filters(filters)
    wants_size = shows_size or "size" in sort.split(",") if size is None else size

    def ask(member: Session) -> list[ContainerSummary]:
        return member.engine.containers.list(
            all_=all_, limit=1 if latest and last == -1 else last, size=wants_size, filters=conditions
        )

    def write(output: Output, answers: Answers[list[ContainerSummary]]) -> None:
        found = [(summary, member.host) for member, summaries in answers.given for summary in summaries]
        found = in_order(found, sort, reverse=reverse)
        if json_:
            output.write(as_array(found))
            return
        rows: list[tuple[ContainerSummary, ContainerRow | HostedRow]] = [
            (summary, of_host([ContainerRow(summary, truncate=not no_trunc)], host)[0])
            for summary, host in found
        ]
        write = partial(
            write_containers,
            format_=format_,
            quiet=quiet,
            size=bool(size),
            hosts=session.asks_several,
            folded=no_trunc,
        )
        if group_by:
            write_groups(output, rows, group_by, write)
        else:
            write(output, [row for _, row in rows])

    if watch and not session.rehearses:
        from dockctl.operations.watching import watch_containers

        has_header = format_.startswith("table") and not (quiet or json_ or group_by)
        watch_containers(session, lambda: ask_each(session, ask), write, has_header=has_header)
    else:
        answers = ask_each(session, ask)
        write(session.stdout, answers)
        answers.raise_failures()
