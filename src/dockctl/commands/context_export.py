"""dockctl context export: a context and its certificates in one file."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dockctl.errors import DockctlError, reason_of
from dockctl.options import completers

if TYPE_CHECKING:
    from collections.abc import Callable

    from dockctl.session import Session


def context_export(
    ctx: typer.Context,
    name: Annotated[
        # Docker's usage speaks of options, though it has none.
        str, typer.Argument(metavar="[OPTIONS] CONTEXT", autocompletion=completers.contexts)
    ],
    target: Annotated[str, typer.Argument(metavar="[FILE|-]")] = "",
) -> None:
    """Export a context to a tar archive FILE or a tar stream on STDOUT."""
    from dockctl.config.choice import DEFAULT_CONTEXT
    from dockctl.config.context_archive import pack_context
    from dockctl.config.contexts import ContextStore, check_name
    from dockctl.operations.context_sources import read_context

    session: Session = ctx.obj
    if name != DEFAULT_CONTEXT:
        check_name(name)

    def pack() -> bytes:
        return pack_context(*read_context(session, ContextStore(session.config.folder), name))

    if target != "-":
        path = target or f"{name}.dockercontext"
        _write_new_file(path, pack)
        session.warn(f'Written file "{path}"')
    elif session.stdout.is_terminal:
        raise DockctlError("cowardly refusing to export to a terminal, specify a file path")
    else:
        session.stdout.write(pack())


def _write_new_file(path: str, pack: Callable[[], bytes]) -> None:
    """Write what ``pack`` returns to a file that mustn't be there, for its owner alone; leave none if that fails."""
    import os

    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        raise DockctlError(f"open {path}: {reason_of(error)}") from error
    try:
        with open(descriptor, "wb") as file:  # noqa: PTH123  (it has been opened)
            file.write(pack())
    except BaseException as error:
        with suppress(OSError):
            Path(path).unlink()
        if isinstance(error, OSError):
            raise DockctlError(f"write {path}: {reason_of(error)}") from error
        raise
