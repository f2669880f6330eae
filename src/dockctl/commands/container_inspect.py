"""dockctl container inspect: GET /containers/{id}/json for many at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from dockctl.options.arguments import Containers
from dockctl.options.shared import ObjectFormat

if TYPE_CHECKING:
    from dockctl.session import Session


def container_inspect(
    ctx: typer.Context,
    containers: Containers,
    format_: ObjectFormat = "",
    size: Annotated[bool, typer.Option("--size", "-s", help="Display total file sizes")] = False,
) -> None:
    """Display detailed information on one or more containers."""
    from dockctl.operations.inspecting import inspect_all

    session: Session = ctx.obj
    inspect_all(
        session,
        containers,
        lambda name: session.engine.objects.inspect("container", name, size=size),
        format_,
    )
