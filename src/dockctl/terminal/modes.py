"""The user's terminal itself: raw mode, and its size."""

from __future__ import annotations

import os
import signal
import termios
import threading
import tty
from contextlib import contextmanager
from typing import TYPE_CHECKING

from dockctl.errors import DockctlError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import FrameType

_TRIES = 10


def in_foreground(descriptor: int) -> bool:
    """Tell whether this process may read: False for a job in the background of the terminal, True for all but terminals."""
    try:
        return os.tcgetpgrp(descriptor) == os.getpgrp()
    except OSError:
        return True


class RawTerminal:
    """A terminal from which every key goes to the container as it is, while this process is in the foreground.

    In the background the terminal is the shell's: to change it would stop this process.
    """

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._before = termios.tcgetattr(descriptor)

    def take(self) -> None:
        """Make the terminal raw."""
        if in_foreground(self._descriptor):
            tty.setraw(self._descriptor, termios.TCSANOW)

    def take_again(self) -> None:
        """Make the terminal raw, which somebody else has had, and have its size looked at."""
        self.take()
        signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGWINCH)

    def give_back(self) -> None:
        """Make the terminal what it was."""
        if in_foreground(self._descriptor):
            termios.tcsetattr(self._descriptor, termios.TCSADRAIN, self._before)


@contextmanager
def raw_mode(descriptor: int) -> Iterator[RawTerminal | None]:
    """While entered, every key goes to the container as it is; NORAW in the environment leaves the terminal alone.

    The terminal is given back as it was, whatever ends the block, and while this process is suspended.
    """
    if os.environ.get("NORAW") or not os.isatty(descriptor):
        yield None
        return
    terminal = RawTerminal(descriptor)

    def suspend(_number: int, _frame: object) -> None:
        terminal.give_back()
        os.kill(os.getpid(), signal.SIGSTOP)

    def resume(number: int, frame: FrameType | None) -> None:
        terminal.take_again()
        if callable(before_resume):
            before_resume(number, frame)

    before_suspend = signal.signal(signal.SIGTSTP, suspend)
    before_resume = signal.signal(signal.SIGCONT, resume)
    try:
        terminal.take()
        yield terminal
    finally:
        terminal.give_back()
        signal.signal(signal.SIGCONT, before_resume)
        signal.signal(signal.SIGTSTP, before_suspend)


def terminal_size(descriptor: int) -> tuple[int, int]:
    """Return height and width of the terminal; zeros where there is none."""
    try:
        size = os.get_terminal_size(descriptor)
    except OSError:
        return 0, 0
    return size.lines, size.columns


@contextmanager
def forwarded_size(
    descriptor: int, resize: Callable[[int, int], None], warn: Callable[[str], None]
) -> Iterator[None]:
    """While entered, ``resize`` is called with the terminal's height and width, now and whenever they change."""
    changed = threading.Event()
    ended = threading.Event()
    changed.set()

    def follow() -> None:
        first = True
        while not ended.is_set():
            changed.wait()
            changed.clear()
            height, width = terminal_size(descriptor)
            if ended.is_set() or not (height and width):
                continue
            sent = _resize(resize, height, width, ended, tries=_TRIES if first else 1)
            if first and not sent and not ended.is_set():
                warn("failed to resize tty, using default size")
            first = False

    previous = signal.signal(signal.SIGWINCH, lambda *_: changed.set())
    thread = threading.Thread(target=follow, daemon=True, name="resize")
    thread.start()
    try:
        yield
    finally:
        signal.signal(signal.SIGWINCH, previous)
        ended.set()
        changed.set()


def _resize(
    resize: Callable[[int, int], None],
    height: int,
    width: int,
    ended: threading.Event,
    *,
    tries: int,
) -> bool:
    """Try to resize; a container that is just being started can't be resized yet."""
    for attempt in range(1, tries + 1):
        try:
            resize(height, width)
        except DockctlError:
            if ended.wait(attempt / 100):
                return True
        else:
            return True
    return False
