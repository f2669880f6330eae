"""dockctl service logs: GET /services/{id}/logs or /tasks/{id}/logs, each line with the task it is of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from dockctl.errors import DockctlError, NotFoundError
from dockctl.options.shared import TIME_EXAMPLE

if TYPE_CHECKING:
    from dockctl.engine.payloads.swarm import Task
    from dockctl.engine.swarm import Swarm
    from dockctl.session import Session


def service_logs(
    ctx: typer.Context,
    target: Annotated[str, typer.Argument(metavar="SERVICE|TASK")],
    details: Annotated[bool, typer.Option("--details", help="Show extra details provided to logs")] = False,
    follow: Annotated[bool, typer.Option("--follow", "-f", help="Follow log output")] = False,
    no_resolve: Annotated[bool, typer.Option("--no-resolve", help="Do not map IDs to Names in output")] = False,
    no_task_ids: Annotated[
        bool, typer.Option("--no-task-ids", help="Do not include task IDs in output")
    ] = False,
    no_trunc: Annotated[bool, typer.Option("--no-trunc", help="Do not truncate output")] = False,
    raw: Annotated[bool, typer.Option("--raw", help="Do not neatly format logs")] = False,
    since: Annotated[str, typer.Option("--since", help=f"Show logs since {TIME_EXAMPLE}")] = "",
    tail: Annotated[
        str, typer.Option("--tail", "-n", help="Number of lines to show from the end of the logs")
    ] = "all",
    timestamps: Annotated[bool, typer.Option("--timestamps", "-t", help="Show timestamps")] = False,
) -> None:
    """Fetch the logs of a service or task."""
    from functools import cache

    from dockctl.engine.log_request import LogRequest
    from dockctl.engine.stream import STDERR, demultiplex, passthrough
    from dockctl.options.timestamps import timestamp_of_flag
    from dockctl.render.task_lines import TaskLineWriter, TaskNames
    from dockctl.terminal.attachment import copy_output

    session: Session = ctx.obj
    swarm = session.engine.swarm
    since = timestamp_of_flag("since", since)
    kind, identifier, spec, highest = _find(swarm, target)
    has_terminal = bool(spec["ContainerSpec"].get("TTY"))
    if has_terminal and not raw:
        raise DockctlError("tty service logs only supported with --raw")
    request = LogRequest(
        follow=follow, since=since, timestamps=timestamps, details=details or not raw, tail=tail
    )
    source = swarm.logs(kind, identifier, request)
    frames = passthrough(source) if has_terminal else demultiplex(source)
    if raw:
        copy_output(frames, session.stdout, session.stderr)
        return

    @cache
    def host_names() -> dict[str, str]:
        return swarm.host_names()

    @cache
    def service_name(service_id: str) -> str:
        return str(swarm.service(service_id)["Spec"]["Name"])

    def describe(task_id: str) -> tuple[str, int, str]:
        task = swarm.task(task_id)
        service, node = task["ServiceID"], task.get("NodeID", "")
        if not no_resolve:
            service = service_name(service)
            node = host_names().get(node) or node  # its ID where the swarm has forgotten it
        return service, task.get("Slot", 0), node

    names = TaskNames(describe, highest, with_ids=not no_task_ids, truncate=not no_trunc)
    writers = [
        TaskLineWriter(output, names, timestamps=timestamps, details=details)
        for output in (session.stdout, session.stderr)
    ]
    for stream, data in frames:
        writers[stream == STDERR].write(data)
    for writer in writers:
        writer.finish()


def _find(swarm: Swarm, target: str) -> tuple[str, str, dict[str, dict[str, object]], int]:
    """Return the kind of what ``target`` names, its ID, its tasks' specification and its highest slot."""
    try:
        service = swarm.service(target)
    except NotFoundError:
        task = _find_task(swarm, target)
        return "task", task["ID"], task["Spec"], task.get("Slot", 0)
    spec = service["Spec"]
    replicas = (spec["Mode"].get("Replicated") or {}).get("Replicas") or 0
    return "service", service["ID"], spec["TaskTemplate"], replicas


def _find_task(swarm: Swarm, target: str) -> Task:
    try:
        return swarm.task(target)
    except NotFoundError as error:
        raise DockctlError(f"no such task or service: {target}") from error
