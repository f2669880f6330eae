"""dockctl run: create, attach, wait, start, in an order that loses neither output nor exit status.

The attachment and the wait are both in place before the container starts: one that ends within a
millisecond, and is removed at once, has still said everything.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from dockctl.commands.create import check_pull_policy, create_container
from dockctl.errors import (
    EXIT_ENGINE,
    EXIT_NOT_EXECUTABLE,
    EXIT_NOT_FOUND,
    CommandError,
    DockctlError,
    EngineError,
    EngineUnreachableError,
    InvalidReferenceError,
    StreamError,
)
from dockctl.options.create import (
    Command,
    Entrypoint,
    Env,
    Image,
    Name,
    Pull,
    Quiet,
    Remove,
    User,
    Workdir,
    build_request,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dockctl.session import Session

# Docker tells these failures of the container's command from the engine's other ones by their words.
_NOT_FOUND = ("executable file not found", "no such file or directory", "system cannot find the file")
_NOT_EXECUTABLE = ("permission denied", "is a directory")


def run(
    ctx: typer.Context,
    image: Image,
    command: Command = None,
    detach: Annotated[
        bool,
        typer.Option("--detach", "-d", help="Run container in background and print container ID"),
    ] = False,
    entrypoint: Entrypoint = None,
    env: Env = None,
    name: Name = "",
    pull: Pull = "missing",
    quiet: Quiet = False,
    remove: Remove = False,
    user: User = "",
    workdir: Workdir = "",
) -> int:
    """Create and run a new container from an image."""
    session: Session = ctx.obj
    check_pull_policy(pull, "run")
    request = build_request(
        image,
        command,
        environment=session.environment,
        attach=not detach,
        entrypoint=entrypoint,
        env=env,
        remove=remove,
        user=user,
        workdir=workdir,
    )
    with _as_run_reports_them():
        container_id = create_container(session, request, name=name, pull=pull, quiet=quiet)
        if detach:
            session.stdout.write(f"{container_id}\n")
            session.engine.containers.start(container_id)
            return 0
        return _run_attached(session, container_id, remove=remove)


def _run_attached(session: Session, container_id: str, *, remove: bool) -> int:
    """Start the container, copy its output to ours, and return its exit status."""
    from dockctl.engine.stream import demultiplex
    from dockctl.terminal.attachment import copy_output
    from dockctl.terminal.signals import SignalProxy

    containers = session.engine.containers
    with SignalProxy(lambda name: containers.kill(container_id, signal=name)) as proxy:
        connection = containers.attach(container_id, stdout=True, stderr=True)
        pending = containers.wait(container_id, condition="removed" if remove else "next-exit")
        try:
            containers.start(container_id)
        except EngineError:
            connection.close()
            if remove:
                pending.result()  # once it returns nothing is left of the container
            raise
        proxy.open()
        copy_output(demultiplex(connection), session.stdout, session.stderr)
        connection.close()
        return pending.result()


@contextmanager
def _as_run_reports_them() -> Iterator[None]:
    """Turn failures that are not the container's own into those of ``run``: 125, 126 or 127."""
    try:
        yield
    except EngineError as error:
        raise CommandError(error.message, command="run", exit_status=_exit_status(error)) from error
    except (EngineUnreachableError, InvalidReferenceError, StreamError) as error:
        raise CommandError(error.message, command="run", hint=error.hint) from error


def _exit_status(error: DockctlError) -> int:
    if any(words in error.message for words in _NOT_FOUND):
        return EXIT_NOT_FOUND
    if any(words in error.message for words in _NOT_EXECUTABLE):
        return EXIT_NOT_EXECUTABLE
    return EXIT_ENGINE
