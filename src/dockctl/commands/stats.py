"""dockctl stats: GET /containers/{id}/stats of many at once, one row a container, again and again."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Annotated

import typer

from dockctl.errors import DockctlError, NotFoundError, raise_all
from dockctl.options import completers
from dockctl.options.orders import STATS_ORDERS, parse_stats_order
from dockctl.options.shared import Format

if TYPE_CHECKING:
    from dockctl.engine.stats import Sample, StatsWatch
    from dockctl.render.stats import StatsView
    from dockctl.session import Session

_INTERVAL = 1.0  # seconds, that between two figures of an engine


def stats(
    ctx: typer.Context,
    containers: Annotated[
        list[str] | None,
        typer.Argument(metavar="[CONTAINER...]", autocompletion=completers.running_containers),
    ] = None,
    all_: Annotated[
        bool, typer.Option("--all", "-a", help="Show all containers (default shows just running)")
    ] = False,
    format_: Format = "",
    no_stream: Annotated[
        bool, typer.Option("--no-stream", help="Disable streaming stats and only pull the first result")
    ] = False,
    no_trunc: Annotated[bool, typer.Option("--no-trunc", help="Do not truncate output")] = False,
    sort: Annotated[
        str,
        typer.Option(
            "--sort",
            parser=parse_stats_order,
            help=f"Order by {', '.join(STATS_ORDERS)}: what uses most comes first",
        ),
    ] = "",
) -> None:
    """Display a live stream of container(s) resource usage statistics."""
    from dockctl.render.stats import StatsView, check_format

    session: Session = ctx.obj
    format_ = session.listing_format(format_, "statsFormat")
    check_format(format_)
    view = StatsView(format_, truncate=not no_trunc, order=sort)
    if no_stream:
        names = containers or _listed(session, all_=all_)
        view.write(session.stdout, _sample_once(session, names, listed=not containers))
    else:
        _follow(session, containers or [], view, all_=all_)


def _listed(session: Session, *, all_: bool) -> list[str]:
    return [summary["Id"][:12] for summary in session.engine.containers.list(all_=all_)]


def _sample_once(session: Session, names: list[str], *, listed: bool) -> list[Sample]:
    """Return the figures of all; raises DockctlError if some can't be had, for all of these.

    One that was ``listed`` and has gone since is left out.
    """
    from dockctl.engine.stats import sample_once
    from dockctl.operations.batch import collect_for_each, most_waiting

    if not names:
        return []
    results = collect_for_each(
        names, lambda name: sample_once(session.engine.containers, name), at_once=most_waiting(session)
    )
    failures = [result for result in results if isinstance(result, DockctlError)]
    raise_all([failure for failure in failures if not (listed and isinstance(failure, NotFoundError))])
    return [result for result in results if not isinstance(result, DockctlError)]


def _follow(session: Session, names: list[str], view: StatsView, *, all_: bool) -> None:
    """Show the figures until the user ends it; without names those of containers that come and go."""
    from dockctl.engine.stats import StatsWatch

    watch = StatsWatch(session.engine)
    if names:
        for name in names:
            session.engine.containers.inspect(name)  # one that is not there is told at once
            watch.add(name)
    else:
        watch.follow_events(all_=all_)  # before the list, or one that starts in between would be missed
        for name in _listed(session, all_=all_):
            watch.add(name)
    if session.stdout.look.terminal:
        _fill_window(session, watch, view)
        return
    while True:
        time.sleep(_INTERVAL)
        watch.check()
        view.write(session.stdout, watch.samples())


def _fill_window(session: Session, watch: StatsWatch, view: StatsView) -> None:
    from dockctl.render.painting import Painter
    from dockctl.render.sheet import Page, listing_sheet
    from dockctl.terminal.full_screen import ENDED, FullScreen

    look = session.stdout.look
    painter = Painter(look)
    with FullScreen(session.stdout) as screen:
        why = ""
        while why != ENDED:
            watch.check()
            height, width = screen.size
            page = Page(look, width)
            view.write(page, watch.samples())
            sheet = listing_sheet(page, has_header=view.has_header, footer=screen.how_to_end)
            screen.draw(painter.paint(sheet.fit(height), width, height))
            why = screen.wait(_INTERVAL)
