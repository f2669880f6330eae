"""dockctl context ls: the names that engines have in docker's files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from dockctl.errors import DockctlError, raise_all
from dockctl.options.shared import Format

if TYPE_CHECKING:
    from collections.abc import Mapping

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
    known, problems = ContextStore(session.config.folder).all()
    rows = [_row(session, context) for context in known]
    rows += [_stub(session, name) for name in {DEFAULT_CONTEXT, session.context} - {row.Name for row in rows}]
    rows.sort(key=lambda row: natural_order(row.Name))
    write_listing(session.stdout, rows, format_ or "table", KIND, quiet=quiet)
    if session.host_overrides_context:
        session.warn(
            "Warning: DOCKER_HOST environment variable overrides the active context. To use a context, either"
            " set the global --context flag, or unset DOCKER_HOST environment variable."
        )
    raise_all([DockctlError(problem) for problem in problems])


def _row(session: Session, known: Mapping[str, Any]) -> ContextRow:
    from dockctl.config.contexts import ENDPOINT, NO_ENDPOINT
    from dockctl.render.contexts import ContextRow

    endpoint = known["Endpoints"].get(ENDPOINT)
    return ContextRow(
        known["Name"],
        known["Metadata"].get("Description", ""),
        (endpoint or {}).get("Host", ""),
        current=known["Name"] == session.context,
        error=NO_ENDPOINT if endpoint is None else "",
    )


def _stub(session: Session, name: str) -> ContextRow:
    """Return the row of the default context, or of one in use that can't be read."""
    from dockctl.config.choice import DEFAULT_CONTEXT
    from dockctl.config.contexts import ContextStore
    from dockctl.render.contexts import DEFAULT_DESCRIPTION, ContextRow

    current = name == session.context
    if name == DEFAULT_CONTEXT:
        return ContextRow(name, DEFAULT_DESCRIPTION, session.default_host, current=current)
    try:
        ContextStore(session.config.folder).read(name)
    except DockctlError as error:
        return ContextRow(name, "", "", current=current, error=error.message)
    return ContextRow(name, "", "", current=current)
