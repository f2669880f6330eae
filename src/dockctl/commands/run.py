"""dockctl run: create, attach, wait, start, in an order that loses neither output nor exit status.

The attachment and the wait are both in place before the container starts: one that ends within a
millisecond, and is removed at once, has still said everything.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from dockctl.commands.create import CidFile, Command, Image, Name, Pull, Quiet, check_pull_policy, new_container
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
from dockctl.options.flags import CreateFlags
from dockctl.options.shared import DetachKeys, Platform, SigProxy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dockctl.session import Session

# Docker tells these failures of the container's command from the engine's other ones by their words.
_NOT_FOUND = ("executable file not found", "no such file or directory", "system cannot find the file")
_NOT_EXECUTABLE = ("permission denied", "is a directory")


def run(
    ctx: typer.Context,
    image: Image,
    flags: CreateFlags,
    command: Command = None,
    cidfile: CidFile = "",
    detach: Annotated[
        bool,
        typer.Option("--detach", "-d", help="Run container in background and print container ID"),
    ] = False,
    detach_keys: DetachKeys = "",
    name: Name = "",
    platform: Platform = "",
    pull: Pull = "missing",
    quiet: Quiet = False,
    sig_proxy: SigProxy = True,
) -> int:
    """Create and run a new container from an image."""
    from dockctl.attaching import (
        Attachment,
        Unstarted,
        check_terminal,
        chosen_detach_keys,
        run_attached,
    )
    from dockctl.options.create import attached_streams

    session: Session = ctx.obj
    check_pull_policy(pull, "run")
    if detach and flags.attach:
        raise DockctlError("conflicting options: cannot specify both --attach and --detach")
    streams = attached_streams(flags, detach=detach)
    check_terminal(stdin=streams.stdin, tty=flags.tty)
    keys = chosen_detach_keys(session, detach_keys)
    with _as_run_reports_them(), Unstarted(session, removed=flags.remove) as unstarted:
        container_id = new_container(
            session,
            image,
            command,
            flags,
            streams,
            caller="run",
            cidfile=cidfile,
            name=name,
            platform=platform,
            pull=pull,
            quiet=quiet,
            created=unstarted.created,
        )
        if not streams.any:
            session.stdout.write(f"{container_id}\n")
            session.engine.containers.start(container_id)
            return 0
        attachment = Attachment(streams, flags.tty, keys)
        return run_attached(session, container_id, attachment, unstarted, sig_proxy=sig_proxy)


@contextmanager
def _as_run_reports_them() -> Iterator[None]:
    """Turn failures that are not the container's own into those of ``run``: 125, 126 or 127."""
    try:
        yield
    except EngineError as error:
        raise CommandError.of(error, command="run", exit_status=_exit_status(error)) from error
    except (EngineUnreachableError, InvalidReferenceError, StreamError) as error:
        raise CommandError.of(error, command="run") from error


def _exit_status(error: DockctlError) -> int:
    from dockctl.engine.podman import COMMAND_NOT_FOUND

    if any(words in error.message for words in (*_NOT_FOUND, *COMMAND_NOT_FOUND)):
        return EXIT_NOT_FOUND
    if any(words in error.message for words in _NOT_EXECUTABLE):
        return EXIT_NOT_EXECUTABLE
    return EXIT_ENGINE
