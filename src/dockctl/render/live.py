"""A pull, push or load on a terminal: a line a layer, and one for the whole with bytes, rate and time left."""

from __future__ import annotations

import threading
import time
from contextlib import contextmanager
from itertools import chain
from typing import TYPE_CHECKING

from rich.console import Group
from rich.progress_bar import ProgressBar
from rich.table import Table
from rich.text import Text

from dockctl.errors import DockctlError
from dockctl.render.cutting import cut_middle
from dockctl.render.drawing import Drawing
from dockctl.render.layers import Transfer, choose_layers, describe_hidden, join_counts
from dockctl.render.progress import of_host
from dockctl.render.progress_lines import format_event
from dockctl.render.screen import BAD, HEADING, QUIET
from dockctl.render.text import ELLIPSIS
from dockctl.render.units import human_size
from dockctl.visible import neutralise

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from rich.console import Console, RenderableType

    from dockctl.engine.progress import PullEvent
    from dockctl.render.layers import Layer
    from dockctl.streams import Output

_BAR_WIDTH = 24
_NARROW = 60  # columns below which there is no room for a bar
_OWN_LINES = 3  # the title, the count of layers not shown, the whole
_STATUS = "Status: "
_SHORTEST_NAME = 12


class PullView:
    """One transfer, drawn to fit ``console``."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self.transfer = Transfer()

    def update(self, event: PullEvent) -> None:
        """Take note of an event about a layer."""
        self.transfer.update(event)

    def __rich__(self) -> RenderableType:
        layers = dict(self.transfer.layers)
        shown = choose_layers(layers, max(1, self._console.height - _OWN_LINES - 1))
        lines: list[RenderableType] = [_line(self.transfer.title)]
        lines += _layer_lines(layers, shown, wide=self._console.width >= _NARROW)
        return Group(*lines, _line(self.transfer.describe(), HEADING))


def _line(text: str, style: str = "") -> Text:
    return Text(neutralise(text), style=style, overflow="ellipsis", no_wrap=True)


def _layer_lines(
    layers: Mapping[str, Layer], shown: Sequence[str], *, wide: bool, indent: str = ""
) -> list[RenderableType]:
    """Return a table of the layers that are ``shown``, ``wide`` ones with bars, and how many others there are."""
    table = Table.grid(padding=(0, 1))
    for identifier in shown:
        layer = layers[identifier]
        cells: list[RenderableType] = [Text(indent + neutralise(identifier)), Text(neutralise(layer.status))]
        if wide:
            cells.append(_bar(layer))
        cells.append(Text(f"{human_size(layer.current)}/{human_size(layer.total)}" if layer.total else ""))
        table.add_row(*cells)
    hidden = describe_hidden(layers, shown)
    return [*([table] if shown else []), *([_line(f"{indent}{hidden}", QUIET)] if hidden else [])]


def _bar(layer: Layer) -> RenderableType:
    if layer.is_final:
        return ProgressBar(total=1, completed=1, width=_BAR_WIDTH)
    if layer.total:
        return ProgressBar(total=layer.total, completed=layer.current, width=_BAR_WIDTH)
    return Text("")


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
    drawing = Drawing(screen, PullView)
    transfer = drawing.view.transfer
    with drawing:
        for event in events:
            if _moves(event):
                drawing.view.update(event)
            else:
                closing.append(event)
    if transfer.layers:
        screen.write(f"{transfer.summary()}\n")
    for event in closing:
        lines.write(neutralise(format_event(event)))


def _moves(event: PullEvent) -> bool:
    """Tell whether an event is about a part of the whole, or about bytes, and has a line of its own."""
    return bool(event.id or event.total or event.current)


class _Image:
    """One of several images: its transfer once it has begun, and how that has ended."""

    def __init__(self) -> None:
        self.transfer: Transfer | None = None
        self.outcome = ""
        self.has_failed = False

    def begin(self, transfer: Transfer) -> None:
        self.transfer, self.outcome, self.has_failed = transfer, "", False

    @property
    def is_at_work(self) -> bool:
        return self.transfer is not None and not self.outcome

    def describe(self) -> str:
        if self.transfer is None:
            return "waiting"
        return self.outcome or (self.transfer.describe() if self.transfer.layers else "asking the registry")


class PullsView:
    """Several transfers, each a block of its image and its layers, drawn to fit ``console``; ``clock`` tells seconds."""

    def __init__(self, console: Console, clock: Callable[[], float] = time.monotonic) -> None:
        self._console = console
        self._clock = clock
        self._lock = threading.Lock()
        self.images: dict[str, _Image] = {}
        self.whole = Transfer(clock)

    def expect(self, names: Sequence[str]) -> None:
        """Take note of the images that are to come, in their order."""
        with self._lock:
            self.images |= {name: _Image() for name in names if name not in self.images}

    def follow(self, name: str, events: Iterable[PullEvent], *, host: str = "") -> None:
        """Take note of the events of one image, in any thread; ``host`` tells the same layers of two engines apart."""
        self.begin(name)
        try:
            for event in events:
                self.update(name, event, host=host)
        except DockctlError:
            self.images[name].outcome, self.images[name].has_failed = "failed", True
            raise
        self.images[name].outcome = self.images[name].outcome or "done"

    def begin(self, name: str) -> None:
        """Take note that an image is asked for, perhaps again."""
        with self._lock:
            self.images.setdefault(name, _Image())
            self.images[name].begin(Transfer(self._clock))

    def update(self, name: str, event: PullEvent, *, host: str = "") -> None:
        """Take note of one event of an image that has begun."""
        image = self.images[name]
        with self._lock:
            if event.status.startswith(_STATUS):
                image.outcome = event.status
            elif event.id and image.transfer:
                image.transfer.update(event)
                if not event.status.startswith("Pulling from"):
                    self.whole.update(of_host(event, host) if host else event)

    def closing_lines(self) -> list[str]:
        """Return what is said of them when all is over."""
        outcomes = [image.outcome for image in self.images.values() if image.outcome and not image.has_failed]
        return [*outcomes, *([self.whole.summary()] if self.whole.layers else [])]

    def __rich__(self) -> RenderableType:
        with self._lock:
            return self._draw()

    def _draw(self) -> RenderableType:
        room = max(1, self._console.height - 2)  # without the last line, and the cursor's
        working = [name for name in self.images if self.images[name].is_at_work]
        # Images that only wait leave half of the window to layers.
        half = room - min(room // 2, sum(map(self._layer_count, working)))
        names = self._chosen_images(min(room, max(half, len(working) + 1)))
        room -= len(names) + (len(names) < len(self.images))
        working = [name for name in working if name in names]
        shares = _share_room(room, {name: self._layer_count(name) for name in working})
        lines: list[RenderableType] = []
        for name in names:
            image = self.images[name]
            lines.append(self._title(name, image))
            if shares.get(name) and image.transfer:
                lines += self._block(image.transfer.layers, shares[name])
        if len(names) < len(self.images):
            lines.append(_line(self._describe_hidden(names), QUIET))
        return Group(*lines, _line(self._describe_whole(), HEADING))

    def _title(self, name: str, image: _Image) -> Text:
        """Return an image's own line: its name is cut short before how far it is."""
        style = BAD if image.has_failed else "" if image.is_at_work else QUIET
        far = _line(f"  {image.describe().removeprefix(_STATUS).partition(' for ')[0]}", style)
        room = max(_SHORTEST_NAME, self._console.width - far.cell_len)
        return _line(cut_middle(neutralise(name), room, ELLIPSIS)).append_text(far)

    def _layer_count(self, name: str) -> int:
        transfer = self.images[name].transfer
        return len(transfer.layers) if transfer else 0

    def _block(self, layers: Mapping[str, Layer], room: int) -> list[RenderableType]:
        shown = choose_layers(layers, room if len(layers) <= room else room - 1)
        return _layer_lines(layers, shown, wide=self._console.width >= _NARROW, indent="  ")

    def _chosen_images(self, room: int) -> list[str]:
        """Return the images there is room for in their order: those at work first, then those to come."""
        if len(self.images) <= room:
            return list(self.images)
        ranked = sorted(
            self.images, key=lambda name: (not self.images[name].is_at_work, bool(self.images[name].outcome))
        )
        chosen = set(ranked[: max(1, room - 1)])
        return [name for name in self.images if name in chosen]

    def _describe_hidden(self, shown: Sequence[str]) -> str:
        hidden = [image for name, image in self.images.items() if name not in shown]
        failed = sum(image.has_failed for image in hidden)
        done = sum(bool(image.outcome) for image in hidden) - failed
        counts = join_counts(complete=done, failed=failed, waiting=len(hidden) - done - failed)
        return f"… {len(hidden)} more images: {counts}"

    def _describe_whole(self) -> str:
        done = sum(bool(image.outcome) and not image.has_failed for image in self.images.values())
        images = f"{done}/{len(self.images)} images"
        return f"{images}  {self.whole.describe()}" if self.whole.layers else images


class _Screen:
    """Shows several pulls in what is drawn."""

    def __init__(self, drawing: Drawing[PullsView], names: Sequence[str]) -> None:
        self._drawing = drawing
        drawing.view.expect(names)

    def show(self, name: str, events: Iterable[PullEvent], *, host: str = "") -> None:
        """Draw one until it ends."""
        self._drawing.view.follow(f"{host} {name}" if host else name, events, host=host)

    def note(self, text: str) -> None:
        """Write a line above."""
        self._drawing.write_above(text)


@contextmanager
def show_several(screen: Output, names: Sequence[str]) -> Iterator[_Screen]:
    """Draw several pulls while entered; then say what each came to, and all."""
    drawing = Drawing(screen, PullsView)
    with drawing:
        yield _Screen(drawing, names)
    for line in drawing.view.closing_lines():
        screen.write(f"{line}\n")


def _share_room(room: int, wanted: Mapping[str, int]) -> dict[str, int]:
    """Return how many of ``room`` lines each gets: as many as it wants, or else as many as the others."""
    shares = {}
    for number, name in enumerate(sorted(wanted, key=lambda name: wanted[name])):
        shares[name] = min(wanted[name], room // (len(wanted) - number))
        room -= shares[name]
    return shares
