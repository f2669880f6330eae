"""What is drawn on a terminal until it is over: whatever happens, the cursor is there again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from dockctl.interruption import held_signals
from dockctl.visible import neutralise

if TYPE_CHECKING:
    from rich.live import Live

    from dockctl.streams import Output


class Drawing:
    """Draws ``live`` while entered; a signal that comes as Rich starts or stops waits until it has done so.

    No generator: a signal between its yield and the body of the ``with`` would leave it as it is.
    """

    def __init__(self, live: Live) -> None:
        self._live = live

    def __enter__(self) -> Self:
        try:
            with held_signals():
                self._live.start()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        with held_signals():
            self._live.stop()


class DrawnText(Drawing):
    """Text on a terminal, each in the place of the one before; long lines are cut short, or ``folded``."""

    def __init__(self, output: Output, *, folded: bool = False) -> None:
        from rich.console import Console
        from rich.live import Live

        self._folded = folded
        self._file = output.text_file()
        console = Console(file=self._file)
        super().__init__(
            Live(console=console, auto_refresh=False, vertical_overflow="visible" if folded else "ellipsis")
        )

    def draw(self, text: str) -> None:
        """Show ``text``, its control characters made visible."""
        from rich.text import Text

        overflow = {"overflow": "fold"} if self._folded else {"overflow": "ellipsis", "no_wrap": True}
        self._live.update(Text(neutralise(text.rstrip("\n")), **overflow), refresh=True)

    def __exit__(self, *_: object) -> None:
        super().__exit__()
        self._file.close()
