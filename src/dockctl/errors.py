"""Every failure that reaches a user, each with its exit status.

What an error looks like on the terminal is written in one place, :mod:`dockctl.cli.main`.
"""

from __future__ import annotations

EXIT_FAILURE = 1
EXIT_ENGINE = 125
EXIT_NOT_EXECUTABLE = 126
EXIT_NOT_FOUND = 127
EXIT_SIGNAL = 128  # plus the signal's number


class DockctlError(Exception):
    """A failure with a message for the user.

    ``exit_status`` is the status of the process; ``hint`` says what to do next, in one line.
    """

    exit_status = EXIT_FAILURE

    def __init__(self, message: str, *, hint: str = "", exit_status: int | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        if exit_status is not None:
            self.exit_status = exit_status


class UsageError(DockctlError):
    """A command line that can't be understood; ``usage`` and ``command`` are known once parsed."""

    exit_status = EXIT_ENGINE

    def __init__(self, message: str, *, exit_status: int | None = None) -> None:
        super().__init__(message, exit_status=exit_status)
        self.usage = ""
        self.command = ""
        self.pointer = "Run"


class CommandError(DockctlError):
    """A failure shown with the program's name and a pointer to ``command``'s help, as run's are."""

    exit_status = EXIT_ENGINE

    def __init__(self, message: str, *, command: str, hint: str = "", exit_status: int | None = None) -> None:
        super().__init__(message, hint=hint, exit_status=exit_status)
        self.command = command


class InvalidReferenceError(DockctlError):
    """An image reference that breaks the grammar."""


class InvalidAddressError(DockctlError):
    """An engine address that breaks the grammar or names a transport that is not supported."""


class EngineUnreachableError(DockctlError):
    """The engine can't be talked to: no socket, refused, not permitted, lost."""


class EngineError(DockctlError):
    """The engine answered with an error; ``status`` is the HTTP status, ``reason`` its own words."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(f"Error response from daemon: {reason}")
        self.status = status
        self.reason = reason


class NotFoundError(EngineError):
    """HTTP 404: the engine has no such container, image or network."""


class StreamError(DockctlError):
    """A stream reported a failure after its HTTP status had said that all was well, or broke off."""


class MissingFieldError(StreamError, KeyError):
    """An answer lacks a field that its API says it has."""


class OutputError(DockctlError):
    """Our own standard output can't be written."""


class SignalledError(DockctlError):
    """A signal ended this process's work; shows nothing, exits with 128 + its number."""

    def __init__(self, signal_number: int) -> None:
        super().__init__("", exit_status=EXIT_SIGNAL + signal_number)
