"""What is seen of a pull: docker's lines for scripts, bars on a terminal, or nothing."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from dockctl.engine.progress import PullEvent
    from dockctl.streams import Output

_COMPACT_PAUSE = 10.0  # seconds
_COMPLETE = {"Download complete", "Pull complete"}


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


def write_json(events: Iterable[PullEvent], name: str, output: Output) -> None:
    """Write an object a line for each event, and one that says that it is over."""
    import json

    for event in events:
        facts = {
            "image": name,
            "status": event.status,
            "id": event.id,
            "current": event.current,
            "total": event.total,
        }
        output.write(json.dumps(facts, ensure_ascii=False) + "\n")
    output.write(json.dumps({"image": name, "result": "pulled"}, ensure_ascii=False) + "\n")


def write_compact(events: Iterable[PullEvent], name: str, output: Output) -> None:
    """Write how far a pull is every ten seconds, and what it came to: a few lines, however many layers."""
    import time

    from dockctl.render.units import human_size

    layers: dict[str, tuple[int, int]] = {}
    known: set[str] = set()
    started = last = time.monotonic()
    outcome = ""
    for event in events:
        if event.status.startswith("Status: "):
            outcome = event.status.removeprefix("Status: ")
        elif event.status == "Downloading":
            layers[event.id] = (event.current, event.total)
        elif event.status in _COMPLETE and event.id in layers:
            layers[event.id] = (layers[event.id][1], layers[event.id][1])
        if event.status == "Pulling fs layer":
            known.add(event.id)
        if time.monotonic() - last >= _COMPACT_PAUSE:
            last = time.monotonic()
            current, total = (
                (sum(column) for column in zip(*layers.values(), strict=True)) if layers else (0, 0)
            )
            share = f"{current * 100 // total}%" if total else "0%"
            output.write(f"{name}  {share}  {human_size(current)}/{human_size(total)}  {len(known)} layers\n")
    total = sum(size for _, size in layers.values())
    elapsed = time.monotonic() - started
    output.write(f"{name}  {outcome}  {human_size(total)} in {elapsed:.1f}s\n")


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


def discard(events: Iterable[PullEvent]) -> None:
    """Follow a pull to its end and show nothing but its failure."""
    for _ in events:
        pass
