"""dockctl logs: GET /containers/{id}/logs, each stream on our own; of several containers by time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from dockctl.errors import DockctlError
from dockctl.options.arguments import Containers
from dockctl.options.shared import TIME_EXAMPLE

if TYPE_CHECKING:
    from dockctl.engine.logs import LogRequest
    from dockctl.session import Session


def logs(
    ctx: typer.Context,
    containers: Containers,
    details: Annotated[bool, typer.Option("--details", help="Show extra details provided to logs")] = False,
    follow: Annotated[bool, typer.Option("--follow", "-f", help="Follow log output")] = False,
    since: Annotated[str, typer.Option("--since", help=f"Show logs since {TIME_EXAMPLE}")] = "",
    stderr: Annotated[bool, typer.Option("--stderr", help="Show only what went to stderr")] = False,
    stdout: Annotated[bool, typer.Option("--stdout", help="Show only what went to stdout")] = False,
    tail: Annotated[
        str,
        typer.Option(
            "--tail", "-n", help="Number of lines to show from the end of the logs, of both streams together"
        ),
    ] = "all",
    timestamps: Annotated[bool, typer.Option("--timestamps", "-t", help="Show timestamps")] = False,
    until: Annotated[str, typer.Option("--until", help=f"Show logs before a {TIME_EXAMPLE}")] = "",
) -> None:
    """Fetch the logs of one or more containers."""
    from dockctl.engine.logs import LogRequest
    from dockctl.options.timestamps import timestamp_of_flag

    session: Session = ctx.obj
    request = LogRequest(
        stdout=stdout or not stderr,
        stderr=stderr or not stdout,
        follow=follow,
        since=timestamp_of_flag("since", since),
        until=timestamp_of_flag("until", until),
        timestamps=timestamps,
        details=details,
        tail=_tail(tail),
    )
    if len(containers) == 1 and not session.is_fleet:
        _write_one(session, containers[0], request)
    else:
        _write_several(session, list(dict.fromkeys(containers)), request)


def _write_one(session: Session, container: str, request: LogRequest) -> None:
    from dockctl.engine.logs import open_log
    from dockctl.terminal.attachment import copy_output

    copy_output(open_log(session.engine.containers, container, request), session.stdout, session.stderr)


def _write_several(session: Session, names: list[str], request: LogRequest) -> None:
    """Write the lines of all that are there, by time, and then what failed."""
    from dockctl.engine.logs import merge_logs
    from dockctl.fleet import find_containers
    from dockctl.render.log_lines import LineWriter

    found = find_containers(session, names)
    failures = found.failures
    sources = {
        f"{member.host} {name}" if member.host else name: (member.engine.containers, name)
        for member, there in found.given
        for name in there
    }
    writer = LineWriter(list(sources), session.stdout, session.stderr, timestamps=request.timestamps)
    for line in merge_logs(sources, request, failures):
        writer.write(line)
    found.raise_failures()


def _tail(text: str) -> str:
    """Return the number of lines as the engine takes it; "" for all."""
    if text in {"", "all"}:
        return ""
    try:
        return str(int(text)) if int(text) >= 0 else ""
    except ValueError:
        raise DockctlError(f'invalid value for "tail": "{text}" is neither a number nor "all"') from None
