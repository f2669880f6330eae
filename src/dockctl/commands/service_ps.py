"""dockctl service ps: GET /tasks, one row a task, those that were replaced below the one in their place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from dockctl.errors import DockctlError, NotFoundError, raise_all
from dockctl.options.filters import Filters, collect_filters
from dockctl.options.shared import NoTrunc

if TYPE_CHECKING:
    from dockctl.engine.payloads.swarm import Task
    from dockctl.render.swarm import TaskRow
    from dockctl.session import Session


def service_ps(
    ctx: typer.Context,
    services: Annotated[list[str], typer.Argument(metavar="SERVICE [SERVICE...]")],
    filters: Filters = None,
    format_: Annotated[str, typer.Option("--format", help="Pretty-print tasks using a Go template")] = "",
    no_resolve: Annotated[bool, typer.Option("--no-resolve", help="Do not map IDs to Names")] = False,
    no_trunc: NoTrunc = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Only display task IDs")] = False,
) -> None:
    """List the tasks of one or more services."""
    from dockctl.render.format import write_listing
    from dockctl.render.swarm import TASKS

    session: Session = ctx.obj
    names: dict[str, str] = {}
    failures: list[DockctlError] = []
    for name in services:
        if not name:  # no path names it: docker looks through all services
            session.engine.swarm.services()
            failures.append(DockctlError("no such service: "))
            continue
        try:
            service = session.engine.swarm.service(name)
        except NotFoundError as error:
            error.message = f"no such service: {name}"
            failures.append(error.about(name))
        else:
            names[service["ID"]] = service["ID"] if no_resolve else service["Spec"]["Name"]
    if names:
        conditions = collect_filters(filters) | {"service": list(names)}
        tasks = session.engine.swarm.tasks(filters=conditions)
        # With --quiet docker shows IDs whole.
        rows = _rows(session, tasks, names, truncate=not (no_trunc or quiet), resolve=not no_resolve)
        format_ = session.listing_format(format_, "tasksFormat", quiet=quiet)
        write_listing(session.stdout, rows, format_, TASKS, quiet=quiet, folded=no_trunc)
    raise_all(failures)


def _rows(
    session: Session, tasks: list[Task], names: dict[str, str], *, truncate: bool, resolve: bool
) -> list[TaskRow]:
    """Return a row for each task: by name, and those of one name with the newest first."""
    from dockctl.render.swarm import TaskRow
    from dockctl.render.text import natural_order

    hosts = session.engine.swarm.host_names() if resolve and tasks else {}
    named = [(_name(task, names), task) for task in tasks]
    named.sort(key=lambda item: str(item[1]["Status"].get("Timestamp", "")), reverse=True)
    named.sort(key=lambda item: natural_order(item[0]))
    rows = []
    before = ""
    for name, task in named:
        node = task.get("NodeID", "")
        rows.append(TaskRow(task, name, hosts.get(node, node), former=name == before, truncate=truncate))
        before = name
    return rows


def _name(task: Task, names: dict[str, str]) -> str:
    place = task.get("Slot") or task.get("NodeID", "")
    return f"{names.get(task['ServiceID'], task['ServiceID'])}.{place}"
