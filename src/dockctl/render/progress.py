"""What is seen of a pull: bars on a terminal, lines elsewhere, or what --progress asks for."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from dockctl.render.progress_lines import discard, write_compact, write_json, write_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from dockctl.engine.progress import PullEvent
    from dockctl.streams import Output


def show_progress(events: Iterable[PullEvent], lines: Output, screen: Output) -> None:
    """Show a pull until it ends: bars on ``screen`` if both are terminals, or else lines.

    What is said of the whole pull (its digest and status) goes to ``lines`` either way.
    """
    if lines.look.terminal and screen.look.terminal:
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
    if style == "tty" and stderr.look.terminal:
        from dockctl.render.live import show_layers

        return lambda events: show_layers(events, stdout, stderr)
    return lambda events: show_progress(events, stdout, stderr)


class PullDisplay(Protocol):
    """Shows several pulls, each of which comes in a thread of its own."""

    def show(self, name: str, events: Iterable[PullEvent], *, host: str = "") -> None:
        """Show one until it ends; ``host`` is the engine's name where it is one of several."""

    def note(self, text: str) -> None:
        """Say something of all."""


@contextmanager
def shared_display(screen: Output, names: Sequence[str], *, style: str) -> Iterator[PullDisplay | None]:
    """Give what shows the pulls of ``names`` on ``screen``; None if that isn't wanted."""
    if style in {"quiet", "json", "compact"}:
        yield None
    elif screen.look.terminal and style != "plain":
        from dockctl.render.live import show_several

        with show_several(screen, names) as display:
            yield display
    else:
        yield _Lines(screen)


class _Lines:
    """Lines for each of several pulls as they come."""

    def __init__(self, screen: Output) -> None:
        self._screen = screen

    def show(self, name: str, events: Iterable[PullEvent], *, host: str = "") -> None:
        """Write a line an event; docker's have no ``name``."""
        del name
        write_lines((of_host(event, host) for event in events) if host else events, self._screen)

    def note(self, text: str) -> None:
        """Write a line."""
        self._screen.write(f"{text}\n")


def of_host(event: PullEvent, host: str) -> PullEvent:
    """Return an event that says which of several engines it is of, where the same layer is another."""
    if event.id:
        return replace(event, id=f"{host} {event.id}")
    return replace(event, status=f"{event.status} ({host})")
