"""dockctl context show: the name of the context in use."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from dockctl.session import Session


def context_show(ctx: typer.Context) -> None:
    """Print the name of the current context."""
    session: Session = ctx.obj
    session.stdout.write(f"{session.context}\n")
