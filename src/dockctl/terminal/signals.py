"""Signals to this process, passed on to a container."""

from __future__ import annotations

import signal
import sys
import threading
from contextlib import suppress
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any, NoReturn, Self

from dockctl.errors import DockctlError, SignalledError

if TYPE_CHECKING:
    from collections.abc import Callable

# Child and urgent-data signals are this process's own affair, a broken pipe is its output's,
# and the last three stop it: the shell's job control.
_KEPT = {signal.SIGCHLD, signal.SIGPIPE, signal.SIGURG, signal.SIGTSTP, signal.SIGTTIN, signal.SIGTTOU}
_UNCATCHABLE = {signal.SIGKILL, signal.SIGSTOP}
# Their handlers would take over from the fault handlers of the interpreter.
_FAULTS = {signal.SIGSEGV, signal.SIGBUS, signal.SIGFPE, signal.SIGILL, signal.SIGABRT, signal.SIGTRAP}
_ENDING = {signal.SIGINT, signal.SIGTERM}
_AFTER_THE_CALLBACK = 0.001


def end_on_signals() -> None:
    """Let SIGINT, SIGTERM and SIGHUP end this process by an exception, so that everything is put in order.

    Also where a shell has started it in the background with SIGINT ignored: docker can be ended there too. Whoever
    has SIGHUP ignored, as nohup does, wants this process to stay.
    """

    def end(number: int, _frame: object) -> NoReturn:
        raise SignalledError(number)

    def raise_again(unraisable: sys.UnraisableHookArgs) -> None:
        # The interpreter drops what is raised in a callback of its own (an import's lock, a finalizer).
        error = unraisable.exc_value
        if isinstance(error, (KeyboardInterrupt, SignalledError)):

            def end_late(_number: int, _frame: object) -> NoReturn:
                raise error

            signal.signal(signal.SIGALRM, end_late)
            signal.setitimer(signal.ITIMER_REAL, _AFTER_THE_CALLBACK)
        else:
            sys.__unraisablehook__(unraisable)

    sys.unraisablehook = raise_again
    signal.signal(signal.SIGTERM, end)
    if signal.getsignal(signal.SIGHUP) != signal.SIG_IGN:
        signal.signal(signal.SIGHUP, end)
    signal.signal(signal.SIGINT, signal.default_int_handler)


class SignalProxy:
    """While entered, gives every signal to ``forward``, by its name without SIG.

    Signals that come before open() is called are kept till then: they belong to a container that has not
    started yet. ``forward`` is called in a thread of its own; its errors are the container's end, not ours.
    The last SIGINT or SIGTERM of ``patience`` ends this process instead.
    """

    def __init__(self, forward: Callable[[str], None], *, patience: int = 3) -> None:
        self._patience = patience
        self._forward = forward
        self._received: SimpleQueue[str] = SimpleQueue()
        self._previous: dict[signal.Signals, Any] = {}
        self._endings = 0

    def __enter__(self) -> Self:
        for number in signal.valid_signals() - _KEPT - _UNCATCHABLE - _FAULTS:
            with suppress(ValueError, OSError):  # real-time signals that the C library keeps
                self._previous[signal.Signals(number)] = signal.signal(number, self._receive)
        return self

    def __exit__(self, *_: object) -> None:
        for number, handler in self._previous.items():
            signal.signal(number, handler)

    def open(self) -> None:
        """Start forwarding."""
        threading.Thread(target=self._run, daemon=True, name="signal-proxy").start()

    def _receive(self, number: int, _frame: object) -> None:
        if number in _ENDING:
            self._endings += 1
            if self._endings >= self._patience:
                raise DockctlError(f"\ngot {self._patience} SIGTERM/SIGINTs, forcefully exiting")
        self._received.put(signal.Signals(number).name.removeprefix("SIG"))

    def _run(self) -> None:
        while True:
            name = self._received.get()
            with suppress(DockctlError):
                self._forward(name)
