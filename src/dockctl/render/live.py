"""A pull, push or load on a terminal: one line a layer, and one for the whole with bytes, rate and time left."""

from __future__ import annotations

import threading
import time
from collections import deque
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from rich.console import Console
from rich.live import Live
from rich.progress_bar import ProgressBar
from rich.table import Table
from rich.text import Text

from dockctl.render.drawing import Drawing
from dockctl.render.progress_lines import format_event
from dockctl.render.units import human_size
from dockctl.visible import neutralise

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from rich.console import RenderableType

    from dockctl.engine.progress import PullEvent
    from dockctl.streams import Output

_REFRESHES_PER_SECOND = 8
_RATE_WINDOW = 4.0  # seconds
_BAR_WIDTH = 24
_NARROW = 60  # columns below which there is no room for a bar
_EXTRACTING = "Extracting"
# Bytes move between here and elsewhere: what that is called when it is over.
_TRANSFERS = {
    "Downloading": "downloaded",
    "Pushing": "uploaded",
    "Loading layer": "loaded",
    "Importing": "imported",
}
_FINAL = {"Pull complete", "Already exists", "Pushed", "Layer already exists"}
_DOWNLOADED = {"Verifying Checksum", "Download complete", _EXTRACTING, *_FINAL}
_OWN_LINES = 3  # the title, the count of layers not shown, the whole


@dataclass
class Layer:
    """One layer: its status, and the bytes done of that status; downloaded bytes are counted apart."""

    status: str = ""
    current: int = 0
    total: int = 0
    downloaded: int = 0
    size: int = 0

    @property
    def is_final(self) -> bool:
        """Whether nothing more happens to it."""
        return self.status in _FINAL

    @property
    def is_active(self) -> bool:
        """Whether bytes move just now."""
        return self.status in {*_TRANSFERS, _EXTRACTING}

    def update(self, event: PullEvent) -> None:
        """Take note of what the engine said."""
        self.status, self.current, self.total = event.status, event.current, event.total
        if event.status in _TRANSFERS and event.total > 0:
            self.downloaded, self.size = event.current, event.total
        elif event.status in _DOWNLOADED:
            self.downloaded = self.size


class PullView:
    """What is known of a pull, drawn to fit ``console``."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._started = time.monotonic()
        self._samples: deque[tuple[float, int]] = deque()
        self._transferred = "downloaded"
        self.title = ""
        self.layers: dict[str, Layer] = {}

    def update(self, event: PullEvent) -> None:
        """Take note of an event about a layer."""
        if event.status.startswith("Pulling from"):
            self.title = f"{event.id}: {event.status}"
            return
        self._transferred = _TRANSFERS.get(event.status, self._transferred)
        self.layers.setdefault(event.id, Layer()).update(event)
        now = time.monotonic()
        self._samples.append((now, self._downloaded))
        while now - self._samples[0][0] > _RATE_WINDOW:
            self._samples.popleft()

    @property
    def _downloaded(self) -> int:
        return sum(layer.downloaded for layer in self.layers.values())

    @property
    def _rate(self) -> float:
        if len(self._samples) < 2:  # noqa: PLR2004  (a rate takes two points)
            return 0.0
        (first, before), (last, after) = self._samples[0], self._samples[-1]
        return (after - before) / (last - first) if last > first else 0.0

    def __rich__(self) -> RenderableType:
        rows = self._visible_layers()
        view = Table.grid(padding=(0, 1))
        wide = self._console.width >= _NARROW
        for identifier, layer in rows:
            cells: list[RenderableType] = [Text(neutralise(identifier)), Text(neutralise(layer.status))]
            if wide:
                cells.append(_bar(layer))
            counts = f"{human_size(layer.current)}/{human_size(layer.total)}" if layer.total else ""
            cells.append(Text(counts))
            view.add_row(*cells)
        outer = Table.grid()
        outer.add_row(Text(neutralise(self.title), overflow="ellipsis", no_wrap=True))
        outer.add_row(view)
        hidden = len(self.layers) - len(rows)
        if hidden:
            outer.add_row(Text(self._describe_hidden(dict(rows)), style="dim", no_wrap=True))
        outer.add_row(Text(self._describe_whole(), style="bold", overflow="ellipsis", no_wrap=True))
        return outer

    def _visible_layers(self) -> list[tuple[str, Layer]]:
        """Return the layers there is room for in their order: those at work first, then those to come."""
        room = max(1, self._console.height - _OWN_LINES - 1)
        layers = list(self.layers.items())
        if len(layers) <= room:
            return layers
        ranked = sorted(layers, key=lambda item: (not item[1].is_active, item[1].is_final))
        chosen = {identifier for identifier, _ in ranked[:room]}
        return [item for item in layers if item[0] in chosen]

    def _describe_hidden(self, shown: dict[str, Layer]) -> str:
        hidden = [layer for identifier, layer in self.layers.items() if identifier not in shown]
        done = sum(layer.is_final for layer in hidden)
        parts = [
            f"{done} complete" if done else "",
            f"{len(hidden) - done} waiting" if done < len(hidden) else "",
        ]
        return f"… {len(hidden)} more layers: {', '.join(part for part in parts if part)}"

    def _describe_whole(self) -> str:
        layers = self.layers.values()
        size = sum(layer.size for layer in layers)
        done = sum(layer.is_final for layer in layers)
        unknown = any(not layer.size and not layer.is_final for layer in layers)
        parts = [f"{done}/{len(layers)} layers"]
        if size:
            parts.append(f"{human_size(self._downloaded)}/{human_size(size)}{'+' if unknown else ''}")
        if self._downloaded < size and self._rate > 0:
            left = (size - self._downloaded) / self._rate
            parts.append(f"{human_size(self._rate)}/s")
            parts.append(f"{'at least ' if unknown else ''}{_format_seconds(left)} left")
        return "  ".join(parts)

    def summary(self) -> str:
        """Return one line about a pull that has ended."""
        seconds = time.monotonic() - self._started
        size = sum(layer.size for layer in self.layers.values())
        rate = f", {human_size(size / seconds)}/s" if size and seconds > 0 else ""
        if not size:
            return f"{len(self.layers)} layers, all there already"
        return f"{len(self.layers)} layers, {human_size(size)} {self._transferred} in {seconds:.1f}s{rate}"


def _bar(layer: Layer) -> RenderableType:
    if layer.is_final:
        return ProgressBar(total=1, completed=1, width=_BAR_WIDTH)
    if layer.total:
        return ProgressBar(total=layer.total, completed=layer.current, width=_BAR_WIDTH)
    return Text("")


def _format_seconds(seconds: float) -> str:
    minutes, rest = divmod(int(seconds + 0.5), 60)
    return f"{minutes}m{rest:02d}s" if minutes else f"{rest}s"


def show_layers(events: Iterable[PullEvent], lines: Output, screen: Output) -> None:
    """Draw a pull on ``screen`` until it ends, then say what it came to.

    Its last messages, the digest and the status, go to ``lines``.
    """
    closing: list[PullEvent] = []
    events = iter(events)
    for event in events:
        if _moves(event):
            events = chain([event], events)
            break
        lines.write(neutralise(format_event(event)))  # what is said first of a push
    with screen.text_file() as file:
        console = Console(file=file)
        view = PullView(console)
        with Drawing(Live(view, console=console, refresh_per_second=_REFRESHES_PER_SECOND, transient=True)):
            for event in events:
                if _moves(event):
                    view.update(event)
                else:
                    closing.append(event)
        if view.layers:
            console.print(Text(view.summary()))
    for event in closing:
        lines.write(neutralise(format_event(event)))


def _moves(event: PullEvent) -> bool:
    """Tell whether an event is about a part of the whole, or about bytes, and has a line of its own."""
    return bool(event.id or event.total or event.current)


@contextmanager
def show_several(screen: Output) -> Iterator[Callable[[Iterable[PullEvent]], None]]:
    """Draw several pulls as one on ``screen``; give a function that takes the events of one, in any thread."""
    lock = threading.Lock()
    with screen.text_file() as file:
        console = Console(file=file)
        view = PullView(console)

        def show(events: Iterable[PullEvent]) -> None:
            for event in events:
                with lock:
                    if event.id:
                        view.update(event)
                    elif event.status.startswith("Status: "):
                        console.print(Text(neutralise(event.status)))

        with Drawing(Live(view, console=console, refresh_per_second=_REFRESHES_PER_SECOND, transient=True)):
            yield show
        if view.layers:
            console.print(Text(view.summary()))
