"""dockctl context use: which context is used where nothing else is said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from dockctl.errors import DockctlError
from dockctl.options import completers

if TYPE_CHECKING:
    from dockctl.session import Session


def context_use(
    ctx: typer.Context,
    names: Annotated[
        list[str] | None, typer.Argument(metavar="CONTEXT", autocompletion=completers.contexts)
    ] = None,
) -> None:
    """Set the current docker context."""
    from dockctl.config.choice import DEFAULT_CONTEXT
    from dockctl.config.contexts import ContextStore, check_name

    if names is None or len(names) != 1:
        raise DockctlError(f"accepts 1 arg(s), received {len(names or ())}")
    name = names[0]
    session: Session = ctx.obj
    if name != DEFAULT_CONTEXT:
        check_name(name)
        ContextStore(session.config.folder).read(name)
    session.config.change_text("currentContext", "" if name == DEFAULT_CONTEXT else name)
    session.stdout.write(f"{name}\n")
    session.warn(f'Current context is now "{name}"')
    if session.host_overrides_context and name != DEFAULT_CONTEXT:
        session.warn(
            f'Warning: DOCKER_HOST environment variable overrides the active context. To use "{name}", either'
            " set the global --context flag, or unset DOCKER_HOST environment variable."
        )
