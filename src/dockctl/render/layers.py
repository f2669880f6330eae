"""What is known of a pull, a push or a load: its layers, how many bytes have moved, how fast, what is left."""

from __future__ import annotations

import time
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dockctl.render.units import human_size

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from dockctl.engine.progress import PullEvent

_RATE_WINDOW = 4.0  # seconds
_SHORTEST_MEASUREMENT = 1.0  # seconds before which no rate is known: what is in the buffers comes at once
EXTRACTING = "Extracting"
# Bytes move between here and elsewhere: what that is called when it is over.
TRANSFERS = {
    "Downloading": "downloaded",
    "Pushing": "uploaded",
    "Loading layer": "loaded",
    "Importing": "imported",
}
_FINAL = {"Pull complete", "Already exists", "Pushed", "Layer already exists"}
_DOWNLOADED = {"Verifying Checksum", "Download complete", EXTRACTING, *_FINAL}


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
        return self.status in {*TRANSFERS, EXTRACTING}

    def update(self, event: PullEvent) -> None:
        """Take note of what the engine said."""
        self.status, self.current, self.total = event.status, event.current, event.total
        if event.status in TRANSFERS and event.total > 0:
            self.downloaded, self.size = event.current, event.total
        elif event.status in _DOWNLOADED:
            self.downloaded = self.size


class Transfer:
    """The layers of one image as its engine tells of them; ``clock`` tells seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._started = clock()
        self._samples: deque[tuple[float, int]] = deque()
        self._verb = "downloaded"
        self.title = ""
        self.layers: dict[str, Layer] = {}

    def update(self, event: PullEvent) -> None:
        """Take note of an event about a layer."""
        if event.status.startswith("Pulling from"):
            self.title = f"{event.id}: {event.status}"
            return
        self._verb = TRANSFERS.get(event.status, self._verb)
        self.layers.setdefault(event.id, Layer()).update(event)
        now = self._clock()
        self._samples.append((now, self.downloaded))
        while now - self._samples[0][0] > _RATE_WINDOW:
            self._samples.popleft()

    @property
    def downloaded(self) -> int:
        """The bytes that have moved."""
        return sum(layer.downloaded for layer in self.layers.values())

    @property
    def size(self) -> int:
        """The bytes that are known to have to."""
        return sum(layer.size for layer in self.layers.values())

    @property
    def rate(self) -> float:
        """Bytes a second, of late; 0 as long as that can't be known."""
        if not self._samples:
            return 0.0
        (first, before), (_, after) = self._samples[0], self._samples[-1]
        seconds = self._clock() - first
        return (after - before) / seconds if seconds >= _SHORTEST_MEASUREMENT else 0.0

    def describe(self) -> str:
        """Return how far it is, in a line."""
        layers = self.layers.values()
        unknown = any(not layer.size and not layer.is_final for layer in layers)
        parts = [f"{sum(layer.is_final for layer in layers)}/{len(layers)} layers"]
        if self.size:
            parts.append(f"{human_size(self.downloaded)}/{human_size(self.size)}{'+' if unknown else ''}")
        if self.downloaded < self.size and (rate := self.rate) > 0:
            left = _format_seconds((self.size - self.downloaded) / rate)
            parts.append(f"{human_size(rate)}/s")
            parts.append(f"{'at least ' if unknown else ''}{left} left")
        return "  ".join(parts)

    def summary(self) -> str:
        """Return one line about one that has ended."""
        seconds = self._clock() - self._started
        rate = f", {human_size(self.size / seconds)}/s" if self.size and seconds > 0 else ""
        if not self.size:
            return f"{_count_layers(len(self.layers))}, all there already"
        return (
            f"{_count_layers(len(self.layers))}, {human_size(self.size)} {self._verb} in {seconds:.1f}s{rate}"
        )


def _count_layers(count: int) -> str:
    return "1 layer" if count == 1 else f"{count} layers"


def choose_layers(layers: Mapping[str, Layer], room: int) -> list[str]:
    """Return those that ``room`` lines show, in their order: those at work first, then those to come."""
    if len(layers) <= room:
        return list(layers)
    ranked = sorted(layers, key=lambda name: (not layers[name].is_active, layers[name].is_final))
    chosen = set(ranked[: max(0, room)])
    return [name for name in layers if name in chosen]


def describe_hidden(layers: Mapping[str, Layer], shown: Collection[str]) -> str:
    """Return in a line how many layers are not ``shown``; "" if all are."""
    hidden = [layer for name, layer in layers.items() if name not in shown]
    done = sum(layer.is_final for layer in hidden)
    return (
        f"… {len(hidden)} more layers: {join_counts(complete=done, waiting=len(hidden) - done)}"
        if hidden
        else ""
    )


def join_counts(**counts: int) -> str:
    """Return the counts that are more than nothing, with their words."""
    return ", ".join(f"{count} {word}" for word, count in counts.items() if count)


def _format_seconds(seconds: float) -> str:
    minutes, rest = divmod(max(1, int(seconds + 0.5)), 60)
    return f"{minutes}m{rest:02d}s" if minutes else f"{rest}s"
