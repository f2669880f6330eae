"""dockctl rm: DELETE /containers/{id} for many at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from dockctl.errors import DockctlError, NotFoundError
from dockctl.options.arguments import Containers

if TYPE_CHECKING:
    from dockctl.session import Session


def rm(
    ctx: typer.Context,
    containers: Containers,
    force: Annotated[
        bool,
        typer.Option("--force", "-f", help="Force the removal of a running container (uses SIGKILL)"),
    ] = False,
    link: Annotated[bool, typer.Option("--link", "-l", help="Remove the specified link")] = False,
    volumes: Annotated[
        bool,
        typer.Option("--volumes", "-v", help="Remove anonymous volumes associated with the container"),
    ] = False,
) -> None:
    """Remove one or more containers."""
    from dockctl.operations.batch import Notes, run_for_each
    from dockctl.operations.services import warn_of_services

    session: Session = ctx.obj
    notes = Notes()

    def remove_one(container: str) -> str | None:
        # A name docker has made its own: links are called /container/alias.
        name = container.strip("/")
        if not name:
            raise DockctlError("container name cannot be empty")
        try:
            session.engine.containers.remove(name, force=force, volumes=volumes, link=link)
        except NotFoundError as error:
            if not force:
                raise
            notes.add(container, error.message)  # it is gone, as wished
            return ""
        return None

    warn_of_services(session, containers)
    run_for_each(session, containers, remove_one, doing="removing", notes=notes)
