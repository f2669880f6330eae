"""Signals that would end this process, kept away from what must not be left half done."""

from __future__ import annotations

import signal
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@contextmanager
def held_signals() -> Iterator[None]:
    """Let a signal that would end this process wait until this is left; the second one doesn't wait."""
    handlers = {number: signal.getsignal(number) for number in ENDING}
    waiting: list[int] = []

    def hold(number: int, _frame: object) -> None:
        waiting.append(number)
        if len(waiting) > 1:
            give_back()

    def give_back() -> None:
        for number, handler in handlers.items():
            signal.signal(number, handler)
        for first in waiting[:1]:
            signal.raise_signal(first)

    for number, handler in handlers.items():
        if handler != signal.SIG_IGN:
            signal.signal(number, hold)
    try:
        yield
    finally:
        if len(waiting) < 2:  # noqa: PLR2004  (else it has been done)
            give_back()
