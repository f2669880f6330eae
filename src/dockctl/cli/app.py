"""The program's groups and its own options.

A command is one line in the table (cli/table.py) and one module in dockctl.commands, imported when it is called.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cache, partial
from importlib import import_module
from typing import TYPE_CHECKING, Annotated

import typer

from dockctl import PROGRAM, __version__
from dockctl.cli.failures import choose_format
from dockctl.cli.table import ELSEWHERE, GROUPS, HEADINGS, LISTED, MANAGEMENT, PATHS
from dockctl.config.choice import EndpointOptions
from dockctl.errors import DockctlError, UsageError, raise_all
from dockctl.options.dialect.building import build_command
from dockctl.options.dialect.commands import DialectCommand, DialectGroup
from dockctl.session import Session
from dockctl.streams import Output

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from typer._click import Command, Context

    from dockctl.cli.table import Entry
    from dockctl.engine.rehearsal import PlannedRequest

LOG_LEVELS = ("", "trace", "debug", "info", "warn", "warning", "error", "fatal", "panic")


@dataclass
class Invocation:
    """What the boundary and the root agree upon.

    ``owns_process``: nobody else in this process needs the libraries that are imported. ``at_end`` is called once
    the command has succeeded.
    """

    owns_process: bool = False
    at_end: Callable[[], None] | None = None


class LazyGroup(DialectGroup):
    """The commands whose names begin with ``prefix``, each imported when it is asked for."""

    prefix = ""

    def list_commands(self, ctx: Context) -> list[str]:  # noqa: ARG002  (the base class's signature)
        """Return the names of the commands and groups in this group."""
        return sorted([*self._below(PATHS), *([] if self.prefix else GROUPS)])

    def get_command(self, ctx: Context, cmd_name: str) -> Command | None:  # noqa: ARG002  (as above)
        """Return the command or group called ``cmd_name``; raises DockctlError for one that is not ours to give."""
        path = f"{self.prefix}{cmd_name}"
        if path in GROUPS:
            return build_group(path)
        if path == "help":
            from dockctl.cli.help_command import build_help_command

            return build_help_command()
        if path in ELSEWHERE:
            raise DockctlError(f"{PROGRAM} {path}: there is no such command here: {ELSEWHERE[path]}")
        if path not in PATHS or " " in cmd_name:
            return None
        entry = PATHS[path]
        listed = next((name for name, listed in self._below(LISTED).items() if listed is entry), cmd_name)
        return load_command(entry, listed)

    def unknown_command(self, ctx: Context, word: str) -> UsageError:
        """Return the error for a ``word`` that is no command; behind --version it is left alone."""
        if ctx.params.get("version"):
            _write_version()
            raise typer.Exit
        return super().unknown_command(ctx, word)

    def command_help(self) -> dict[str, list[tuple[str, str]]]:
        """Return the commands to show, by heading."""
        below = self._below(LISTED)
        if self.prefix:
            return {"Commands": sorted((name, entry.summary) for name, entry in below.items())}
        rows = {
            heading: [(name, entry.summary) for name, entry in below.items() if entry.heading == heading]
            for heading in HEADINGS
        }
        return rows | {MANAGEMENT: list(GROUPS.items())}

    def _below(self, paths: Mapping[str, Entry]) -> dict[str, Entry]:
        """Return those of ``paths`` that are one word below this group, by that word."""
        names = {
            path.removeprefix(self.prefix): entry
            for path, entry in paths.items()
            if path.startswith(self.prefix)
        }
        return {name: entry for name, entry in names.items() if " " not in name}


@cache
def load_command(entry: Entry, name: str) -> DialectCommand:
    """Import the module of ``entry`` and return its command under ``name``."""
    module = import_module(f"dockctl.commands.{entry.module}")
    function = getattr(module, entry.module)
    command = build_command(function, name=name, paths=entry.paths, interspersed=not entry.takes_rest)
    if entry.is_local:
        command.check = _refuse_rehearsal
    if entry.since or entry.newer:
        command.check_support = partial(_refuse_newer, entry)
    return command


def _refuse_newer(entry: Entry, ctx: Context, flags: Sequence[str]) -> None:
    """Raise DockctlError for a command, or for ``flags``, that the engine's API doesn't know yet.

    Where there is no engine to be asked, or several are, that is left to the command.
    """
    session: Session = ctx.obj
    newer = entry.newer_flags
    wanted = [flag for flag in sorted(set(flags)) if flag in newer]
    if session.is_fleet or not (entry.since or wanted):
        return
    try:
        engine = session.engine
        _ = engine.api_version
    except DockctlError:
        return
    if entry.since:
        engine.require(ctx.command_path, entry.since)
    failures: list[DockctlError] = []
    for flag in wanted:
        try:
            engine.require(f'"--{flag}"', newer[flag])
        except DockctlError as error:
            failures.append(error)
    raise_all(failures)


def _refuse_rehearsal(ctx: Context) -> None:
    session: Session = ctx.obj
    if session.rehearses:
        raise DockctlError(f"{ctx.command_path} asks no engine for anything: there is nothing to rehearse")


@cache
def build_group(name: str) -> LazyGroup:
    """Return the management group called ``name``; alone it shows its help."""

    def show_help(ctx: typer.Context) -> None:
        if ctx.invoked_subcommand is None:
            session: Session = ctx.obj
            session.stderr.write(ctx.get_help() + "\n")

    group = _make_group(show_help, GROUPS[name])
    group.name, group.prefix = name, f"{name} "
    group.errors_tail = " COMMAND" if name == "volume" else ""  # docker's habit
    return group


def _parse_seconds(text: str) -> float:
    from dockctl.options.values import parse_seconds

    return parse_seconds(text)


def _endpoints(hosts: Sequence[str], context: str, security: EndpointOptions) -> list[EndpointOptions]:
    """Return the options for each engine that was named, once; one without a name where none was."""
    contexts = list(dict.fromkeys(name for name in context.split(",") if name)) or [""]
    several = list(dict.fromkeys(hosts))
    if len(several) > 1 and not context:
        return [security._replace(host=host) for host in several]
    return [security._replace(host=several[0] if several else "", context=name) for name in contexts]


def root(  # noqa: PLR0913  (the global options)
    ctx: typer.Context,
    *,
    ci: Annotated[
        str,
        typer.Option(
            "--ci",
            help='Tell a CI service of runs and pulls: groups, annotations, masks, outputs ("auto", "github", "gitlab")',
        ),
    ] = "",
    color: Annotated[
        str,
        typer.Option(
            "--color",
            help='Show colours and styles ("auto": on terminals alone, "always", "never")',
            show_default='"auto"',
        ),
    ] = "",
    config: Annotated[
        str,
        typer.Option("--config", help="Location of client config files", show_default='"~/.docker"'),
    ] = "",
    context: Annotated[
        str,
        typer.Option(
            "--context",
            "-c",
            help="Name of the context to use to connect to the engine (overrides DOCKER_HOST env var"
            ' and the default set with "docker context use"); several, with commas, for commands that ask several'
            " engines",
        ),
    ] = "",
    curl: Annotated[
        bool,
        typer.Option("--curl", help="Change nothing: print the requests as lines of curl that can be pasted"),
    ] = False,
    debug: Annotated[bool, typer.Option("--debug", "-D", help="Enable debug mode")] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Change nothing: print the requests that would be made, as JSON")
    ] = False,
    error_format: Annotated[
        str,
        typer.Option(
            "--error-format",
            help='How failures are told on stderr ("text", or "json": a line each)',
            show_default='"text"',
        ),
    ] = "",
    host: Annotated[
        list[str] | None,
        typer.Option(
            "--host",
            "-H",
            metavar="string",
            help='Engine address to connect to ("auto": the first usual socket that answers); given several times,'
            " ps, images, stop, logs, pull, version and info ask all of them",
        ),
    ] = None,
    host_timeout: Annotated[
        float | None,
        typer.Option(
            "--host-timeout",
            metavar="duration",
            parser=_parse_seconds,
            show_default="10s",
            help="How long each of several engines has to answer",
        ),
    ] = None,
    log_level: Annotated[
        str,
        typer.Option(
            "--log-level",
            "-l",
            help='Set the logging level ("debug", "info", "warn", "error", "fatal")',
        ),
    ] = "info",
    tls: Annotated[bool | None, typer.Option("--tls", help="Use TLS; implied by --tlsverify")] = None,
    tlscacert: Annotated[
        str,
        typer.Option(
            "--tlscacert", help="Trust certs signed only by this CA", show_default='"~/.docker/ca.pem"'
        ),
    ] = "",
    tlscert: Annotated[
        str,
        typer.Option("--tlscert", help="Path to TLS certificate file", show_default='"~/.docker/cert.pem"'),
    ] = "",
    tlskey: Annotated[
        str,
        typer.Option("--tlskey", help="Path to TLS key file", show_default='"~/.docker/key.pem"'),
    ] = "",
    tlsverify: Annotated[bool | None, typer.Option("--tlsverify", help="Use TLS and verify the remote")] = None,
    version: Annotated[
        bool,
        typer.Option("--version", "-v", help="Print version information and quit"),
    ] = False,
) -> None:
    """Run containers and manage images, without a docker program."""
    if log_level.lower() not in LOG_LEVELS:
        raise DockctlError(f"Unable to parse logging level: {log_level}")
    choose_format(error_format)
    if color:
        from dockctl.config.look import check_colouring

        check_colouring(color)
    if debug or log_level.lower() == "debug":
        os.environ["DEBUG"] = "1"  # where the boundary looks, and docker's own helpers
    invocation: Invocation = ctx.obj or Invocation()
    plan: list[PlannedRequest] | None = [] if dry_run or curl else None
    if plan is not None:
        invocation.at_end = partial(_write_plan, plan, as_lines=curl)
    ctx.obj = session = Session(
        endpoints=_endpoints(
            host or [],
            context,
            EndpointOptions(
                tls=tls, tls_verify=tlsverify, authority=tlscacert, certificate=tlscert, key=tlskey
            ),
        ),
        host_timeout=host_timeout,
        config_folder=config,
        owns_process=invocation.owns_process,
        plan=plan,
        ci=ci,
        colouring=color,
    )
    _ = session.ci, session.stdout  # which are refused now, if there is no such service or layout
    if ctx.invoked_subcommand is None and version:
        _write_version()
    elif ctx.invoked_subcommand is None:
        session.stderr.write(ctx.get_help() + "\n")


def _write_version() -> None:
    Output(1, "/dev/stdout").write(f"{PROGRAM} version {__version__}\n")


def _write_plan(plan: list[PlannedRequest], *, as_lines: bool) -> None:
    from dockctl.render.requests import as_curl, as_json

    Output(1, "/dev/stdout").write(as_curl(plan) if as_lines else as_json(plan))


@cache
def build_app() -> LazyGroup:
    """Return the program's root group."""
    return _make_group(root, "Run containers and manage images, without a docker program")


def _make_group(callback: Callable[..., None], text: str) -> LazyGroup:
    app = typer.Typer(
        cls=LazyGroup,
        help=text,
        add_completion=False,
        rich_markup_mode=None,
        invoke_without_command=True,
    )
    app.callback()(callback)
    group = typer.main.get_group(app)
    if not isinstance(group, LazyGroup):
        raise TypeError(f"{text}: not a group of commands")
    return group
