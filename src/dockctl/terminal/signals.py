"""Signals to this process: those that end it, and those passed on to a container."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from contextlib import suppress
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any, NoReturn, Self
from weakref import ref

from dockctl.errors import DockctlError, SignalledError
from dockctl.interruption import ENDING

if TYPE_CHECKING:
    from collections.abc import Callable

# Child and urgent-data signals are this process's own affair, a broken pipe is its output's,
# and the last three stop it: the shell's job control.
_KEPT = {signal.SIGCHLD, signal.SIGPIPE, signal.SIGURG, signal.SIGTSTP, signal.SIGTTIN, signal.SIGTTOU}
_UNCATCHABLE = {signal.SIGKILL, signal.SIGSTOP}
# Their handlers would take over from the fault handlers of the interpreter.
_FAULTS = {signal.SIGSEGV, signal.SIGBUS, signal.SIGFPE, signal.SIGILL, signal.SIGABRT, signal.SIGTRAP}
_COUNTED = {signal.SIGINT, signal.SIGTERM}  # by a patience that ends
_POKE = signal.SIGURG  # to which nobody else listens
_LAST_WORDS = 2.0  # seconds for the rest of a container that has ended
_MOMENT = 0.03  # seconds in which a handler is called, and what it raises is on its way


def end_on_signals(*, owns_process: bool = False) -> None:
    """Let SIGINT, SIGTERM and SIGHUP end this process by an exception, so that everything is put in order.

    Also where a shell has started it in the background with SIGINT ignored: docker can be ended there too. Whoever
    has SIGHUP ignored, as nohup does, wants this process to stay. With ``owns_process`` no signal gets lost.
    """
    watch = _Watch()
    for number in ENDING:
        if number != signal.SIGHUP or signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, watch.end)
    if owns_process:
        watch.start()


class _Interrupt(KeyboardInterrupt):
    """One that can be looked for."""


class _Watch:
    """Sees to it that signals are taken notice of.

    What a handler raises can be lost, as the interpreter drops what is raised in a finalizer or a callback of its own.
    And a signal that comes a microsecond before a system call that blocks waits for its end: handlers are called
    between two instructions, or when a call is interrupted. So a moment after each signal the main thread is interrupted
    again, and a signal whose exception has vanished comes again.
    """

    def __init__(self) -> None:
        self._number = 0  # of the signal that was to end this process
        self._raised: ref[BaseException] | None = None  # what was raised for it

    def end(self, number: int, _frame: object) -> NoReturn:
        """Raise what ends this process: the handler of the signals that do."""
        error = _Interrupt() if number == signal.SIGINT else SignalledError(number)
        self._number, self._raised = number, ref(error)
        try:
            raise error
        finally:
            del error  # or this frame, which the exception knows, would keep it for ever

    def start(self) -> None:
        """Watch from now on, in a thread."""
        reader, writer = os.pipe()
        os.set_blocking(writer, False)
        signal.set_wakeup_fd(writer, warn_on_full_buffer=False)
        signal.signal(_POKE, lambda *_: None)
        sys.unraisablehook = self._drop
        with suppress(RuntimeError):  # no thread to be had: signals are as in any other program
            threading.Thread(target=self._run, args=(reader,), daemon=True, name="signals").start()

    def _run(self, reader: int) -> None:
        main = threading.main_thread().ident or 0
        while True:
            for number in os.read(reader, 1024):
                if number == _POKE:
                    continue
                time.sleep(_MOMENT)
                signal.pthread_kill(main, _POKE)
                time.sleep(_MOMENT)
                if self._raised is not None and self._raised() is None:
                    signal.pthread_kill(main, self._number)

    @staticmethod
    def _drop(unraisable: sys.UnraisableHookArgs) -> None:
        if not isinstance(unraisable.exc_value, (KeyboardInterrupt, SignalledError)):
            sys.__unraisablehook__(unraisable)


class SignalProxy:
    """While entered, gives every signal to ``forward``, by its name without SIG.

    Signals that come before open() is called are kept till then: they belong to a container that has not
    started yet. ``forward`` is called in a thread of its own. One that ends programs and that nobody takes, as the
    container has ended, ends this process, unless its work is done in a moment. So does the last SIGINT or SIGTERM of
    ``patience``.
    """

    def __init__(self, forward: Callable[[str], None], *, patience: int = 3) -> None:
        self._patience = patience
        self._forward = forward
        self._received: SimpleQueue[signal.Signals] = SimpleQueue()
        self._untaken: set[int] = set()
        self._left = threading.Event()
        self._previous: dict[signal.Signals, Any] = {}
        self._endings = 0

    def __enter__(self) -> Self:
        for number in signal.valid_signals() - _KEPT - _UNCATCHABLE - _FAULTS:
            with suppress(ValueError, OSError):  # real-time signals that the C library keeps
                self._previous[signal.Signals(number)] = signal.signal(number, self._receive)
        return self

    def __exit__(self, *_: object) -> None:
        self._left.set()
        for number, handler in self._previous.items():
            signal.signal(number, handler)

    def open(self) -> None:
        """Start forwarding."""
        threading.Thread(target=self._run, daemon=True, name="signal-proxy").start()

    def _receive(self, number: int, _frame: object) -> None:
        if number in self._untaken:
            raise SignalledError(number)
        if number in _COUNTED:
            self._endings += 1
            if self._endings >= self._patience:
                raise DockctlError(f"\ngot {self._patience} SIGTERM/SIGINTs, forcefully exiting")
        self._received.put(signal.Signals(number))

    def _run(self) -> None:
        while True:
            number = self._received.get()
            try:
                self._forward(number.name.removeprefix("SIG"))
            except DockctlError:
                if number in ENDING and not self._left.wait(_LAST_WORDS):
                    self._untaken.add(number)
                    signal.pthread_kill(threading.main_thread().ident or 0, number)
