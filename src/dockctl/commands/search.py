"""dockctl search: GET /images/search, one row a repository."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from dockctl.options.filters import Filters, collect_filters
from dockctl.options.shared import NoTrunc

if TYPE_CHECKING:
    from dockctl.session import Session


def search(
    ctx: typer.Context,
    term: Annotated[str, typer.Argument(metavar="TERM")],
    filters: Filters = None,
    format_: Annotated[str, typer.Option("--format", help="Pretty-print search using a Go template")] = "",
    limit: Annotated[int, typer.Option("--limit", help="Max number of search results")] = 0,
    no_trunc: NoTrunc = False,
) -> None:
    """Search Docker Hub for images."""
    from dockctl.config.credentials import hostname
    from dockctl.render.format import write_listing
    from dockctl.render.search import KIND, SearchRow

    session: Session = ctx.obj
    first, slash, _ = term.partition("/")
    server = hostname(first) if slash and any(sign in first for sign in ".:") else ""
    results = session.engine.images.search(
        term, limit=limit, filters=collect_filters(filters), account=session.credentials.find(server)
    )
    rows = [SearchRow(result, truncate=not no_trunc) for result in results]
    write_listing(session.stdout, rows, format_ or "table", KIND, folded=no_trunc)
