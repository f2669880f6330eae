"""The boundary: every failure becomes one message on stderr and an exit status, here and nowhere else."""

from __future__ import annotations

import gc
import os
import signal
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, NoReturn

from dockctl import PROGRAM
from dockctl.errors import EXIT_FAILURE, EXIT_SIGNAL, DockctlError, EndOfRehearsal, SignalledError
from dockctl.late import import_lean
from dockctl.streams import Output

if TYPE_CHECKING:
    from collections.abc import Sequence

_ALLOCATIONS_BETWEEN_COLLECTIONS = 100_000  # twice what a command's start makes
# For completion of its own kind, opening pages, arguments that are UUIDs, and "did you mean".
_TYPER_WANTS_LATER = ("typer.completion", "platform", "shutil", "subprocess", "uuid", "difflib")


def run() -> NoReturn:
    """Run the program and exit.

    Both ends of the interpreter's life are cut short, which takes a fifth off a short command: imports make
    no garbage worth collecting, and at the end there is nothing left to write or to put in order.
    """
    gc.set_threshold(_ALLOCATIONS_BETWEEN_COLLECTIONS)
    try:
        status = main(sys.argv[1:], owns_process=True)
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # the work is done: its status stands
    except (KeyboardInterrupt, SignalledError) as error:  # while another one was being dealt with
        status = _signal_status(error)
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError, AttributeError):  # None where it was closed from the start
            stream.flush()
    os._exit(status)


def main(arguments: Sequence[str], *, owns_process: bool = False) -> int:
    """Run one command line and return its exit status; errors have been shown.

    ``owns_process``: nobody else in this process needs the libraries that are imported.
    """
    stderr = Output(2, "/dev/stderr")
    try:
        _open_standard_streams()
        # Imported here, so that a Ctrl-C while Typer loads is caught.
        from dockctl.terminal.signals import end_on_signals

        end_on_signals(owns_process=owns_process)
        if owns_process:
            import_lean("typer", _TYPER_WANTS_LATER)
        from dockctl.cli.app import Invocation, build_app

        invocation = Invocation(owns_process=owns_process)
        status = 0
        with suppress(EndOfRehearsal):
            status = build_app().main(list(arguments), prog_name=PROGRAM, standalone_mode=False, obj=invocation)
        if invocation.at_end:
            invocation.at_end()
    except DockctlError as error:
        if _wants_traceback():
            raise
        _show(error, stderr, arguments)
        return error.exit_status
    except (KeyboardInterrupt, SignalledError) as error:
        return _signal_status(error)
    except Exception as error:
        # The interpreter hides what is raised while a class is made (RuntimeError, up to Python 3.11).
        if isinstance(error.__cause__, (KeyboardInterrupt, SignalledError)):
            return _signal_status(error.__cause__)
        if _wants_traceback():
            raise
        _show(_unexpected(error), stderr, arguments)
        return EXIT_FAILURE
    return status if isinstance(status, int) else 0


def _signal_status(error: KeyboardInterrupt | SignalledError) -> int:
    return error.exit_status if isinstance(error, SignalledError) else EXIT_SIGNAL + signal.SIGINT


def _open_standard_streams() -> None:
    """Put /dev/null where a standard stream is closed, lest a socket takes its number."""
    for descriptor in (0, 1, 2):
        try:
            os.fstat(descriptor)
        except OSError:
            os.open(os.devnull, os.O_RDWR)


def _wants_traceback() -> bool:
    """Tell whether --debug was given; DEBUG in the environment says the same, as with docker."""
    return bool(os.environ.get("DEBUG"))


def _unexpected(error: Exception) -> DockctlError:
    return DockctlError(
        f"{PROGRAM}: unexpected {type(error).__name__}: {error}",
        hint="either the engine's answer is not what its API says, or this is a defect of dockctl: run it again with"
        " --debug and report what it prints",
    )


def _show(error: DockctlError, stderr: Output, arguments: Sequence[str]) -> None:
    """Write an error as docker would, or as JSON; nothing for one without words."""
    from dockctl.cli.failures import as_json, as_text, wants_json

    text = as_json(error) if wants_json(arguments, os.environ) else as_text(error, PROGRAM)
    with suppress(DockctlError):  # nobody reads it
        stderr.write(text)
