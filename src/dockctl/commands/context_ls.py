"""dockctl context ls: the names that engines have in docker's files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from dockctl.errors import DockctlError
from dockctl.options.shared import Format

if TYPE_CHECKING:
    from dockctl.render.contexts import ContextRow
    from dockctl.session import Session


def context_ls(
    ctx: typer.Context,
    format_: Format = "",
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Only show context names")] = False,
) -> None:
    """List contexts."""
    from dockctl.config.choice import DEFAULT_CONTEXT
    from dockctl.config.contexts import ContextStore
    from dockctl.render.contexts import KIND
    from dockctl.render.format import write_listing
    from dockctl.render.text import natural_order

    session: Session = ctx.obj
    names = {*ContextStore(session.config.folder).names(), DEFAULT_CONTEXT, session.context}
    rows = [_row(session, name) for name in sorted(names, key=natural_order)]
    write_listing(session.stdout, rows, format_ or "table", KIND, quiet=quiet)
    if session.host_overrides_context and not quiet:
        session.warn(
            "Warning: DOCKER_HOST environment variable overrides the active context. To use a context, either"
            " set the global --context flag, or unset DOCKER_HOST environment variable."
        )


def _row(session: Session, name: str) -> ContextRow:
    from dockctl.config.choice import DEFAULT_CONTEXT
    from dockctl.config.contexts import ContextStore
    from dockctl.render.contexts import DEFAULT_DESCRIPTION, ContextRow

    current = name == session.context
    if name == DEFAULT_CONTEXT:
        return ContextRow(name, DEFAULT_DESCRIPTION, session.default_host, current=current)
    try:
        known = ContextStore(session.config.folder).read(name)
    except DockctlError as error:
        return ContextRow(name, "", "", current=current, error=error.message)
    endpoint = known["Endpoints"]["docker"]
    description = str((known.get("Metadata") or {}).get("Description") or "")
    return ContextRow(name, description, str(endpoint.get("Host") or ""), current=current)
