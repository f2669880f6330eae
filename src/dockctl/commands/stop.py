"""dockctl stop: POST /containers/{id}/stop for many at once, told in the order they were named."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from dockctl.errors import DockctlError, NotFoundError
from dockctl.options.completers import running_containers
from dockctl.options.ending import EndingFlags
from dockctl.options.filters import Filters, collect_filters
from dockctl.options.shared import ResultFile

if TYPE_CHECKING:
    from collections.abc import Callable

    from dockctl.session import Session


def stop(
    ctx: typer.Context,
    ending: EndingFlags,
    containers: Annotated[
        list[str] | None,
        typer.Argument(metavar="CONTAINER [CONTAINER...]", autocompletion=running_containers),
    ] = None,
    all_: Annotated[bool, typer.Option("--all", help="Stop all running containers")] = False,
    filters: Filters = None,
    ignore: Annotated[
        bool, typer.Option("--ignore", help="Take a container that is not there for stopped")
    ] = False,
    result: ResultFile = "",
) -> None:
    """Stop one or more running containers."""
    from dockctl.operations.batch import run_for_each
    from dockctl.operations.fleet import ask_each, find_containers, named
    from dockctl.operations.grace import Grace
    from dockctl.operations.services import warn_of_services
    from dockctl.options.dialect.arity import missing_arguments
    from dockctl.results.recording import recorded

    session: Session = ctx.obj
    timeout = ending.grace(session.warn)
    chosen = bool(all_ or filters)
    if not containers and not chosen:
        raise missing_arguments(ctx)
    if containers and chosen:
        raise DockctlError("conflicting options: cannot specify containers together with --all or --filter")
    conditions = collect_filters(filters)

    def running(member: Session) -> list[str]:
        return [summary["Id"][:12] for summary in member.engine.containers.list(filters=conditions)]

    names = containers or []
    found = ask_each(session, running) if chosen else find_containers(session, names, ignore_missing=ignore)
    targets: dict[str, tuple[Session, str]] = {}
    for member, there in found.given:
        warn_of_services(member, there)
        targets |= {named(member, name): (member, name) for name in there}

    stopped: set[str] = set()
    details: dict[str, Callable[[], str]] = {}

    def stop_one(target: str) -> str | None:
        member, container = targets[target]
        details[target] = Grace(member, container, timeout).describe
        try:
            member.engine.containers.stop(container, timeout=timeout, signal=ending.signal)
            stopped.add(target)
        except NotFoundError:
            # One of all that has gone meanwhile has stopped, too.
            if not (ignore or chosen):
                raise
            return ""
        return None

    with recorded(session, result, "stop") as record:
        record.finish = lambda: {
            "containers": [
                {"name": name, "stopped": target in stopped} for target, (_, name) in targets.items()
            ]
        }
        run_for_each(
            session, list(targets), stop_one, doing="stopping", details=details, failures=found.failures
        )
