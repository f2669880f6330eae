"""A few lines on a terminal about what is still being waited for, and how long that may take."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from dockctl.interruption import held_signals

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from rich.console import Console, RenderableType

    from dockctl.streams import Output

_MOMENT = 0.5  # seconds: what is over by then needs no telling
_PAUSE = 1 / 8  # seconds between two drawings
_MOST_LINES = 10  # about objects
_OWN_LINES = 3  # the first one, the count of what is not shown, and the cursor's


class Waiting(NamedTuple):
    """What is being done, and the names with which it isn't over, each with what is known of that."""

    doing: str
    left: Sequence[tuple[str, str]] = ()


@contextmanager
def show_waiting(screen: Output, describe: Callable[[], Waiting]) -> Iterator[None]:
    """While entered, show what ``describe`` returns, once that has taken more than a moment; nothing stays behind."""
    if not screen.look.terminal:
        yield
        return
    ended = threading.Event()
    thread = threading.Thread(target=_draw, args=(screen, describe, ended), daemon=True, name="waiting")
    thread.start()
    try:
        yield
    finally:
        with held_signals():
            ended.set()
            thread.join()


def _draw(screen: Output, describe: Callable[[], Waiting], ended: threading.Event) -> None:
    if ended.wait(_MOMENT):
        return
    from dockctl.render.drawing import Region
    from dockctl.render.painting import Painter

    painter = Painter(screen.look)
    view = WaitingView(painter.console, describe)
    with Region(screen, painter) as region:
        while not ended.is_set():
            region.draw(view)
            ended.wait(_PAUSE)


class WaitingView:
    """A line with a spinner, and below it, where there are several, one a name."""

    def __init__(self, console: Console, describe: Callable[[], Waiting]) -> None:
        from rich.spinner import Spinner

        self._console = console
        self._describe = describe
        self._spinner = Spinner("line" if console.options.ascii_only else "dots")

    def __rich__(self) -> RenderableType:
        from rich.console import Group
        from rich.text import Text

        from dockctl.render.cutting import cut_middle
        from dockctl.render.screen import QUIET
        from dockctl.render.text import ELLIPSIS, display_width
        from dockctl.visible import neutralise

        waiting = self._describe()
        left = [(neutralise(name), neutralise(detail)) for name, detail in waiting.left]
        title = f"{waiting.doing} {len(left)}: " if left else waiting.doing
        if len(left) == 1:
            name, detail = left[0]
            title += f"{name}  {detail}".rstrip()
        self._spinner.update(text=Text(title.rstrip()))
        if len(left) <= 1:
            return self._spinner
        shown = left[: max(1, min(_MOST_LINES, self._console.height - _OWN_LINES))]
        longest = max(display_width(detail) for _, detail in shown)
        room = max(1, self._console.width - longest - 4)
        width = min(room, max(display_width(name) for name, _ in shown))
        lines = []
        for name, detail in shown:
            cut = cut_middle(name, width, ELLIPSIS)
            lines.append(Text(f"  {cut}{' ' * (width - display_width(cut))}  {detail}"))
        if len(shown) < len(left):
            lines.append(Text(f"  … {len(left) - len(shown)} more", style=QUIET))
        return Group(self._spinner, *lines)
