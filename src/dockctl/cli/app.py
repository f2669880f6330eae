"""The table of commands, and the program's own options.

A command is one line in COMMANDS and one module in dockctl.commands, imported when it is called.
"""

from __future__ import annotations

import os
from importlib import import_module
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from dockctl import __version__
from dockctl.errors import DockctlError
from dockctl.options.dialect import PROGRAM, DialectCommand, DialectGroup, build_command
from dockctl.session import Session

if TYPE_CHECKING:
    from collections.abc import Callable

    from typer._click import Command, Context

COMMON, MANAGEMENT, OTHER, HIDDEN = "Common Commands", "Management Commands", "Commands", ""
LOG_LEVELS = ("debug", "info", "warn", "error", "fatal")


class Entry(NamedTuple):
    """A command: the module (and function) it is, where the help lists it, and what it does.

    ``takes_rest``: everything after its first argument belongs to that, as in ``run IMAGE COMMAND``.
    """

    module: str
    heading: str
    summary: str
    takes_rest: bool = False


COMMANDS: dict[str, Entry] = {
    "run": Entry("run", COMMON, "Create and run a new container from an image", takes_rest=True),
    "exec": Entry("exec", COMMON, "Execute a command in a running container", takes_rest=True),
    "ps": Entry("ps", COMMON, "List containers"),
    "pull": Entry("pull", COMMON, "Download one or more images from a registry"),
    "images": Entry("images", COMMON, "List images"),
    "login": Entry("login", COMMON, "Authenticate to a registry"),
    "logout": Entry("logout", COMMON, "Log out from a registry"),
    "version": Entry("version", COMMON, "Show the dockctl and engine version information"),
    "attach": Entry(
        "attach", OTHER, "Attach local standard input, output, and error streams to a running container"
    ),
    "commit": Entry("commit", OTHER, "Create a new image from a container's changes", takes_rest=True),
    "create": Entry("create", OTHER, "Create a new container", takes_rest=True),
    "logs": Entry("logs", OTHER, "Fetch the logs of one or more containers"),
    "start": Entry("start", OTHER, "Start one or more stopped containers"),
    "stop": Entry("stop", OTHER, "Stop one or more running containers"),
    "wait": Entry("wait", OTHER, "Block until one or more containers stop, then print their exit codes"),
    "container attach": Entry(
        "attach",
        OTHER,
        "Attach local standard input, output, and error streams to a running container",
    ),
    "container commit": Entry(
        "commit", OTHER, "Create a new image from a container's changes", takes_rest=True
    ),
    "container create": Entry("create", OTHER, "Create a new container", takes_rest=True),
    "container exec": Entry("exec", OTHER, "Execute a command in a running container", takes_rest=True),
    "container logs": Entry("logs", OTHER, "Fetch the logs of one or more containers"),
    "container ls": Entry("ps", OTHER, "List containers"),
    "container list": Entry("ps", HIDDEN, "List containers"),
    "container ps": Entry("ps", HIDDEN, "List containers"),
    "container run": Entry("run", OTHER, "Create and run a new container from an image", takes_rest=True),
    "container start": Entry("start", OTHER, "Start one or more stopped containers"),
    "container stop": Entry("stop", OTHER, "Stop one or more running containers"),
    "container wait": Entry(
        "wait", OTHER, "Block until one or more containers stop, then print their exit codes"
    ),
    "image ls": Entry("images", OTHER, "List images"),
    "image list": Entry("images", HIDDEN, "List images"),
    "image pull": Entry("pull", OTHER, "Download one or more images from a registry"),
    "__complete": Entry("complete", HIDDEN, "Print the names that a word on the command line may become"),
}
GROUPS = {"container": "Manage containers", "image": "Manage images"}


class LazyGroup(DialectGroup):
    """The commands below ``prefix`` in COMMANDS, each imported when it is asked for."""

    prefix = ""

    def list_commands(self, ctx: Context) -> list[str]:  # noqa: ARG002  (the base class's signature)
        """Return the names of the commands and groups in this group."""
        names = [path.removeprefix(self.prefix) for path in COMMANDS if path.startswith(self.prefix)]
        groups = [] if self.prefix else list(GROUPS)
        return sorted([name for name in names if " " not in name] + groups)

    def get_command(self, ctx: Context, cmd_name: str) -> Command | None:  # noqa: ARG002  (as above)
        """Return the command or group called ``cmd_name``."""
        if not self.prefix and cmd_name in GROUPS:
            return build_group(cmd_name)
        entry = COMMANDS.get(f"{self.prefix}{cmd_name}")
        return load_command(entry, cmd_name) if entry and " " not in cmd_name else None

    def command_help(self) -> dict[str, list[tuple[str, str]]]:
        """Return the commands to show, by heading."""
        groups = {} if self.prefix else {name: Entry("", MANAGEMENT, text) for name, text in GROUPS.items()}
        below = {
            path.removeprefix(self.prefix): entry
            for path, entry in (COMMANDS | groups).items()
            if path.startswith(self.prefix) and " " not in path.removeprefix(self.prefix)
        }
        return {
            heading: rows
            for heading in (COMMON, MANAGEMENT, OTHER)
            if (rows := [(name, entry.summary) for name, entry in below.items() if entry.heading == heading])
        }


def load_command(entry: Entry, name: str) -> DialectCommand:
    """Import the module of ``entry`` and return its command under ``name``."""
    module = import_module(f"dockctl.commands.{entry.module}")
    paths = sorted(  # docker lists the management group's names before the short one
        (path for path, other in COMMANDS.items() if other.module == entry.module),
        key=lambda path: " " not in path,
    )
    function = getattr(module, entry.module)
    return build_command(function, name=name, paths=paths, interspersed=not entry.takes_rest)


def build_group(name: str) -> LazyGroup:
    """Return the management group called ``name``; alone it shows its help."""

    def show_help(ctx: typer.Context) -> None:
        if ctx.invoked_subcommand is None:
            session: Session = ctx.obj
            session.stdout.write(ctx.get_help() + "\n")

    group = _make_group(show_help, GROUPS[name])
    group.name, group.prefix = name, f"{name} "
    return group


def root(  # noqa: PLR0913  (the global options)
    ctx: typer.Context,
    *,
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
            ' and the default set with "docker context use")',
        ),
    ] = "",
    debug: Annotated[bool, typer.Option("--debug", "-D", help="Enable debug mode")] = False,
    host: Annotated[
        list[str] | None,
        typer.Option("--host", "-H", metavar="string", help="Engine address to connect to"),
    ] = None,
    log_level: Annotated[
        str,
        typer.Option(
            "--log-level",
            "-l",
            help='Set the logging level ("debug", "info", "warn", "error", "fatal")',
        ),
    ] = "info",
    version: Annotated[
        bool,
        typer.Option("--version", "-v", help="Print version information and quit"),
    ] = False,
) -> None:
    """Run containers and manage images, without a docker program."""
    if log_level not in LOG_LEVELS:
        raise DockctlError(f"Unable to parse logging level: {log_level}")
    if host and len(host) > 1:
        raise DockctlError("Failed to initialize: unable to resolve docker endpoint: Specify only one -H")
    if debug or log_level == "debug":
        os.environ["DEBUG"] = "1"  # where the boundary looks, and docker's own helpers
    ctx.obj = session = Session(
        host=host[0] if host else "",
        context=context,
        config_folder=config,
    )
    if version:
        session.stdout.write(f"{PROGRAM} version {__version__}\n")
        raise typer.Exit
    if ctx.invoked_subcommand is None:
        session.stderr.write(ctx.get_help() + "\n")


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
