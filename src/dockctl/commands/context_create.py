"""dockctl context create: a name for an engine, in docker's own files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from dockctl.errors import DockctlError
from dockctl.options.contexts import Context, Description, DockerEndpoint

if TYPE_CHECKING:
    from dockctl.session import Session


def context_create(
    ctx: typer.Context,
    name: Context,
    description: Description = "",
    docker: DockerEndpoint = None,
    source: Annotated[str, typer.Option("--from", help="Create context from a named context")] = "",
) -> None:
    """Create a context."""
    from dockctl.config.choice import DEFAULT_CONTEXT
    from dockctl.config.contexts import ENDPOINT, ContextStore
    from dockctl.operations.context_sources import Source, describe_engine, read_context
    from dockctl.render.contexts import DEFAULT_DESCRIPTION

    session: Session = ctx.obj
    store = ContextStore(session.config.folder)
    store.check_free(name)
    if source and docker:
        raise DockctlError("cannot use --docker flag when --from is set")
    if docker:
        endpoint, files = describe_engine(session, store, docker)
        made = Source({"Metadata": {}, "Endpoints": {ENDPOINT: endpoint}}, {ENDPOINT: files})
    else:
        made = read_context(session, store, source or session.context)
        if (source or session.context) == DEFAULT_CONTEXT:
            made.known["Metadata"] = {"Description": DEFAULT_DESCRIPTION}
    if description:
        made.known["Metadata"]["Description"] = description
    store.write(made.known | {"Name": name}, made.material)
    session.stdout.write(f"{name}\n")
    session.warn(f'Successfully created context "{name}"')
