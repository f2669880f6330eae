"""dockctl create: POST /containers/create, after a pull where the image is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from dockctl.commands.pull import start_pull
from dockctl.errors import CommandError, NotFoundError
from dockctl.options.create import (
    PULL_POLICIES,
    Command,
    Entrypoint,
    Env,
    Image,
    Name,
    Pull,
    Quiet,
    Remove,
    User,
    Workdir,
    build_request,
)

if TYPE_CHECKING:
    from dockctl.engine.payloads import ContainerCreateRequest
    from dockctl.engine.reference import Reference
    from dockctl.session import Session


def create(  # the flags
    ctx: typer.Context,
    image: Image,
    command: Command = None,
    entrypoint: Entrypoint = None,
    env: Env = None,
    name: Name = "",
    pull: Pull = "missing",
    quiet: Quiet = False,
    remove: Remove = False,
    user: User = "",
    workdir: Workdir = "",
) -> None:
    """Create a new container."""
    session: Session = ctx.obj
    check_pull_policy(pull, "create")
    request = build_request(
        image,
        command,
        environment=session.environment,
        attach=True,
        entrypoint=entrypoint,
        env=env,
        remove=remove,
        user=user,
        workdir=workdir,
    )
    container_id = create_container(session, request, name=name, pull=pull, quiet=quiet)
    session.stdout.write(f"{container_id}\n")


def check_pull_policy(policy: str, command: str) -> None:
    """Raise CommandError unless ``policy`` is one that --pull takes."""
    if policy not in PULL_POLICIES:
        choices = 'must be one of "always", "missing" or "never"'
        raise CommandError(f"invalid pull option: '{policy}': {choices}", command=command)


def create_container(
    session: Session,
    request: ContainerCreateRequest,
    *,
    name: str,
    pull: str,
    quiet: bool,
) -> str:
    """Create the container, pull its image first as ``pull`` says, and return its ID.

    The pull is shown on stderr unless ``quiet``, and so are the engine's warnings.
    """
    from dockctl.engine.reference import parse_any_reference

    reference = parse_any_reference(request["Image"])
    containers = session.engine.containers
    if pull == "always" and reference:
        _pull(session, reference, quiet=quiet)
    try:
        answer = containers.create(request, name=name)
    except NotFoundError:
        if pull != "missing" or reference is None:
            raise
        if not quiet:
            session.warn(f"Unable to find image '{reference.familiar}' locally")
        _pull(session, reference, quiet=quiet)
        answer = containers.create(request, name=name)
    for warning in answer.get("Warnings") or []:
        session.warn(f"WARNING: {warning}")
    return answer["Id"]


def _pull(session: Session, reference: Reference, *, quiet: bool) -> None:
    from dockctl.render.progress import discard, show_pull

    events = start_pull(session, reference)
    if quiet:
        discard(events)
    else:
        show_pull(events, session.stderr, session.stderr)
