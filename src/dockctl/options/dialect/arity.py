"""How many arguments a command takes, in docker's words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dockctl import PROGRAM
from dockctl.errors import EXIT_FAILURE, UsageError

if TYPE_CHECKING:
    from typer._click import Context


def missing_arguments(ctx: Context) -> UsageError:
    """Return the error of a command that needs an argument, unless certain flags are given, and has none."""
    error = arity_error(ctx, 1, None)
    error.usage, error.command = ctx.get_usage(), ctx.command_path
    return error


def arity_error(ctx: Context, least: int, most: int | None) -> UsageError:
    """Return the error of a command that takes ``least`` to ``most`` arguments; None is no limit."""
    complaint = _describe_arity(least, most)
    error = UsageError(f"{PROGRAM}: '{ctx.command_path}' {complaint}", exit_status=EXIT_FAILURE)
    error.pointer = "See" if most is None else "Run"
    return error


def _describe_arity(least: int, most: int | None) -> str:
    if most == 0:
        return "accepts no arguments"
    if least == most:
        return f"requires {_count(least)}"
    if most is None:
        return f"requires at least {_count(least)}"
    return (
        f"requires at most {_count(most)}"
        if least == 0
        else f"requires at least {least} and at most {_count(most)}"
    )


def _count(number: int) -> str:
    return f"{number} argument" if number == 1 else f"{number} arguments"
