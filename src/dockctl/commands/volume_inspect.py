"""dockctl volume inspect: GET /volumes/{name} for many at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from dockctl.options.arguments import Volumes
from dockctl.options.shared import ObjectFormat

if TYPE_CHECKING:
    from dockctl.session import Session


def volume_inspect(
    ctx: typer.Context,
    volumes: Volumes,
    format_: ObjectFormat = "",
) -> None:
    """Display detailed information on one or more volumes."""
    from dockctl.operations.inspecting import inspect_all

    session: Session = ctx.obj
    inspect_all(
        session,
        volumes,
        lambda name: session.engine.objects.inspect("volume", name),
        format_,
        typed_only=True,
    )
