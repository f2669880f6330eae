"""dockctl wait: POST /containers/{id}/wait, one exit status a line."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Annotated

import typer

from dockctl.errors import DeadlineError, DockctlError, raise_all
from dockctl.options.arguments import Containers
from dockctl.options.readiness import Readiness, WaitFlags, parse_readiness
from dockctl.options.shared import ResultFile
from dockctl.options.values import parse_seconds

if TYPE_CHECKING:
    from collections.abc import Callable

    from dockctl.session import Session


def wait(
    ctx: typer.Context,
    containers: Containers,
    condition: Annotated[
        list[Readiness] | None,
        typer.Option(
            "--condition",
            metavar="condition",
            parser=parse_readiness,
            help="Wait until the containers are ready instead, and print their names: healthy, running, log=REGEXP or"
            " port=NUMBER[/tcp|/udp]; several must all be true",
        ),
    ] = None,
    result: ResultFile = "",
    timeout: Annotated[
        float,
        typer.Option(
            "--timeout",
            metavar="duration",
            parser=parse_seconds,
            help="Give up after this long, with exit status 124 (0: never)",
        ),
    ] = 0.0,
) -> None:
    """Block until one or more containers stop, then print their exit codes."""
    from dockctl.results.recording import recorded

    session: Session = ctx.obj
    with recorded(session, result, "wait") as record:
        statuses: dict[str, int] = {}
        record.finish = lambda: {
            "containers": [{"name": name, "container_exit_status": statuses.get(name)} for name in containers]
        }
        if condition:
            _wait_until_ready(session, containers, WaitFlags(wait=condition, wait_timeout=timeout))
        elif timeout:
            _wait_at_most(session, containers, timeout, statuses)
        else:
            _wait_for_each(session, containers, statuses)


def _wait_for_each(session: Session, containers: list[str], statuses: dict[str, int]) -> None:
    """Print the exit status of each as it is its turn."""
    failures: list[DockctlError] = []
    for container in containers:
        try:
            statuses[container] = session.engine.containers.wait(container).result()
        except DockctlError as error:
            failures.append(error.about(container))
        else:
            session.stdout.write(f"{statuses[container]}\n")
    raise_all(failures)


def _wait_until_ready(session: Session, containers: list[str], flags: WaitFlags) -> None:
    """Name each container when it is ready, in their order."""
    from dockctl.operations.batch import most_waiting, run_for_each
    from dockctl.operations.readiness import CONNECTIONS, wait_for_running

    details: dict[str, Callable[[], str]] = {}
    run_for_each(
        session,
        containers,
        lambda name: wait_for_running(session, name, flags, details),
        doing="waiting for",
        details=details,
        at_once=most_waiting(session, CONNECTIONS),
    )


def _wait_at_most(session: Session, containers: list[str], timeout: float, statuses: dict[str, int]) -> None:
    """Print the exit status of each that has stopped within ``timeout`` seconds, in their order."""
    from dockctl.operations.batch import most_waiting, run_for_each
    from dockctl.operations.readiness import describe_time_left, exit_status_within
    from dockctl.render.units import go_duration

    deadline = time.monotonic() + timeout

    def wait_for(container: str) -> str:
        status = exit_status_within(session, container, timeout)
        if status is None:
            raise DeadlineError(f"container {container} still runs after {go_duration(timeout)}")
        statuses[container] = status
        return f"{status}\n"

    details = dict.fromkeys(containers, lambda: describe_time_left(deadline))
    run_for_each(
        session,
        containers,
        wait_for,
        doing="waiting for",
        details=details,
        at_once=most_waiting(session),
    )
