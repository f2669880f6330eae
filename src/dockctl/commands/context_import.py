"""dockctl context import: a context and its certificates out of one file."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dockctl.errors import DockctlError, reason_of
from dockctl.options.contexts import Context

if TYPE_CHECKING:
    from dockctl.session import Session


def context_import(
    ctx: typer.Context, name: Context, source: Annotated[str, typer.Argument(metavar="FILE|-")]
) -> None:
    """Import a context from a tar or zip file."""
    from dockctl.config.context_archive import unpack_context
    from dockctl.config.contexts import ContextStore

    session: Session = ctx.obj
    store = ContextStore(session.config.folder)
    store.check_free(name)
    known, material = unpack_context(_read(source))
    store.write(known | {"Name": name}, material)
    session.stdout.write(f"{name}\n")
    session.warn(f'Successfully imported context "{name}"')


def _read(source: str) -> bytes:
    """Return as much of a file, ``-`` for stdin, as an archive may have, and a byte more where there is more."""
    from dockctl.config.context_archive import LARGEST

    try:
        if source == "-":
            return sys.stdin.buffer.read(LARGEST + 1)
        with Path(source).open("rb") as file:
            return file.read(LARGEST + 1)
    except IsADirectoryError as error:
        raise DockctlError(f"read {source}: {reason_of(error)}") from error
    except OSError as error:
        raise DockctlError(f"open {source}: {reason_of(error)}") from error
