"""Docker's dialect of flags and arguments on Typer; the only module that knows Typer's private names.

What differs from Typer's own: ``--flag=false`` and ``-t=false`` for booleans, ``-n=5``, values checked in
the order they are given, docker's messages and exit statuses, docker's layout of ``--help``, and no
pydantic, which Typer would import to convert each value.
"""

from __future__ import annotations

import dataclasses
import functools
import inspect
from typing import TYPE_CHECKING, Any, get_args, get_origin, get_type_hints

import typer
from typer._click.core import Command, ParameterSource
from typer._click.parser import _OptionParser
from typer._coercion import bool_flag_type_descriptor
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption

from dockctl.errors import EXIT_FAILURE, DockctlError, UsageError
from dockctl.options.help import FlagHelp, format_commands, format_flags
from dockctl.options.values import parse_bool, parse_int
from dockctl.streams import Output

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from typer._click import Context, Parameter
    from typer._click.parser import _Option, _ParsingState

PROGRAM = "dockctl"
_HELP = "help"


class _Converted:
    """Stands where Typer keeps its converter: the parser has converted the value already."""

    def __init__(self, empty: object) -> None:
        self._empty = empty

    def coerce(self, value: object, **_: object) -> object:
        return self._empty if value is None else value


def _value_type(option: TyperOption) -> Any:  # noqa: ANN401  (a type, or a union of types)
    annotation: Any = option.type_descriptor.annotation
    return get_args(annotation)[0] if get_origin(annotation) is list else annotation


def _convert(option: TyperOption, text: str) -> object:
    """Return the value that ``text`` stands for; raises UsageError in docker's words."""
    converter: Callable[[str], object] | None = getattr(option.type_descriptor.parameter_info, "parser", None)
    if converter is None:
        converter = {int: parse_int, bool: parse_bool}.get(_value_type(option), str)
    try:
        return converter(text)
    except ValueError as error:
        flag = ", ".join(name for name in reversed(_names(option)) if name)
        raise UsageError(f'invalid argument "{text}" for "{flag}" flag: {error}') from error


def _value_left_out(option: _Option) -> str:
    """Return the value of a flag that need not have one: its metavar ends in ``[=VALUE]``; "" for other flags."""
    name, _, value = (option.obj.metavar or "").partition("[=")
    return value.removesuffix("]") if name else ""


class _FlagParser(_OptionParser):
    """Reads a command line as pflag does."""

    def __init__(self, command: _Dialect, context: Context) -> None:
        super().__init__(context)
        self._command = command
        self._context = context

    def _process_opts(self, arg: str, state: _ParsingState) -> None:
        if arg.startswith("--"):
            self._read_long(arg, state)
        else:
            self._read_cluster(arg, state)

    def _read_long(self, arg: str, state: _ParsingState) -> None:
        name, equals, value = arg.partition("=")
        if name == "--" or name.startswith("---"):
            raise UsageError(f"bad flag syntax: {arg}")
        option = self._long_opt.get(name)
        if option is None:
            raise UsageError(f"unknown flag: {name}")
        if equals:
            self._store(option, value, state)
        elif _value_left_out(option):
            self._store(option, _value_left_out(option), state)
        elif not option.takes_value:
            self._store(option, "true", state)
        elif state.rargs:
            self._store(option, state.rargs.pop(0), state)
        else:
            raise UsageError(f"flag needs an argument: {name}")

    def _read_cluster(self, arg: str, state: _ParsingState) -> None:
        letters = arg[1:]
        while letters:
            letter, letters = letters[0], letters[1:]
            option = self._short_opt.get(f"-{letter}")
            if option is None and letter == "h":
                Output(2, "/dev/stderr").write("Flag shorthand -h has been deprecated, use --help\n")
                option = self._long_opt["--help"]
            if option is None:
                raise UsageError(f"unknown shorthand flag: '{letter}' in -{letter}{letters}")
            left_out = _value_left_out(option)
            if letters.startswith("=") or (option.takes_value and not left_out):
                self._read_short_value(option, letter, letters, state)
                return
            self._store(option, left_out or "true", state)

    def _read_short_value(self, option: _Option, letter: str, rest: str, state: _ParsingState) -> None:
        if rest:
            self._store(option, rest.removeprefix("="), state)
        elif state.rargs:
            self._store(option, state.rargs.pop(0), state)
        else:
            raise UsageError(f"flag needs an argument: '{letter}' in -{letter}")

    def _store(self, option: _Option, text: str, state: _ParsingState) -> None:
        value = _convert(option.obj, text)
        name = str(option.dest)
        if option.obj.multiple:
            state.opts.setdefault(name, []).append(value)
        else:
            state.opts[name] = value
        state.order.append(option.obj)

    def _process_args_for_args(self, state: _ParsingState) -> None:
        if state.opts.pop(_HELP, False):
            Output(1, "/dev/stdout").write(self._command.get_help(self._context) + "\n")
            raise typer.Exit
        self._command.check_arguments(self._context, len(state.largs) + len(state.rargs))
        super()._process_args_for_args(state)


def _help_option() -> TyperOption:
    return TyperOption(
        param_decls=["--help"],
        type_descriptor=bool_flag_type_descriptor(),
        is_flag=True,
        expose_value=False,
        help="Print usage",
        hidden=True,
    )


def _flag_help(option: TyperOption) -> FlagHelp:
    kind = _value_type(option)
    default: Any = option.default
    shown = option.show_default if isinstance(option.show_default, str) else ""
    if not shown and default:
        shown = "true" if default is True else f'"{default}"' if isinstance(default, str) else str(default)
    name = (
        ""
        if option.is_flag
        else option.metavar or {int: "int"}.get(kind, "list" if option.multiple else "string")
    )
    long, short = _names(option)
    return FlagHelp(long, short, name, option.help or "", shown)


def _names(option: TyperOption) -> tuple[str, str]:
    """Return an option's long and short name; the short one "" if it has none."""
    long = next(name for name in option.opts if name.startswith("--"))
    return long, next((name for name in option.opts if not name.startswith("--")), "")


def visible_options(command: DialectCommand | DialectGroup) -> list[FlagHelp]:
    """Return the flags that a command's help shows."""
    return [_flag_help(item) for item in command.params if isinstance(item, TyperOption) and not item.hidden]


def argument_completers(command: DialectCommand) -> list[tuple[str, bool]]:
    """Return for each argument the name of its completer ("" for none), and whether it may be repeated."""
    return [
        (getattr(item.type_descriptor.parameter_info.autocompletion, "__name__", ""), item.nargs < 0)
        for item in command.params
        if isinstance(item, TyperArgument)
    ]


def usage_line(command: DialectCommand, path: str) -> str:
    """Return the usage line under the name ``path``, such as ``dockctl pull [OPTIONS] NAME``."""
    arguments = [
        item.metavar or item.name.upper() for item in command.params if isinstance(item, TyperArgument)
    ]
    return " ".join([path, *(["[OPTIONS]"] if visible_options(command) else []), *arguments])


class _Dialect(Command):
    """What commands and groups share: parameters without pydantic, docker's way to read and to refuse them."""

    usage_tail = ""  # what a usage error's usage line has more than the help's

    def get_params(self, ctx: Context) -> list[Parameter]:  # noqa: ARG002  (the base class's signature)
        """Return the parameters, ready to be parsed without pydantic."""
        for item in self.params:
            _leave_alone(item)
        return [*self.params, _leave_alone(_help_option())]

    def make_parser(self, ctx: Context) -> _FlagParser:
        """Return the parser for this command's own words."""
        parser = _FlagParser(self, ctx)
        for item in self.get_params(ctx):
            item.add_to_parser(parser, ctx)
        return parser

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Read ``args``; a usage error learns the usage line it is shown with."""
        try:
            return super().parse_args(ctx, args)
        except UsageError as error:
            error.usage = error.usage or self.get_usage(ctx) + self.usage_tail
            error.command = ctx.command_path
            error.caller = error.caller or ctx.command_path.removeprefix(PROGRAM).strip()
            raise

    def check_arguments(self, ctx: Context, count: int) -> None:
        """Raise UsageError unless ``count`` arguments are what this command takes."""


def _leave_alone(parameter: Parameter) -> Parameter:
    """Return ``parameter`` with a converter that leaves its value alone: the parser has converted it."""
    empty = () if parameter.multiple or parameter.nargs < 0 else None
    parameter._runtime_param = _Converted(empty)  # type: ignore[attr-defined]  # noqa: SLF001
    return parameter


class DialectCommand(_Dialect, TyperCommand):
    """A command that reads its command line as docker does.

    ``paths`` are all the names it goes by, such as ``ps`` and ``container ls``. ``check`` is called before its function
    is, and raises what speaks against that.
    """

    paths: Sequence[str] = ()
    check: Callable[[Context], None] | None = None

    def invoke(self, ctx: Context) -> Any:  # noqa: ANN401  (the base class's)
        """Call the command's function; what fails learns who has failed."""
        try:
            if self.check:
                self.check(ctx)
            return super().invoke(ctx)
        except DockctlError as error:
            error.caller = ctx.command_path.removeprefix(f"{PROGRAM} ")
            raise

    def get_usage(self, ctx: Context) -> str:
        """Return the usage line, such as ``dockctl pull [OPTIONS] NAME``."""
        return usage_line(self, ctx.command_path)

    def get_help(self, ctx: Context) -> str:
        """Return the text of --help."""
        blocks = [f"Usage:  {self.get_usage(ctx)}", (self.help or "").removesuffix(".")]
        if len(self.paths) > 1:
            blocks.append("Aliases:\n  " + ", ".join(f"{PROGRAM} {path}" for path in self.paths))
        flags = visible_options(self)
        if flags:
            blocks.append("Options:\n" + format_flags(flags).rstrip("\n"))
        return "\n\n".join(blocks)

    @property
    def _arguments(self) -> list[TyperArgument]:
        return [item for item in self.params if isinstance(item, TyperArgument)]

    def check_arguments(self, ctx: Context, count: int) -> None:
        """Raise UsageError, in docker's words, unless ``count`` arguments are what this command takes."""
        least = sum(item.required for item in self._arguments)
        most = None if any(item.nargs < 0 for item in self._arguments) else len(self._arguments)
        if not least <= count or (most is not None and count > most):
            raise _arity_error(ctx, least, most)


def flags_given(ctx: Context) -> dict[str, str]:
    """Return the flags that the command line has, also those with their default's value: parameter → flag."""
    return {
        item.name: _names(item)[0]
        for item in ctx.command.params
        if isinstance(item, TyperOption) and ctx.get_parameter_source(item.name) is ParameterSource.COMMANDLINE
    }


def missing_arguments(ctx: Context) -> UsageError:
    """Return the error of a command that needs an argument, unless certain flags are given, and has none."""
    error = _arity_error(ctx, 1, None)
    error.usage, error.command = ctx.get_usage(), ctx.command_path
    return error


def _arity_error(ctx: Context, least: int, most: int | None) -> UsageError:
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


class DialectGroup(_Dialect, TyperGroup):
    """A group of commands that reads its own flags as docker does.

    ``command_help()`` returns the commands with their descriptions, by heading.
    """

    def command_help(self) -> dict[str, list[tuple[str, str]]]:
        """Return heading → (name, description) of each command to show."""
        raise NotImplementedError

    usage_tail = " [ARG...]"

    def get_usage(self, ctx: Context) -> str:
        """Return the usage line."""
        return " ".join([ctx.command_path, *(["[OPTIONS]"] if self.params else []), "COMMAND"])

    def get_help(self, ctx: Context) -> str:
        """Return the text of --help."""
        blocks = [f"Usage:  {self.get_usage(ctx)}", (self.help or "").removesuffix(".")]
        blocks += [f"{title}:\n{format_commands(rows).rstrip()}" for title, rows in self.command_help().items()]
        flags = visible_options(self)
        if flags:
            blocks.append("Global Options:\n" + format_flags(flags).rstrip("\n"))
        blocks.append(f"Run '{ctx.command_path} COMMAND --help' for more information on a command.")
        return "\n\n".join(blocks)

    def resolve_command(self, ctx: Context, args: list[str]) -> tuple[str | None, Command | None, list[str]]:
        """Return the command that ``args`` begins with; raises UsageError when there is none."""
        command = self.get_command(ctx, args[0])
        if command is not None:
            return args[0], command, args[1:]
        unknown = f"{PROGRAM}: unknown command: {ctx.command_path} {args[0]}"
        error = UsageError(unknown, exit_status=EXIT_FAILURE)
        error.command = ctx.command_path
        error.usage = ctx.command_path if ctx.parent else ""
        raise error


def build_command(
    function: Callable[..., int | None],
    *,
    name: str,
    paths: Sequence[str],
    interspersed: bool,
) -> DialectCommand:
    """Return the command that calls ``function``, whose parameters declare its flags and arguments.

    A parameter whose type is a dataclass stands for the dataclass's fields. Unless ``interspersed``,
    everything after the first argument belongs to that argument.
    """
    app = typer.Typer(add_completion=False, rich_markup_mode=None)
    settings = {"allow_interspersed_args": interspersed}
    app.command(name, cls=DialectCommand, context_settings=settings)(_spread(function))
    command = typer.main.get_command(app)
    if not isinstance(command, DialectCommand):
        raise TypeError(f"{name} did not become a command")
    command.paths = paths
    return command


def _spread(function: Callable[..., int | None]) -> Callable[..., int | None]:
    """Return ``function`` with the fields of its dataclass parameters as parameters of its own."""
    hints = get_type_hints(function, include_extras=True)
    groups = {
        name: kind for name, kind in hints.items() if isinstance(kind, type) and dataclasses.is_dataclass(kind)
    }
    if not groups:
        return function
    parameters: list[inspect.Parameter] = []
    for parameter in inspect.signature(function).parameters.values():
        if parameter.name not in groups:
            parameters.append(parameter.replace(annotation=hints.get(parameter.name, parameter.annotation)))
            continue
        kind = groups[parameter.name]
        types = get_type_hints(kind, include_extras=True)
        parameters.extend(
            inspect.Parameter(
                field.name,
                inspect.Parameter.KEYWORD_ONLY,
                default=field.default,
                annotation=types[field.name],
            )
            for field in dataclasses.fields(kind)
        )

    @functools.wraps(function)
    def call(**values: object) -> int | None:
        for name, kind in groups.items():
            fields = [field.name for field in dataclasses.fields(kind)]
            values[name] = kind(**{field: values.pop(field) for field in fields})
        return function(**values)

    ordered = [item.replace(kind=inspect.Parameter.KEYWORD_ONLY) for item in parameters]
    call.__signature__ = inspect.Signature(ordered)  # type: ignore[attr-defined]
    call.__annotations__ = {item.name: item.annotation for item in ordered}
    del call.__wrapped__  # or its signature would be taken for this one's
    return call
