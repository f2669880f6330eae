"""dockctl run: create, attach, wait, start, in an order that loses neither output nor exit status.

The attachment and the wait are both in place before the container starts: one that ends within a
millisecond, and is removed at once, has still said everything.
"""

from __future__ import annotations

from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import TYPE_CHECKING, Annotated

import typer

from dockctl.errors import (
    EXIT_ENGINE,
    EXIT_NOT_EXECUTABLE,
    EXIT_NOT_FOUND,
    CommandError,
    CredentialHelperError,
    DeadlineError,
    DockctlError,
    EngineError,
    EngineUnreachableError,
    InvalidReferenceError,
    SignalledError,
    StreamError,
)
from dockctl.options.creation import Command, CreationFlags, Image
from dockctl.options.deadlines import DeadlineFlags
from dockctl.options.flags import CreateFlags
from dockctl.options.readiness import WaitFlags
from dockctl.options.shared import DetachKeys, ResultFile, SigProxy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dockctl.operations.attaching import Attachment, Launch, LaunchRecord
    from dockctl.operations.readiness import Watch
    from dockctl.operations.replacing import Replacement
    from dockctl.session import Session

# Docker tells these failures of the container's command from the engine's other ones by their words.
_NOT_FOUND = ("executable file not found", "no such file or directory", "system cannot find the file")
_NOT_EXECUTABLE = ("permission denied", "is a directory")


def run(
    ctx: typer.Context,
    image: Image,
    flags: CreateFlags,
    how: CreationFlags,
    deadline: DeadlineFlags,
    readiness: WaitFlags,
    command: Command = None,
    detach: Annotated[
        bool,
        typer.Option("--detach", "-d", help="Run container in background and print container ID"),
    ] = False,
    detach_keys: DetachKeys = "",
    replace: Annotated[
        bool,
        typer.Option(
            "--replace",
            help="Take the place of the container of that --name, which comes back if this one fails",
        ),
    ] = False,
    result: ResultFile = "",
    sig_proxy: SigProxy = True,
) -> int:
    """Create and run a new container from an image."""
    from dockctl.operations.attaching import Attachment, Launch, check_terminal, chosen_detach_keys
    from dockctl.operations.creating import Creation
    from dockctl.options.streams import attached_streams

    session: Session = ctx.obj
    how.check("run")
    if how.print_env:
        from dockctl.operations.environment_listing import print_environment

        print_environment(session, image, flags, "run", values=how.show_values)
        return 0
    if detach and flags.attach:
        raise DockctlError("conflicting options: cannot specify both --attach and --detach")
    streams = attached_streams(flags, detach=detach)
    if replace and not how.name:
        raise DockctlError("conflicting options: --replace needs a --name")
    _check_combinations(deadline, readiness, detached=not streams.any)
    check_terminal(stdin=streams.stdin, tty=flags.tty)
    keys = chosen_detach_keys(session, detach_keys)
    creation = Creation(session, "run", image, command, flags, streams, how)
    with (
        _told(session, flags, image) as ending,
        _recorded(session, result, image) as record,
        _as_run_reports_them(),
        _replacement(session, how.name if replace else "") as replacement,
        Launch(session, removed=flags.remove, on_abort=deadline.on_abort) as launch,
    ):
        record.launch = ending.launch = launch
        creation.make(launch, name=replacement.name_to_create if replacement else how.name)
        if replacement:
            replacement.swap(launch.container_id)
        record.note_created()
        if streams.any:
            launch.when_started = replacement.settle if replacement else None
            attachment = Attachment(streams, flags.tty, keys)
            with session.ci_protected():
                record.exit_status = _attached(
                    session, launch, attachment, deadline, name=how.name, sig_proxy=sig_proxy
                )
        else:
            _detached(session, launch, readiness, name=how.name, has_terminal=flags.tty)
            if replacement:
                replacement.settle()
        ending.exit_status = record.exit_status
    return record.exit_status


def _told(session: Session, flags: CreateFlags, image: str) -> AbstractContextManager[LaunchRecord]:
    """Return what tells a CI service of this run, if there is one to be told."""
    if session.ci is None:
        from dockctl.operations.attaching import LaunchRecord

        return nullcontext(LaunchRecord())
    from dockctl.results.ci_runs import told

    return told(session, session.ci, image, flags.secret or ())


def _replacement(session: Session, name: str) -> AbstractContextManager[Replacement | None]:
    """Return what lets the new container take the place of the one called ``name``; nothing for ""."""
    if not name:
        return nullcontext()
    from dockctl.operations.replacing import Replacement

    return Replacement(session, name)


@contextmanager
def _recorded(session: Session, target: str, image: str) -> Iterator[LaunchRecord]:
    """Give what takes note of a launch, and is written to ``target`` in the end, unless that is ""."""
    from dockctl.operations.attaching import LaunchRecord

    if not target or session.rehearses:
        yield LaunchRecord()
        return
    from dockctl.results.containers import recorded_container

    with recorded_container(session, target, image) as record:
        yield record


def _check_combinations(deadline: DeadlineFlags, readiness: WaitFlags, *, detached: bool) -> None:
    deadline.check()
    readiness.check()
    if detached and deadline.run_timeout:
        raise DockctlError(
            "conflicting options: --timeout needs an attached container: with -d nobody is left to end it"
        )
    if detached and deadline.on_abort != "keep":
        raise DockctlError("conflicting options: --on-abort needs an attached container")
    if readiness.wait and not detached:
        raise DockctlError("conflicting options: --wait needs -d: an attached container is waited for anyhow")


def _attached(
    session: Session,
    launch: Launch,
    attachment: Attachment,
    flags: DeadlineFlags,
    *,
    name: str,
    sig_proxy: bool,
) -> int:
    """Start the container with its streams on ours; return its exit status, or raise DeadlineError."""
    from dockctl.operations.attaching import run_attached

    deadline = None
    if flags.run_timeout:
        from dockctl.operations.deadline import Deadline

        deadline = Deadline(flags.run_timeout, flags.timeout_signal, flags.timeout_grace)
    status = run_attached(session, launch, attachment, sig_proxy=sig_proxy, deadline=deadline)
    if deadline and deadline.passed:
        from dockctl.render.units import go_duration

        after = go_duration(flags.run_timeout)
        raise DeadlineError(f"dockctl: timed out after {after} (container {name or launch.container_id[:12]})")
    return status


def _detached(session: Session, launch: Launch, readiness: WaitFlags, *, name: str, has_terminal: bool) -> None:
    """Start the container, and print its ID once it is ready."""
    watch = None
    if readiness.wait:
        from dockctl.operations.readiness import Watch

        label = name or launch.container_id[:12]
        watch = Watch(session, launch.container_id, readiness.wait, timeout=readiness.wait_timeout, label=label)
        watch.before_start(removed=launch.removed_by_engine, has_terminal=has_terminal)
    else:
        session.stdout.write(f"{launch.container_id}\n")
    session.engine.containers.start(launch.container_id)
    launch.started()
    if watch:
        try:
            with _shown(session, name or launch.container_id[:12], watch):
                watch.result()
        except DockctlError:
            launch.phase = "start"  # as if it had not come up: it goes if it was to be removed
            raise
        except (KeyboardInterrupt, SignalledError):
            session.warn(f"container {launch.container_id} is left as it is")
            raise
        session.stdout.write(f"{launch.container_id}\n")


def _shown(session: Session, label: str, watch: Watch) -> AbstractContextManager[None]:
    """Return what shows on a terminal, while it is entered, what is waited for."""
    if not session.stderr.look.terminal:
        return nullcontext()
    from dockctl.render.waiting import Waiting, show_waiting

    return show_waiting(session.stderr, lambda: Waiting("waiting for", [(label, watch.describe())]))


@contextmanager
def _as_run_reports_them() -> Iterator[None]:
    """Turn failures that are not the container's own into those of ``run``: 125, 126 or 127."""
    try:
        yield
    except (EngineError, CredentialHelperError) as error:
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
