"""dockctl service scale: POST /services/{id}/update with another number of replicas."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Annotated

import typer

from dockctl.errors import DockctlError, raise_all

if TYPE_CHECKING:
    from dockctl.engine.payloads.swarm import Service
    from dockctl.session import Session

_PAUSE = 0.5  # seconds between two looks at whether all tasks run
_STEADY = 2  # looks in a row that must agree


def service_scale(
    ctx: typer.Context,
    scales: Annotated[list[str], typer.Argument(metavar="SERVICE=REPLICAS [SERVICE=REPLICAS...]")],
    detach: Annotated[
        bool,
        typer.Option("--detach", "-d", help="Exit immediately instead of waiting for the service to converge"),
    ] = False,
) -> None:
    """Scale one or multiple replicated services."""
    session: Session = ctx.obj
    for text in scales:
        _check(text)
    wanted = [_parse(text) for text in scales]
    failures: list[DockctlError] = []
    scaled = []
    for name, count in wanted:
        try:
            scaled.append((_scale(session, name, count), name, count))
        except DockctlError as error:
            failures.append(error.prefixed(f"{name}: ").about(name))
        else:
            session.stdout.write(f"{name} scaled to {count}\n")
    if not detach:
        for service, name, count in scaled:
            _wait(session, service, count)
            session.warn(f"{name}: {count} of {count} tasks run")
    raise_all(failures)


def _check(text: str) -> None:
    name, _, number = text.partition("=")
    if not name or not number:
        raise DockctlError(
            f"invalid scale specifier '{text}'.\nSee 'dockctl service scale --help'.\n\n"
            "Usage:  dockctl service scale SERVICE=REPLICAS [SERVICE=REPLICAS...]\n\n"
            "Scale one or multiple replicated services"
        )


def _parse(text: str) -> tuple[str, int]:
    from dockctl.options.values import parse_decimal

    name, _, number = text.partition("=")
    try:
        return name, parse_decimal(number, "ParseUint", signed=False)
    except ValueError as error:
        raise DockctlError(f"{name}: invalid replicas value {number}: {error}") from error


def _scale(session: Session, name: str, count: int) -> Service:
    service = session.engine.swarm.service(name)
    spec = service["Spec"]
    mode = spec.get("Mode") or {}
    if mode.get("Replicated") is not None:
        mode["Replicated"]["Replicas"] = count
    elif mode.get("ReplicatedJob") is not None:
        mode["ReplicatedJob"]["TotalCompletions"] = count
    else:
        raise DockctlError("scale can only be used with replicated or replicated-job mode")
    for warning in session.engine.swarm.update_service(service, spec):
        session.warn(warning)
    return service


def _wait(session: Session, service: Service, count: int) -> None:
    """Return once ``count`` tasks run, and still do a moment later."""
    agreed = 0
    while agreed < _STEADY:
        filters = {"service": [service["ID"]], "desired-state": ["running"]}
        tasks = session.engine.swarm.tasks(filters=filters)
        running = sum(task["Status"].get("State") == "running" for task in tasks)
        agreed = agreed + 1 if running == len(tasks) == count else 0
        time.sleep(_PAUSE)
