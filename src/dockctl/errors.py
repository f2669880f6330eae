"""Every failure that reaches a user, each with its exit status.

What an error looks like on the terminal is written in one place, :mod:`dockctl.cli.main`.
"""

from __future__ import annotations

import os
from contextlib import contextmanager
from http import HTTPStatus
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

EXIT_FAILURE = 1
EXIT_DEADLINE = 124
EXIT_ENGINE = 125
EXIT_NOT_EXECUTABLE = 126
EXIT_NOT_FOUND = 127
EXIT_SIGNAL = 128  # plus the signal's number


class DockctlError(Exception):
    """A failure with a message for the user.

    ``exit_status`` is the status of the process; ``hint`` says what to do next, in one line. ``kind`` is what programs
    tell failures apart by (``--error-format json``), ``subject`` the one of several objects that it is about.
    """

    exit_status = EXIT_FAILURE
    kind = "error"
    subject = ""
    caller = ""  # the command that failed, such as ``container ls``
    status: int | None = None  # of the HTTP answer, where there was one

    def __init__(self, message: str, *, hint: str = "", exit_status: int | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        if exit_status is not None:
            self.exit_status = exit_status

    @property
    def parts(self) -> Sequence[DockctlError]:
        """The failures that this one stands for: itself, if not several."""
        return (self,)

    def about(self, subject: str) -> Self:
        """Return this failure, being about ``subject`` unless it says so already."""
        self.subject = self.subject or subject
        return self

    def prefixed(self, text: str) -> Self:
        """Return this failure, with ``text`` before its message."""
        self.message = f"{text}{self.message}"
        return self


def reason_of(error: OSError) -> str:
    """Return the system's words for what went wrong, as docker writes them: ``no such file or directory``."""
    words = error.strerror or (os.strerror(error.errno) if error.errno else str(error)) or "unknown error"
    if isinstance(
        getattr(error, "library", None), str
    ):  # TLS: with OpenSSL's own names, and lines of its source
        words = str(getattr(error, "reason", None) or "tls: failed to find any PEM data in certificate input")
        words = words.replace("_", " ")
    return words.lower() if not words.startswith("tls: ") else words


def reading_failure(path: object, error: OSError) -> str:
    """Return why a file can't be read, as Go says it: a directory can be opened, but not read."""
    return f"{'read' if isinstance(error, IsADirectoryError) else 'open'} {path}: {reason_of(error)}"


@contextmanager
def concerning(subject: str) -> Iterator[None]:
    """Let what fails say that it is about ``subject``."""
    try:
        yield
    except DockctlError as error:
        error.about(subject)
        raise


class SeveralFailuresError(DockctlError):
    """What failed of several: a message a line, and a ``summary``."""

    def __init__(self, failures: Sequence[DockctlError], *, summary: str = "", hint: str = "") -> None:
        lines = [*(failure.message for failure in failures), *([summary] if summary else [])]
        only = failures[0].hint if len(failures) == 1 else ""
        super().__init__("\n".join(lines), hint=hint or only)
        self._failures = failures
        if len(failures) == 1:
            self.kind, self.status = failures[0].kind, failures[0].status
        if all(failure.exit_status == EXIT_DEADLINE for failure in failures):
            self.exit_status = EXIT_DEADLINE

    @property
    def parts(self) -> Sequence[DockctlError]:
        """The failures themselves."""
        return [part for failure in self._failures for part in failure.parts]


def raise_all(failures: Sequence[DockctlError]) -> None:
    """Raise what failed, if anything has."""
    if failures:
        raise SeveralFailuresError(failures)


class DeadlineError(DockctlError):
    """Something took longer than the user would wait."""

    exit_status = EXIT_DEADLINE
    kind = "timeout"


class UsageError(DockctlError):
    """A command line that can't be understood; ``usage`` and ``command`` are known once parsed."""

    exit_status = EXIT_ENGINE
    kind = "usage"

    def __init__(self, message: str, *, exit_status: int | None = None) -> None:
        super().__init__(message, exit_status=exit_status)
        self.usage = ""
        self.command = ""
        self.pointer = "Run"


class CommandError(DockctlError):
    """A failure shown with the program's name and a pointer to ``command``'s help, as run's are."""

    exit_status = EXIT_ENGINE
    kind = "usage"

    def __init__(self, message: str, *, command: str, hint: str = "", exit_status: int | None = None) -> None:
        super().__init__(message, hint=hint, exit_status=exit_status)
        self.command = command

    @classmethod
    def of(cls, error: DockctlError, *, command: str, exit_status: int | None = None) -> CommandError:
        """Return ``error`` in the form of ``command``'s failures."""
        made = cls(error.message, command=command, hint=error.hint, exit_status=exit_status)
        made.kind, made.status, made.subject = error.kind, error.status, error.subject
        return made


class CredentialHelperError(DockctlError):
    """A credential helper is missing, fails, or gives no account."""

    kind = "auth"


class InvalidReferenceError(DockctlError):
    """An image reference that breaks the grammar."""

    kind = "usage"


class InvalidAddressError(DockctlError):
    """An engine address that breaks the grammar or names a transport that is not supported."""

    kind = "usage"


class EngineUnreachableError(DockctlError):
    """The engine can't be talked to: no socket, refused, not permitted, lost."""

    kind = "unreachable"


class EnginePermissionError(EngineUnreachableError):
    """This user may not talk to the engine."""

    kind = "permission"


class EngineError(DockctlError):
    """The engine answered with an error; ``status`` is the HTTP status, ``reason`` its own words."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(f"Error response from daemon: {reason}")
        self.status: int = status
        self.reason = reason
        self.kind = _kind(status, reason)


class RedirectError(EngineError):
    """The answer leads elsewhere, which an engine's never does: these words are ours, not the engine's."""

    def __init__(self, status: int, phrase: str) -> None:
        super().__init__(status, f"{status} {phrase}".strip())
        self.message = f"the answer is not an engine's: it is a redirect ({self.reason})"
        self.hint = "is something between here and the engine, or is the address another service's?"


class NotFoundError(EngineError):
    """HTTP 404: the engine has no such container, image or network."""


class StreamError(DockctlError):
    """A stream reported a failure after its HTTP status had said that all was well, or broke off."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.kind = _kind(None, message)


class MissingFieldError(StreamError, KeyError):
    """An answer lacks a field that its API says it has."""


class EndOfRehearsal(BaseException):
    """A command that is only rehearsed has come to where its data would arrive."""


class OutputError(DockctlError):
    """Our own standard output can't be written."""

    kind = "output"


class SignalledError(BaseException):
    """A signal ended this process's work: shows nothing, exits with 128 + its number.

    As KeyboardInterrupt, it is nothing that whoever looks after failures may take for one.
    """

    def __init__(self, signal_number: int) -> None:
        super().__init__(signal_number)
        self.exit_status = EXIT_SIGNAL + signal_number


class UnansweredError(SignalledError):
    """A signal has come in the place of an answer: nothing was begun, and the status is 0, as docker's."""

    def __init__(self, signal_number: int) -> None:
        super().__init__(signal_number)
        self.exit_status = 0


# What engines say of images that aren't there, and of registries that refuse or don't answer; their statuses differ.
_IMAGE_MISSING = ("no such image", "manifest unknown", "pull access denied", "manifest for")
_AUTH = (
    "unauthorized: ",
    "authentication required",
    "denied: ",
    "incorrect username or password",
    "no basic auth",
)
_REGISTRY = ("toomanyrequests", "error pulling image", "i/o timeout", "tls handshake", "dial tcp", 'get "http')
_KINDS = {
    HTTPStatus.UNAUTHORIZED: "auth",
    HTTPStatus.FORBIDDEN: "auth",
    HTTPStatus.CONFLICT: "conflict",
    HTTPStatus.BAD_REQUEST: "invalid",
}


def _kind(status: int | None, reason: str) -> str:
    """Return what kind of failure an engine's ``reason``, with the HTTP ``status``, is."""
    text = reason.lower()
    if any(word in text for word in _IMAGE_MISSING):
        return "image_missing"
    if status == HTTPStatus.NOT_FOUND:
        return "not_found"  # whatever else is in the name of what isn't there
    known = next((kind for code, kind in _KINDS.items() if code == status), "")
    if known:
        return known
    for kind, words in (("auth", _AUTH), ("registry", _REGISTRY)):
        if any(word in text for word in words):
            return kind
    return "engine"
