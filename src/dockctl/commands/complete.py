"""dockctl __complete: what the shells' completion functions ask for, one name a line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from dockctl.errors import DockctlError
from dockctl.options.completers import COMPLETERS

if TYPE_CHECKING:
    from dockctl.session import Session


def complete(
    ctx: typer.Context,
    kind: Annotated[str, typer.Argument(metavar="KIND")],
) -> None:
    """Print the names that a word on the command line may become."""
    session: Session = ctx.obj
    completer = COMPLETERS.get(kind)
    if completer is None:
        raise DockctlError(f"unknown kind: {kind}: must be one of {', '.join(COMPLETERS)}")
    try:
        names = completer(ctx)
    except DockctlError:
        return  # a TAB is no place for an error
    session.stdout.write("".join(f"{name}\n" for name in names))
