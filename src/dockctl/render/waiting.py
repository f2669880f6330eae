"""A line on a terminal about what is still being waited for."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

from dockctl.visible import neutralise

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from dockctl.streams import Output

_MOMENT = 0.5  # seconds: what is over by then needs no telling
_REFRESHES_PER_SECOND = 8


@contextmanager
def show_waiting(screen: Output, describe: Callable[[], str]) -> Iterator[None]:
    """While entered, show the line that ``describe`` returns, once that has taken more than a moment."""
    ended = threading.Event()
    thread = threading.Thread(target=_draw, args=(screen, describe, ended), daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


def _draw(screen: Output, describe: Callable[[], str], ended: threading.Event) -> None:
    if ended.wait(_MOMENT):
        return
    from rich.console import Console
    from rich.live import Live
    from rich.spinner import Spinner
    from rich.text import Text

    spinner = Spinner("dots")

    def view() -> Spinner:
        spinner.update(text=Text(neutralise(describe()), overflow="ellipsis", no_wrap=True))
        return spinner

    with screen.text_file() as file:
        console = Console(file=file)
        with Live(
            get_renderable=view,
            console=console,
            refresh_per_second=_REFRESHES_PER_SECOND,
            transient=True,
        ):
            ended.wait()
