"""The whole window, lent to one command until its user ends it: its alternate screen, its keys, its size."""

from __future__ import annotations

import os
import re
import select
import signal
import termios
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Self

from dockctl.interruption import held_signals
from dockctl.terminal.modes import terminal_size

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dockctl.streams import Output

ENDED, RESIZED, WOKEN, TIMED_OUT = "ended", "resized", "woken", "timed out"
_STDIN = 0
_ENTER, _LEAVE = b"\x1b[?1049h\x1b[?25l", b"\x1b[?25h\x1b[?1049l"
# Lines that a terminal takes for wider than they are told to be end at its edge.
_BEGIN, _END = "\x1b[?7l\x1b[H", "\x1b[?7h"
_EMPTY_LINE, _EMPTY_REST = "\x1b[2K", "\r\n\x1b[J"
_SMALLEST, _USUAL = (1, 1), (24, 80)
_LOCAL_MODES = 3  # where termios keeps them
_SEQUENCE = re.compile(
    rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|O.|.)?", re.DOTALL
)  # what a key sends that is no character


class FullScreen:
    """Takes the window of ``output`` while entered; whatever ends that, the window is given back as it was.

    Keys are read where standard input is a terminal: ``reads_keys``. Ctrl-C stays a signal, and so does Ctrl-Z, which
    gives the window back until the shell brings the command to the foreground again.
    """

    def __init__(self, output: Output) -> None:
        self._output = output
        self.reads_keys = os.isatty(_STDIN)
        self._modes: list[Any] = []
        self._previous: dict[signal.Signals, Any] = {}
        self._resized = False
        self._woken = False
        self._drawn: Sequence[str] | None = None
        self._wake_reader, self._wake_writer = os.pipe()
        os.set_blocking(self._wake_reader, False)
        os.set_blocking(self._wake_writer, False)

    def __enter__(self) -> Self:
        try:
            with held_signals():
                if self.reads_keys:
                    self._modes = termios.tcgetattr(_STDIN)
                self._previous = {
                    signal.SIGWINCH: signal.signal(signal.SIGWINCH, self._note_size),
                    signal.SIGTSTP: signal.signal(signal.SIGTSTP, self._suspend),
                }
                self._take()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        with held_signals():
            for number, handler in self._previous.items():
                signal.signal(number, handler)
            self._give_back()

    @property
    def how_to_end(self) -> str:
        """What the user may do to end it."""
        return "q or Ctrl-C ends" if self.reads_keys else "Ctrl-C ends"

    @property
    def size(self) -> tuple[int, int]:
        """Height and width of the window just now."""
        size = terminal_size(self._output.descriptor)
        return size if size >= _SMALLEST else _USUAL

    def draw(self, lines: Sequence[str]) -> None:
        """Show ``lines``, no more than the window has, nothing in them wider than it; the same ones are not sent twice."""
        if lines == self._drawn:
            return
        self._drawn = lines
        # Each is emptied first: behind a character in the last column the cursor is still on it.
        body = "\r\n".join(f"{_EMPTY_LINE}{line}" for line in lines)
        rest = _EMPTY_REST if len(lines) < self.size[0] else ""
        self._output.write(f"{_BEGIN}{body}{rest}{_END}".encode(errors="replace"))

    def wake(self) -> None:
        """Let wait() return, from any thread."""
        self._woken = True
        self._poke()

    def wait(self, seconds: float | None = None) -> str:
        """Return ENDED once the user types q, RESIZED, WOKEN, or TIMED_OUT after so many ``seconds``."""
        while True:
            if self._resized:
                self._resized = False
                self._drawn = None
                return RESIZED
            if self._woken:
                self._woken = False
                return WOKEN
            poll = select.poll()  # no select(): stats may have a thousand connections open
            for descriptor in [self._wake_reader, *([_STDIN] if self.reads_keys else [])]:
                poll.register(descriptor, select.POLLIN)
            ready = {descriptor for descriptor, _ in poll.poll(None if seconds is None else seconds * 1000)}
            if not ready:
                return TIMED_OUT
            if self._wake_reader in ready:
                with suppress(BlockingIOError):
                    os.read(self._wake_reader, 4096)
            if _STDIN in ready and self._is_ended():
                return ENDED

    def _is_ended(self) -> bool:
        """Read keys; tell whether q was among them. Arrows, which a mouse's wheel sends, too, are passed over."""
        try:
            keys = os.read(_STDIN, 4096)
        except OSError:
            keys = b""
        self.reads_keys = bool(keys)  # nothing: the terminal has hung up, and a signal will say so
        return b"q" in _SEQUENCE.sub(b"", keys).lower()

    def _poke(self) -> None:
        with suppress(BlockingIOError):  # full: there is enough to wake up for
            os.write(self._wake_writer, b"x")

    def _note_size(self, _number: int, _frame: object) -> None:
        self._resized = True
        self._poke()

    def _suspend(self, _number: int, _frame: object) -> None:
        self._give_back()
        # No SIGSTOP: the kernel doesn't suspend a process that nobody could bring back.
        signal.signal(signal.SIGTSTP, signal.SIG_DFL)
        os.kill(os.getpid(), signal.SIGTSTP)
        signal.signal(signal.SIGTSTP, self._suspend)
        self._take()  # the shell has brought us back
        self._note_size(0, None)

    def _take(self) -> None:
        if self._modes:
            modes = list(self._modes)
            modes[_LOCAL_MODES] = (modes[_LOCAL_MODES] | termios.ISIG) & ~(termios.ICANON | termios.ECHO)
            termios.tcsetattr(_STDIN, termios.TCSADRAIN, modes)
        self._output.write(_ENTER)

    def _give_back(self) -> None:
        with suppress(Exception):  # where the terminal is gone there is nothing to give back
            self._output.write(_LEAVE)
        if self._modes:
            with suppress(termios.error):
                termios.tcsetattr(_STDIN, termios.TCSADRAIN, self._modes)
