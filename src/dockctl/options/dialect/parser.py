"""The command line, read as pflag reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import typer
from typer._click.parser import _OptionParser

from dockctl.errors import UsageError
from dockctl.options.dialect.facts import option_names, value_type
from dockctl.options.values import parse_bool, parse_int
from dockctl.streams import Output
from dockctl.visible import quote

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from typer._click import Context
    from typer._click.parser import _Option, _ParsingState
    from typer.core import TyperOption

_HELP = "help"
_READ = "dockctl.flags"  # where a context keeps the flags that have been read


class _Command(Protocol):
    def help_about(self, ctx: Context, words: Sequence[str]) -> str: ...

    def check_arguments(self, ctx: Context, count: int) -> None: ...


class FlagParser(_OptionParser):
    """Reads a command line as pflag does."""

    def __init__(self, command: _Command, context: Context) -> None:
        super().__init__(context)
        context.meta[_READ] = []
        self._command = command
        self._context = context
        self._notices: list[str] = []  # to be shown once everything is understood

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
            letter, rest = letters[0], letters[1:]
            option = self._short_opt.get(f"-{letter}")
            if option is None and letter == "h":
                self._notices.append("Flag shorthand -h has been deprecated, use --help\n")
                option = self._long_opt["--help"]
            if option is None:
                sign = quote(chr(letter.encode("utf-8", "surrogateescape")[0]), "'")  # Go takes a byte for it
                raise UsageError(f"unknown shorthand flag: {sign} in -{letters}")
            letters = ""
            if len(rest) > 1 and rest.startswith("="):  # of "-n=" the sign is the value
                self._store(option, rest[1:], state)
            elif not option.takes_value or _value_left_out(option):
                self._store(option, _value_left_out(option) or "true", state)
                letters = rest
            elif rest:
                self._store(option, rest, state)
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
        self._context.meta[_READ].append(option_names(option.obj)[0].removeprefix("--"))

    def _process_args_for_args(self, state: _ParsingState) -> None:
        for notice in self._notices:
            Output(2, "/dev/stderr").write(notice)
        if state.opts.pop(_HELP, False):
            Output(1, "/dev/stdout").write(
                self._command.help_about(self._context, [*state.largs, *state.rargs]) + "\n"
            )
            raise typer.Exit
        self._command.check_arguments(self._context, len(state.largs) + len(state.rargs))
        super()._process_args_for_args(state)


def flags_read(context: Context) -> list[str]:
    """Return the long names of the flags that have been read, up to a mistake if there is one."""
    flags: list[str] = context.meta.get(_READ, [])
    return flags


def _convert(option: TyperOption, text: str) -> object:
    """Return the value that ``text`` stands for; raises UsageError in docker's words."""
    converter: Callable[[str], object] | None = getattr(option.type_descriptor.parameter_info, "parser", None)
    if converter is None:
        converters: dict[object, Callable[[str], object]] = {int: parse_int, bool: parse_bool}
        converter = converters.get(value_type(option), str)
    try:
        return converter(text)
    except ValueError as error:
        flag = ", ".join(name for name in reversed(option_names(option)) if name)
        raise UsageError(f'invalid argument {quote(text)} for "{flag}" flag: {error}') from error


def _value_left_out(option: _Option) -> str:
    """Return the value of a flag that need not have one: its metavar ends in ``[=VALUE]``; "" for other flags."""
    name, _, value = (option.obj.metavar or "").partition("[=")
    return value.removesuffix("]") if name else ""
