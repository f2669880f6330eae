"""dockctl create: POST /containers/create, after a pull where the image is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from dockctl.options.creation import Command, CreationFlags, Image
from dockctl.options.flags import CreateFlags

if TYPE_CHECKING:
    from dockctl.session import Session


def create(
    ctx: typer.Context,
    image: Image,
    flags: CreateFlags,
    how: CreationFlags,
    command: Command = None,
) -> None:
    """Create a new container."""
    from dockctl.operations.attaching import Launch
    from dockctl.operations.creating import Creation
    from dockctl.options.streams import attached_streams

    session: Session = ctx.obj
    how.check("create")
    if how.print_env:
        from dockctl.operations.environment_listing import print_environment

        print_environment(session, image, flags, "create", values=how.show_values)
        return
    streams = attached_streams(flags, detach=False)
    creation = Creation(session, "create", image, command, flags, streams, how)
    container_id = creation.make(Launch(session, removed=False), name=how.name)
    session.stdout.write(f"{container_id}\n")
