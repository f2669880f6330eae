"""dockctl version: this client, and GET /version."""

from __future__ import annotations

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
    engine = session.engine
    try:
        server = engine.system.version()
    except DockctlError:
        # Without an engine the client's half is still true, and still wanted in a report.
        write_version(session.stdout, session.describe_client(), None, format_)
        raise
    write_version(session.stdout, session.describe_client(str(engine.api_version)), server, format_)
