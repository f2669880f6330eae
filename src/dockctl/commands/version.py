"""dockctl version: this client, and GET /version."""

from __future__ import annotations

import platform
from typing import TYPE_CHECKING

import typer

from dockctl import __version__
from dockctl.options.shared import ObjectFormat

if TYPE_CHECKING:
    from dockctl.engine.client import Engine
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
        write_version(session.stdout, _client(engine, reached=False), None, format_)
        raise
    write_version(session.stdout, _client(engine, reached=True), server, format_)


def _client(engine: Engine, *, reached: bool) -> dict[str, str]:
    """Return what docker's templates know of the client, with Python in Go's place."""
    from dockctl.engine.version import MAXIMUM

    return {
        "Version": __version__,
        "ApiVersion": str(engine.api_version if reached else MAXIMUM),
        "DefaultAPIVersion": str(MAXIMUM),
        "PythonVersion": platform.python_version(),
        "Os": platform.system().lower(),
        "Arch": {"x86_64": "amd64", "aarch64": "arm64"}.get(platform.machine(), platform.machine()),
    }
