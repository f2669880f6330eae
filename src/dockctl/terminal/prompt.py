"""Questions to the user at the terminal."""

from __future__ import annotations

import os
import sys

from dockctl.errors import DockctlError


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
    """Tell whether the answer is yes: a line with a y, typed or from a pipe; the input's end is a no."""
    os.write(2, question.encode())
    return sys.stdin.readline().strip().lower() == "y"
