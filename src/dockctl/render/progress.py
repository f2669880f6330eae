"""What is seen of a pull: bars on a terminal, lines elsewhere, or what --progress asks for."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from dockctl.render.progress_lines import discard, write_compact, write_json, write_lines

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


def progress_writer(
    style: str, name: str, stdout: Output, stderr: Output
) -> Callable[[Iterable[PullEvent]], None]:
    """Return what shows a pull of ``name`` in a ``style`` that --progress takes."""
    if style == "quiet":
        return discard
    if style == "json":
        return lambda events: write_json(events, name, stdout)
    if style == "compact":
        return lambda events: write_compact(events, name, stderr)
    if style == "plain":
        return lambda events: write_lines(events, stdout)
    if style == "tty" and stderr.is_terminal:
        from dockctl.render.live import show_layers

        return lambda events: show_layers(events, stdout, stderr)
    return lambda events: show_progress(events, stdout, stderr)


@contextmanager
def shared_display(screen: Output, *, style: str) -> Iterator[Callable[[Iterable[PullEvent]], None] | None]:
    """Give a function that shows one of several pulls on ``screen``, in any thread; None if that isn't wanted."""
    if style in {"quiet", "json", "compact"}:
        yield None
    elif screen.is_terminal and style != "plain":
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
