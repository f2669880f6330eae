"""What is drawn on a terminal until it is over: whatever happens, the cursor is there again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dockctl.interruption import held_signals

if TYPE_CHECKING:
    from rich.live import Live


class Drawing:
    """Draws ``live`` while entered; a signal that comes as Rich starts or stops waits until it has done so.

    No generator: a signal between its yield and the body of the ``with`` would leave it as it is.
    """

    def __init__(self, live: Live) -> None:
        self._live = live

    def __enter__(self) -> None:
        try:
            with held_signals():
                self._live.start()
        except BaseException:
            self.__exit__()
            raise

    def __exit__(self, *_: object) -> None:
        with held_signals():
            self._live.stop()
