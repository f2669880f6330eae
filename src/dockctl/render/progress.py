"""What is seen of a pull: docker's lines for scripts, bars on a terminal, or nothing."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from dockctl.engine.progress import PullEvent
    from dockctl.streams import Output


def show_progress(events: Iterable[PullEvent], lines: Output, screen: Output) -> None:
    """Show a pull until it ends: bars on ``screen`` if both are terminals, or else lines.

    What is said of the whole pull (its digest and status) goes to ``lines`` either way.
    """
    if lines.is_terminal and screen.is_terminal:
        from dockctl.render.live import show_layers

        show_layers(events, lines, screen)
    else:
        write_lines(events, lines)


def write_lines(events: Iterable[PullEvent], output: Output) -> None:
    """Write a line an event, as docker does where there is no terminal: without counts of bytes."""
    for event in events:
        if event.current <= 0 and event.total <= 0:
            output.write(format_event(event))


def format_event(event: PullEvent) -> str:
    """Return an event as one line."""
    return f"{event.id}: {event.status}\n" if event.id else f"{event.status}\n"


@contextmanager
def shared_display(screen: Output, *, quiet: bool) -> Iterator[Callable[[Iterable[PullEvent]], None] | None]:
    """Give a function that shows one of several pulls on ``screen``, in any thread; None if ``quiet``."""
    if quiet:
        yield None
    elif screen.is_terminal:
        from dockctl.render.live import show_several

        with show_several(screen) as show:
            yield show
    else:
        yield lambda events: write_lines(events, screen)


def of_host(events: Iterable[PullEvent], host: str) -> Iterable[PullEvent]:
    """Return events that say which of several engines they are of, where the same layer is another; "" for one."""
    return (_of_host(event, host) for event in events) if host else events


def _of_host(event: PullEvent, host: str) -> PullEvent:
    if event.id:
        return replace(event, id=f"{host} {event.id}")
    return replace(event, status=f"{event.status} ({host})")


def discard(events: Iterable[PullEvent]) -> None:
    """Follow a pull to its end and show nothing but its failure."""
    for _ in events:
        pass
