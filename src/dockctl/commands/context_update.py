"""dockctl context update: what is said of a context, and its engine, are changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from dockctl.options.contexts import Context, Description, DockerEndpoint

if TYPE_CHECKING:
    from dockctl.session import Session


def context_update(
    ctx: typer.Context,
    name: Context,
    description: Description = "",
    docker: DockerEndpoint = None,
) -> None:
    """Update a context."""
    from dockctl.config.contexts import ENDPOINT, ContextStore, check_name
    from dockctl.operations.context_sources import describe_engine

    session: Session = ctx.obj
    store = ContextStore(session.config.folder)
    check_name(name)
    known = store.read(name)
    if description:
        known["Metadata"]["Description"] = description
    material = {}
    if docker:
        known["Endpoints"][ENDPOINT], material[ENDPOINT] = describe_engine(session, store, docker)
    store.write(known | {"Name": name}, material)
    session.stdout.write(f"{name}\n")
    session.warn(f'Successfully updated context "{name}"')
