"""Questions to the user at the terminal."""

from __future__ import annotations

import os
import signal
import sys

from dockctl.errors import DockctlError, SignalledError, UnansweredError


def can_ask() -> bool:
    """Tell whether somebody is there to answer."""
    return os.isatty(0)


def ask(question: str) -> str:
    """Return the line the user types; the question goes to stderr. Raises DockctlError at the input's end."""
    os.write(2, question.encode())
    line = sys.stdin.readline()
    if not line:
        raise DockctlError("the input has ended")
    return line.strip()


def ask_secret(question: str) -> str:
    """Return the line the user types, without showing it."""
    from getpass import getpass

    try:
        return getpass(question, stream=sys.stderr)
    except EOFError as error:
        raise DockctlError("the input has ended") from error


def confirmed(question: str) -> bool:
    """Tell whether the answer is yes: a line with a y, typed or from a pipe; the input's end is a no.

    Raises UnansweredError for Ctrl-C and SIGTERM, after a line break: the shell's prompt doesn't follow the question.
    """
    try:
        os.write(2, question.encode())
        line = sys.stdin.readline()
    except (KeyboardInterrupt, SignalledError) as error:
        number = signal.SIGINT if isinstance(error, KeyboardInterrupt) else error.args[0]
        if number == signal.SIGHUP:
            raise  # nobody is there to see it
        for each in (signal.SIGINT, signal.SIGTERM):
            signal.signal(each, signal.SIG_IGN)  # the status stands
        os.write(2, b"\n")
        raise UnansweredError(number) from error
    if not line and can_ask():
        os.write(2, b"\n")  # Ctrl-D has ended none
    return line.strip().lower() == "y"
