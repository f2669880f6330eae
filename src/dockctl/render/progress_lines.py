"""A pull in lines: docker's, an object each, a few for a long one, or none."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dockctl.engine.progress import PullEvent
    from dockctl.streams import Output

_COMPACT_PAUSE = 10.0  # seconds
_COMPLETE = {"Download complete", "Pull complete"}


def write_lines(events: Iterable[PullEvent], output: Output) -> None:
    """Write a line an event, as docker does where there is no terminal: without counts of bytes."""
    for event in events:
        if event.current <= 0 and event.total <= 0:
            output.write(format_event(event))


def format_event(event: PullEvent) -> str:
    """Return an event as one line."""
    return f"{event.id}: {event.status}\n" if event.id else f"{event.status}\n"


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


def discard(events: Iterable[PullEvent]) -> None:
    """Follow a pull to its end and show nothing but its failure."""
    for _ in events:
        pass
