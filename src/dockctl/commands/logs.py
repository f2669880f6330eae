"""dockctl logs: GET /containers/{id}/logs, each stream on our own; of several containers by time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from dockctl.errors import DockctlError
from dockctl.options.completers import all_containers
from dockctl.options.filters import Filters, collect_filters
from dockctl.options.log_flags import LAST, START, SearchFlags, parse_zone
from dockctl.options.shared import TIME_EXAMPLE

if TYPE_CHECKING:
    from dockctl.engine.log_request import LogRequest
    from dockctl.session import Session


def logs(
    ctx: typer.Context,
    search: SearchFlags,
    containers: Annotated[
        list[str] | None, typer.Argument(metavar="CONTAINER [CONTAINER...]", autocompletion=all_containers)
    ] = None,
    details: Annotated[bool, typer.Option("--details", help="Show extra details provided to logs")] = False,
    filters: Filters = None,
    follow: Annotated[bool, typer.Option("--follow", "-f", help="Follow log output")] = False,
    follow_name: Annotated[
        bool,
        typer.Option(
            "--follow-name",
            "-F",
            help="Follow the containers of these names, or of --filter, through restarts and re-creation",
        ),
    ] = False,
    format_: Annotated[
        str, typer.Option("--format", help='"json": an object a line (t, container, id, stream, log)')
    ] = "",
    since: Annotated[
        str,
        typer.Option(
            "--since",
            help=f"Show logs since {TIME_EXAMPLE}, since the container's start (start) or since what was shown"
            " last (last)",
        ),
    ] = "",
    stderr: Annotated[bool, typer.Option("--stderr", help="Show only what went to stderr")] = False,
    stdout: Annotated[bool, typer.Option("--stdout", help="Show only what went to stdout")] = False,
    tail: Annotated[
        str,
        typer.Option(
            "--tail", "-n", help="Number of lines to show from the end of the logs, of both streams together"
        ),
    ] = "all",
    timestamps: Annotated[
        str,
        typer.Option(
            "--timestamps",
            "-t",
            metavar="zone[=utc]",
            parser=parse_zone,
            help="Show timestamps (utc, local, relative)",
        ),
    ] = "",
    until: Annotated[str, typer.Option("--until", help=f"Show logs before a {TIME_EXAMPLE}")] = "",
) -> int:
    """Fetch the logs of one or more containers."""
    from dockctl.engine.log_request import LogRequest
    from dockctl.options.dialect.arity import missing_arguments
    from dockctl.options.timestamps import timestamp_of_flag

    session: Session = ctx.obj
    if not containers and not filters:
        raise missing_arguments(ctx)
    _check_combinations(search, bool(containers), bool(filters), format_, follows=follow or follow_name)
    request = LogRequest(
        stdout=stdout or not stderr,
        stderr=stderr or not stdout,
        follow=follow or follow_name or bool(search.until_match),
        since="" if since in {START, LAST} else timestamp_of_flag("since", since),
        until=timestamp_of_flag("until", until),
        timestamps=bool(timestamps),
        details=details,
        tail=_tail(tail),
    )
    plain = timestamps in {"", "utc"} and not (
        follow_name or filters or format_ or search.any or since in {START, LAST}
    )
    names = list(dict.fromkeys(containers or ()))
    if plain and len(names) == 1 and not session.is_fleet:
        _write_one(session, names[0], request)
        return 0
    from dockctl.operations.log_reading import Showing, find_logs, follow_logs, merge, until_deadline, write

    conditions = collect_filters(filters)
    found = None
    showing = Showing(format_, timestamps, named=len(names) != 1 or session.is_fleet)
    with until_deadline(search.timeout):
        if follow_name and not session.rehearses:
            lines = follow_logs(session, names, conditions, request)
        else:
            found = find_logs(session, names, conditions)
            lines = merge(session, found, request, since, listed=bool(conditions))
        return write(session, lines, found, search, showing)


def _check_combinations(
    search: SearchFlags, named: bool, filtered: bool, format_: str, *, follows: bool
) -> None:
    if named and filtered:
        raise DockctlError("conflicting options: cannot specify containers together with --filter")
    if format_ not in {"", "json"}:
        raise DockctlError(f'invalid --format "{format_}": logs knows "json" alone')
    if search.timeout and not (follows or search.until_match):
        raise DockctlError("conflicting options: --timeout needs --follow or --until-match")
    if (search.invert or search.context or search.ignore_case) and not (search.grep or search.until_match):
        raise DockctlError("conflicting options: --invert, --context and --ignore-case need --grep")


def _write_one(session: Session, container: str, request: LogRequest) -> None:
    from dockctl.engine.logs import open_log
    from dockctl.terminal.attachment import copy_output

    copy_output(open_log(session.engine.containers, container, request).frames, session.stdout, session.stderr)


def _tail(text: str) -> str:
    """Return the number of lines as the engine takes it; "" for all."""
    if text in {"", "all"}:
        return ""
    try:
        return str(int(text)) if int(text) >= 0 else ""
    except ValueError:
        raise DockctlError(f'invalid value for "tail": "{text}" is neither a number nor "all"') from None
