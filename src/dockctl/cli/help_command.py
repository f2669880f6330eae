"""dockctl help [COMMAND …]: what ``COMMAND --help`` prints."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from dockctl.errors import DockctlError
from dockctl.options.dialect.building import build_command
from dockctl.options.dialect.commands import DialectGroup

if TYPE_CHECKING:
    from dockctl.options.dialect.commands import DialectCommand
    from dockctl.session import Session


def build_help_command() -> DialectCommand:
    """Return the command ``help``."""
    return build_command(_print_help, name="help", paths=("help",), interspersed=True)


def _print_help(
    ctx: typer.Context,
    words: Annotated[list[str] | None, typer.Argument(metavar="[command]", show_default=False)] = None,
) -> None:
    """Help about the command."""
    session: Session = ctx.obj
    top = ctx.find_root()
    if not isinstance(top.command, DialectGroup):
        raise TypeError("the root is no group")
    found, rest = top.command.find_command(top, words or ())
    if rest:
        raise DockctlError(f"unknown help topic: {' '.join(rest)}")
    session.stdout.write(found.get_help() + "\n")
