"""dockctl version: this client, and GET /version."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import typer

from dockctl.options.shared import ObjectFormat

if TYPE_CHECKING:
    from dockctl.session import Session


def version(
    ctx: typer.Context,
    format_: ObjectFormat = "",
) -> None:
    """Show the dockctl and engine version information."""
    from dockctl.errors import DockctlError
    from dockctl.render.version import check_version_format, write_version

    session: Session = ctx.obj
    check_version_format(format_)
    if session.is_fleet:
        _write_each(session, format_)
        return
    engine = session.engine
    try:
        server = engine.system.version()
    except DockctlError:
        # Without an engine the client's half is still true, and still wanted in a report. A template that
        # asks for the other half is not what is wrong: that there is no engine is.
        with suppress(DockctlError):
            write_version(session.stdout, session.describe_client(""), None, format_)
        raise
    write_version(session.stdout, session.describe_client(str(engine.api_version)), server, format_)


def _write_each(session: Session, format_: str) -> None:
    """Write what each of several engines answers."""
    from dockctl.operations.fleet import ask_each
    from dockctl.render.version import write_version

    answers = ask_each(session, lambda member: member.engine.system.version())
    for number, (member, server) in enumerate(answers.given):
        if number and not format_:
            session.stdout.write("\n")
        client = member.describe_client(str(member.engine.api_version))
        write_version(session.stdout, client, server, format_, host=member.host)
    answers.raise_failures()
