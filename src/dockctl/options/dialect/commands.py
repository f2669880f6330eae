"""Commands and groups that read their command lines and show their help as docker does."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from typer import _click
from typer._click.core import Command
from typer._coercion import bool_flag_type_descriptor
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption

from dockctl import PROGRAM
from dockctl.errors import EXIT_FAILURE, DockctlError, UsageError
from dockctl.options.dialect.arity import arity_error
from dockctl.options.dialect.facts import usage_line, visible_options
from dockctl.options.dialect.parser import FlagParser, flags_read
from dockctl.options.help import format_commands, format_flags

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from typer._click import Context, Parameter


class _Converted:
    """Stands where Typer keeps its converter: the parser has converted the value already."""

    def __init__(self, empty: object) -> None:
        self._empty = empty

    def coerce(self, value: object, **_: object) -> object:
        return self._empty if value is None else value


class _Dialect(Command):
    """What commands and groups share: parameters without pydantic, docker's way to read and to refuse them."""

    def get_params(self, ctx: Context) -> list[Parameter]:  # noqa: ARG002  (the base class's signature)
        """Return the parameters, ready to be parsed without pydantic."""
        for item in self.params:
            _leave_alone(item)
        return [*self.params, _leave_alone(_help_option())]

    def make_parser(self, ctx: Context) -> FlagParser:
        """Return the parser for this command's own words."""
        parser = FlagParser(self, ctx)
        for item in self.get_params(ctx):
            item.add_to_parser(parser, ctx)
        return parser

    def usage_of_errors(self, ctx: Context) -> str:
        """Return the usage line that usage errors show."""
        return self.get_usage(ctx)

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Read ``args``; a usage error learns the usage line it is shown with."""
        with self._errors_with_usage(ctx):
            return super().parse_args(ctx, args)

    @contextmanager
    def _errors_with_usage(self, ctx: Context) -> Iterator[None]:
        try:
            yield
        except UsageError as error:
            error.usage = error.usage or self.usage_of_errors(ctx)
            error.command = ctx.command_path
            error.caller = error.caller or ctx.command_path.removeprefix(PROGRAM).strip()
            raise

    def check_arguments(self, ctx: Context, count: int) -> None:
        """Raise UsageError unless ``count`` arguments are what this command takes."""

    def help_about(self, ctx: Context, words: Sequence[str]) -> str:  # noqa: ARG002  (a group's are its commands)
        """Return the help to show where ``words`` stand beside --help."""
        return self.get_help(ctx)


def _leave_alone(parameter: Parameter) -> Parameter:
    """Return ``parameter`` with a converter that leaves its value alone: the parser has converted it."""
    empty = () if parameter.multiple or parameter.nargs < 0 else None
    parameter._runtime_param = _Converted(empty)  # type: ignore[attr-defined]  # noqa: SLF001
    return parameter


def _help_option() -> TyperOption:
    return TyperOption(
        param_decls=["--help"],
        type_descriptor=bool_flag_type_descriptor(),
        is_flag=True,
        expose_value=False,
        help="Print usage",
        hidden=True,
    )


class DialectCommand(_Dialect, TyperCommand):
    """A command that reads its command line as docker does.

    ``paths`` are all the names it goes by, such as ``ps`` and ``container ls``. ``check`` is called before its function
    is, and raises what speaks against that; ``check_support`` also before a mistake in the command line is told of.
    """

    paths: Sequence[str] = ()
    check: Callable[[Context], None] | None = None
    check_support: Callable[[Context, Sequence[str]], None] | None = None

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Read ``args``; that the engine is too old for a flag counts for more than what is wrong behind that."""
        try:
            return super().parse_args(ctx, args)
        except UsageError:
            if self.check_support:
                self.check_support(ctx, flags_read(ctx))
            raise

    def invoke(self, ctx: Context) -> Any:  # noqa: ANN401  (the base class's)
        """Call the command's function; what fails learns who has failed."""
        try:
            if self.check:
                self.check(ctx)
            if self.check_support:
                self.check_support(ctx, flags_read(ctx))
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
            raise arity_error(ctx, least, most)


class DialectGroup(_Dialect, TyperGroup):
    """A group of commands that reads its own flags as docker does.

    ``command_help()`` returns the commands with their descriptions, by heading. ``errors_tail`` ends the usage line
    of usage errors.
    """

    errors_tail = ""

    def command_help(self) -> dict[str, list[tuple[str, str]]]:
        """Return heading → (name, description) of each command to show."""
        raise NotImplementedError

    def usage_of_errors(self, ctx: Context) -> str:
        """Return the usage line that usage errors show, which is docker's: another one than the help's."""
        return f"{ctx.command_path}{self.errors_tail}" if ctx.parent else f"{self.get_usage(ctx)} [ARG...]"

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

    def find_command(self, ctx: Context, words: Sequence[str]) -> tuple[Context, list[str]]:
        """Return the context of the command that ``words`` begin with, this group's own for none, and the other words."""
        command: Command = self
        rest = list(words)
        while rest and isinstance(command, DialectGroup):
            found = command.get_command(ctx, rest[0])
            if found is None:
                break
            del rest[0]
            command, ctx = found, _click.Context(found, info_name=found.name, parent=ctx)
        return ctx, rest

    def help_about(self, ctx: Context, words: Sequence[str]) -> str:
        """Return the help of the command that ``words`` begin with; this group's own where there is none."""
        found, _ = self.find_command(ctx, words)
        return found.get_help()

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Read ``args``; what stands behind -- is no command of a group's, though one of the program's."""
        if ctx.parent and len(args) > 1 and args[0] == "--":
            with self._errors_with_usage(ctx):
                raise self.unknown_command(ctx, args[1])
        return super().parse_args(ctx, args)

    def resolve_command(self, ctx: Context, args: list[str]) -> tuple[str | None, Command | None, list[str]]:
        """Return the command that ``args`` begins with; raises UsageError when there is none.

        Its flags are then this group's: --help shows the group's help.
        """
        command = self.get_command(ctx, args[0])
        if command is not None:
            return command.name, command, args[1:]
        parser = self.make_parser(ctx)
        parser.allow_interspersed_args = True
        with self._errors_with_usage(ctx):
            parser.parse_args(list(args))
        raise self.unknown_command(ctx, args[0])

    def unknown_command(self, ctx: Context, word: str) -> UsageError:
        """Return the error for a ``word`` that is no command here."""
        unknown = f"{PROGRAM}: unknown command: {ctx.command_path} {word}"
        error = UsageError(unknown, exit_status=EXIT_FAILURE)
        error.command = ctx.command_path
        error.usage = self.usage_of_errors(ctx) if ctx.parent else ""
        return error
