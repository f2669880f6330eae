"""What is known of a command's flags and arguments: for its help, its usage line, completions and man pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args, get_origin

from typer._click.core import ParameterSource
from typer.core import TyperArgument, TyperOption

from dockctl.options.help import FlagHelp

if TYPE_CHECKING:
    from typer._click import Command, Context


def visible_options(command: Command) -> list[FlagHelp]:
    """Return the flags that a command's help shows."""
    return [_flag_help(item) for item in command.params if isinstance(item, TyperOption) and not item.hidden]


def argument_completers(command: Command) -> list[tuple[str, bool]]:
    """Return for each argument the name of its completer ("" for none), and whether it may be repeated."""
    return [
        (getattr(item.type_descriptor.parameter_info.autocompletion, "__name__", ""), item.nargs < 0)
        for item in command.params
        if isinstance(item, TyperArgument)
    ]


def usage_line(command: Command, path: str) -> str:
    """Return the usage line under the name ``path``, such as ``dockctl pull [OPTIONS] NAME``."""
    arguments = [
        item.metavar or item.name.upper() for item in command.params if isinstance(item, TyperArgument)
    ]
    return " ".join([path, *(["[OPTIONS]"] if visible_options(command) else []), *arguments])


def flags_given(ctx: Context) -> dict[str, str]:
    """Return the flags that the command line has, also those with their default's value: parameter → flag."""
    return {
        item.name: option_names(item)[0]
        for item in ctx.command.params
        if isinstance(item, TyperOption) and ctx.get_parameter_source(item.name) is ParameterSource.COMMANDLINE
    }


def _flag_help(option: TyperOption) -> FlagHelp:
    kind = value_type(option)
    default: Any = option.default
    shown = option.show_default if isinstance(option.show_default, str) else ""
    if not shown and default:
        shown = "true" if default is True else f'"{default}"' if isinstance(default, str) else str(default)
    name = (
        ""
        if option.is_flag
        else option.metavar or {int: "int"}.get(kind, "list" if option.multiple else "string")
    )
    long, short = option_names(option)
    return FlagHelp(long, short, name, option.help or "", shown)


def option_names(option: TyperOption) -> tuple[str, str]:
    """Return an option's long and short name; the short one "" if it has none."""
    long = next(name for name in option.opts if name.startswith("--"))
    return long, next((name for name in option.opts if not name.startswith("--")), "")


def value_type(option: TyperOption) -> Any:  # noqa: ANN401  (a type, or a union of types)
    """Return the type of one value of ``option``."""
    annotation: Any = option.type_descriptor.annotation
    return get_args(annotation)[0] if get_origin(annotation) is list else annotation
