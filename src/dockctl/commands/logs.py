"""dockctl logs: GET /containers/{id}/logs, each stream on our own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from dockctl.options.completers import all_containers

if TYPE_CHECKING:
    from dockctl.session import Session


def logs(
    ctx: typer.Context,
    container: Annotated[str, typer.Argument(metavar="CONTAINER", autocompletion=all_containers)],
    follow: Annotated[bool, typer.Option("--follow", "-f", help="Follow log output")] = False,
    timestamps: Annotated[bool, typer.Option("--timestamps", "-t", help="Show timestamps")] = False,
    tail: Annotated[
        str,
        typer.Option("--tail", "-n", help="Number of lines to show from the end of the logs"),
    ] = "all",
) -> None:
    """Fetch the logs of a container."""
    from dockctl.engine.stream import demultiplex, passthrough
    from dockctl.terminal.attachment import copy_output

    session: Session = ctx.obj
    containers = session.engine.containers
    details = containers.inspect(container)
    wanted = "" if tail == "all" else tail
    source = containers.logs(details["Id"], follow=follow, timestamps=timestamps, tail=wanted)
    read = passthrough if details["Config"]["Tty"] else demultiplex
    copy_output(read(source), session.stdout, session.stderr)
