"""dockctl exec: a process in a running container, with its streams on ours."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING, Annotated

import typer

from dockctl.errors import DockctlError
from dockctl.options.arguments import RunningContainer
from dockctl.options.environment import parse_variable
from dockctl.options.shared import DetachKeys

if TYPE_CHECKING:
    from dockctl.engine.payloads.containers import ExecConfig
    from dockctl.operations.attaching import Attachment
    from dockctl.session import Session


def exec(  # noqa: A001  (the command's name)
    ctx: typer.Context,
    container: RunningContainer,
    command: Annotated[list[str], typer.Argument(metavar="COMMAND [ARG...]")],
    detach: Annotated[
        bool,
        typer.Option("--detach", "-d", help="Detached mode: run command in the background"),
    ] = False,
    detach_keys: DetachKeys = "",
    env: Annotated[
        list[str] | None,
        typer.Option("--env", "-e", parser=parse_variable, help="Set environment variables"),
    ] = None,
    env_file: Annotated[
        list[str] | None,
        typer.Option("--env-file", help="Read in a file of environment variables"),
    ] = None,
    interactive: Annotated[
        bool,
        typer.Option("--interactive", "-i", help="Keep STDIN open even if not attached"),
    ] = False,
    privileged: Annotated[
        bool,
        typer.Option("--privileged", help="Give extended privileges to the command"),
    ] = False,
    tty: Annotated[bool, typer.Option("--tty", "-t", help="Allocate a pseudo-TTY")] = False,
    user: Annotated[
        str,
        typer.Option("--user", "-u", help='Username or UID (format: "<name|uid>[:<group|gid>]")'),
    ] = "",
    workdir: Annotated[
        str, typer.Option("--workdir", "-w", help="Working directory inside the container")
    ] = "",
) -> int:
    """Execute a command in a running container."""
    from dockctl.operations.attaching import Attachment, check_terminal, chosen_detach_keys
    from dockctl.options.environment import read_variables, resolve_variables
    from dockctl.options.streams import Streams

    session: Session = ctx.obj
    keys = chosen_detach_keys(session, detach_keys)
    try:
        variables = [pair for path in env_file or () for pair in read_variables(path, session.environment)]
    except ValueError as error:
        raise DockctlError(str(error)) from error
    streams = Streams(stdin=interactive and not detach, stdout=not detach, stderr=not detach)
    config: ExecConfig = {
        "User": user,
        "Privileged": privileged,
        "Tty": tty,
        "AttachStdin": streams.stdin,
        "AttachStdout": streams.stdout,
        "AttachStderr": streams.stderr,
        "Env": variables + resolve_variables(env or (), session.environment),
        "WorkingDir": workdir,
        "Cmd": command,
    }
    if detach_keys:
        config["DetachKeys"] = detach_keys
    session.engine.containers.inspect(container)  # that it is missing is said before the terminal is looked at
    if not detach:
        check_terminal(stdin=interactive, tty=tty)
    exec_id = session.engine.exec.create(container, config)
    if detach:
        session.engine.exec.start(exec_id, tty=tty)
        return 0
    return _run(session, exec_id, Attachment(streams, tty, keys))


def _run(session: Session, exec_id: str, attachment: Attachment) -> int:
    """Start the process with its streams on ours and return its exit status; 0 after detaching."""
    from dockctl.operations.attaching import connect_streams

    engine = session.engine

    def resize(height: int, width: int) -> None:
        engine.exec.resize(exec_id, height=height, width=width)

    with ExitStack() as stack:
        connection = engine.exec.attach(exec_id, tty=attachment.has_terminal)
        if not connect_streams(session, stack, connection, attachment, resize):
            return 0
    return engine.exec.inspect(exec_id)["ExitCode"] or 0
