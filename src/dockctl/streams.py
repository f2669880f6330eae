"""Our own standard output and standard error, as bytes without a buffer.

Without a buffer nothing is lost when the process ends early, and a full disk is reported by the write
that hits it.
"""

from __future__ import annotations

import os
import select
import signal
from functools import cached_property
from typing import Literal, NamedTuple

from dockctl.errors import EXIT_SIGNAL, OutputError, reason_of
from dockctl.visible import neutralise, to_ascii

Layout = Literal["docker", "rich"]
DOCKER: Layout = "docker"
RICH: Layout = "rich"


class Look(NamedTuple):
    """How an output shows what is written to it.

    ``terminal``: it is one whose cursor moves, so that things can be drawn there and drawn anew. ``colours``: styles
    may be written. ``layout``: lists are laid out for the window ("rich") or as docker does it. ``ascii``: the user's
    locale has no other characters.
    """

    terminal: bool = False
    colours: bool = False
    layout: Layout = DOCKER
    ascii: bool = False

    @property
    def is_plain(self) -> bool:
        """Whether lists are to the byte as docker writes them."""
        return self.layout == DOCKER and not self.colours


PLAIN = Look()
_USUAL_COLUMNS = 80


def write_all(descriptor: int, data: bytes) -> None:
    """Write all of ``data``, whatever the descriptor takes at once; raises OSError."""
    view = memoryview(data)
    while view:
        try:
            view = view[os.write(descriptor, view) :]
        except BlockingIOError:
            select.select([], [descriptor], [])  # somebody made it non-blocking: wait


class Output:
    """One of this process's outputs: a file descriptor, the name messages call it by, and its look."""

    def __init__(self, descriptor: int, name: str, look: Look = PLAIN) -> None:
        self.descriptor = descriptor
        self.name = name
        self.look = look

    @cached_property
    def is_terminal(self) -> bool:
        """Whether a user looks at this output."""
        return os.isatty(self.descriptor)

    @property
    def columns(self) -> int:
        """How many columns its window has; 80 where it doesn't say."""
        try:
            return os.get_terminal_size(self.descriptor).columns or _USUAL_COLUMNS
        except OSError:
            return _USUAL_COLUMNS

    def shown(self, text: str) -> str:
        """Return ``text`` as a list shows it here: a terminal gets no control characters, and ASCII if it has no more.

        Data, such as JSON, keeps its characters in every locale.
        """
        if not self.is_terminal:
            return text
        return to_ascii(neutralise(text)) if self.look.ascii else neutralise(text)

    def write(self, data: str | bytes) -> None:
        """Write all of ``data``: bytes as they are, for they are a container's own.

        On a terminal control characters of text are made visible: it may be an engine's.

        Raises OutputError: one that shows nothing when the reader has gone away, as SIGPIPE would do.
        """
        if isinstance(data, str):
            data = (neutralise(data) if self.is_terminal else data).encode(errors="surrogateescape")
        try:
            write_all(self.descriptor, data)
        except BrokenPipeError as error:
            raise OutputError("", exit_status=EXIT_SIGNAL + signal.SIGPIPE) from error
        except OSError as error:
            reason = reason_of(error)
            raise OutputError(f"write {self.name}: {reason}") from error

    def discarded(self) -> Output:
        """Return an output in this one's place that nobody reads."""
        return _Discarded(self.descriptor, self.name)


class _Discarded(Output):
    """An output that writes nothing."""

    is_terminal = False

    def write(self, data: str | bytes) -> None:
        """Forget ``data``."""
