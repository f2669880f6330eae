"""dockctl version: this client, and GET /version."""

from __future__ import annotations

import platform
from typing import TYPE_CHECKING

import typer

from dockctl import __version__

if TYPE_CHECKING:
    from dockctl.engine.client import Engine
    from dockctl.session import Session


def version(ctx: typer.Context) -> None:
    """Show the dockctl and engine version information."""
    from dockctl.errors import DockctlError
    from dockctl.render.version import format_client, format_server

    session: Session = ctx.obj
    engine = session.engine
    try:
        server = engine.system.version()
    except DockctlError:
        # Without an engine the client's half is still true, and still wanted in a report.
        session.stdout.write(format_client(_client_facts(engine, reached=False)))
        raise
    session.stdout.write(f"{format_client(_client_facts(engine, reached=True))}\n{format_server(server)}")


def _client_facts(engine: Engine, *, reached: bool) -> dict[str, str]:
    from dockctl.engine.version import MAXIMUM

    api = str(MAXIMUM)
    if reached and engine.api_version != MAXIMUM:
        api = f"{engine.api_version} (downgraded from {MAXIMUM})"
    machine = {"x86_64": "amd64", "aarch64": "arm64"}.get(platform.machine(), platform.machine())
    return {
        "Version": __version__,
        "API version": api,
        "Python version": platform.python_version(),
        "OS/Arch": f"{platform.system().lower()}/{machine}",
    }
