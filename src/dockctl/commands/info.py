"""dockctl info: this client, and GET /info."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from dockctl.options.shared import ObjectFormat

if TYPE_CHECKING:
    from dockctl.session import Session


def info(ctx: typer.Context, format_: ObjectFormat = "") -> None:
    """Display system-wide information."""
    from dockctl.errors import DockctlError, SeveralFailuresError
    from dockctl.render.info import InfoWriter

    session: Session = ctx.obj
    debug = {"Debug": bool(session.environment.get("DEBUG"))}
    writer = InfoWriter(session.stdout, session.stderr, format_)
    if session.is_fleet:
        from dockctl.operations.fleet import ask_each

        answers = ask_each(session, lambda member: member.engine.system.info())
        for member, facts in answers.given:
            writer.write(debug | member.describe_client(), facts, host=member.host)
        answers.raise_failures()
        return
    client = debug | session.describe_client()
    if not writer.asks_engine(client):
        writer.write(client, None)
        return
    try:
        server = session.engine.system.info()
    except DockctlError as failure:
        # Without an engine the client's half is still true, and still wanted in a report.
        try:
            writer.write(client, None)
        except DockctlError as error:
            raise SeveralFailuresError([failure, error], hint=failure.hint) from error
        raise
    writer.write(client, server)
