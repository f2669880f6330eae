"""The view of a pull: it fits its window whatever comes."""

from __future__ import annotations

import io
import threading
from typing import TYPE_CHECKING

import pytest
from rich.console import Console

from dockctl.engine.progress import PullEvent
from dockctl.errors import StreamError
from dockctl.render.layers import Transfer
from dockctl.render.live import PullsView, PullView
from dockctl.render.units import human_size

if TYPE_CHECKING:
    from collections.abc import Iterator


def draw(events: list[PullEvent], *, width: int = 80, height: int = 24) -> list[str]:
    console = Console(file=io.StringIO(), width=width, height=height, force_terminal=True, color_system=None)
    view = PullView(console)
    for event in events:
        view.update(event)
    with console.capture() as capture:
        console.print(view)
    return capture.get().splitlines()


def layers(count: int, status: str = "Waiting") -> list[PullEvent]:
    return [PullEvent(status, f"layer{number:07}") for number in range(count)]


def test_a_line_for_each_layer_and_one_for_the_whole() -> None:
    lines = draw(
        [
            PullEvent("Pulling from library/alpine", "latest"),
            PullEvent("Downloading", "aaaaaaaaaaaa", 1_000_000, 4_000_000),
            PullEvent("Waiting", "bbbbbbbbbbbb"),
            PullEvent("Pull complete", "cccccccccccc"),
        ],
    )
    assert lines[0].rstrip() == "latest: Pulling from library/alpine"
    assert lines[1].startswith("aaaaaaaaaaaa Downloading")
    assert lines[1].rstrip().endswith("1MB/4MB")
    assert lines[2].startswith("bbbbbbbbbbbb Waiting")
    assert lines[3].startswith("cccccccccccc Pull complete")
    assert lines[4].startswith("1/3 layers  1MB/4MB+")
    assert len(lines) == 5


@pytest.mark.parametrize("height", [5, 10, 24, 50])
def test_thirty_layers_fit_the_window(height: int) -> None:
    events = layers(30) + layers(5, "Pull complete")
    events += [PullEvent("Downloading", f"layer{number:07}", 1, 2) for number in (20, 25, 29)]
    lines = draw(events, height=height)
    assert len(lines) < height
    if height >= 10:
        assert [line[:12] for line in lines if "Downloading" in line] == [
            "layer0000020",
            "layer0000025",
            "layer0000029",
        ]
    if height == 24:
        assert [line.rstrip() for line in lines if "more layers" in line] == [
            "… 10 more layers: 5 complete, 5 waiting",
        ]


@pytest.mark.parametrize("width", [20, 40, 59, 60, 200])
def test_no_line_is_wider_than_the_window(width: int) -> None:
    events = [PullEvent("Pulling from a/very/long/repository/name", "latest"), *layers(3)]
    events.append(PullEvent("Downloading", "layer0000001", 123_456_789, 987_654_321))
    assert all(len(line) <= width for line in draw(events, width=width))


def test_engine_text_can_not_drive_the_terminal() -> None:
    lines = draw([PullEvent("Pulling from \x1b[2Jx", "latest"), PullEvent("\x1b]0;t\x07", "\x1b[31m")])
    assert "\x1b" not in "".join(lines)
    assert "[red]" in draw([PullEvent("[red]", "a")])[1]


class Pulls:
    """Pulls that go on side by side: each begins with its first event."""

    def __init__(self, *names: str, width: int = 80, height: int = 24) -> None:
        self.console = Console(
            file=io.StringIO(), width=width, height=height, force_terminal=True, color_system=None
        )
        self.view = PullsView(self.console)
        self.view.expect(names)

    def tell(self, name: str, *events: PullEvent) -> None:
        """Let an image's events come, and more after them."""
        reached, more = threading.Event(), threading.Event()

        def come() -> Iterator[PullEvent]:
            yield from events
            reached.set()
            more.wait(60)

        threading.Thread(target=self.view.follow, args=(name, come()), daemon=True).start()
        assert reached.wait(60)

    def end(self, name: str, *events: PullEvent) -> None:
        """Let an image's events come, and no more."""
        self.view.follow(name, events)

    def fail(self, name: str, *events: PullEvent) -> None:
        """Let an image's events come, and then a failure."""

        def come() -> Iterator[PullEvent]:
            yield from events
            raise StreamError("no space left")

        with pytest.raises(StreamError):
            self.view.follow(name, come())

    @property
    def lines(self) -> list[str]:
        with self.console.capture() as capture:
            self.console.print(self.view)
        return [line.rstrip() for line in capture.get().splitlines()]


def test_each_layer_is_below_its_own_image() -> None:
    pulls = Pulls("a:1", "b:1", "c:1", "d:1")
    pulls.tell("b:1", PullEvent("Downloading", "bbbb", 1_000_000, 2_000_000))
    pulls.tell("a:1", PullEvent("Waiting", "aaaa"), PullEvent("Pull complete", "bbbb"))
    pulls.end("c:1", PullEvent("Already exists", "cccc"), PullEvent("Status: Image is up to date for c:1"))
    lines = pulls.lines
    assert [line.split("  ")[0] or line.split()[0] for line in lines[:-1]] == [
        "a:1", "aaaa", "bbbb", "b:1", "bbbb", "c:1", "d:1",
    ]  # fmt: skip
    assert lines[0] == "a:1  1/2 layers"
    assert lines[3] == "b:1  0/1 layers  1MB/2MB"
    assert lines[5:7] == ["c:1  Image is up to date", "d:1  waiting"]
    assert lines[-1].startswith("1/4 images  ")
    assert pulls.view.closing_lines()[0] == "Status: Image is up to date for c:1"


def test_an_image_that_failed_says_so_until_it_is_tried_again() -> None:
    pulls = Pulls("a:1", "b:1")
    pulls.fail("a:1", *layers(3))
    assert pulls.lines[0] == "a:1  failed"
    pulls.tell("a:1", *layers(2))
    assert pulls.lines[0] == "a:1  0/2 layers"
    assert [line.split()[0] for line in pulls.lines[1:3]] == ["layer0000000", "layer0000001"]


@pytest.mark.parametrize("width", [40, 80, 120, 200])
@pytest.mark.parametrize("height", [5, 10, 24, 50])
@pytest.mark.parametrize("count", [2, 9, 60])
def test_several_images_fit_the_window(width: int, height: int, count: int) -> None:
    names = [f"registry.example.org/some/team/image-{number}:latest" for number in range(count)]
    pulls = Pulls(*names, width=width, height=height)
    pulls.end(names[0], PullEvent("Status: Downloaded newer image for x"))
    working = names[1:7]
    for name in working:
        pulls.tell(name, *layers(30), PullEvent("Downloading", "layer0000020", 123_456_789, 987_654_321))
    lines = pulls.lines
    assert len(lines) < height
    assert all(len(line) <= width for line in lines)
    assert lines[-1].startswith(f"1/{count} images  0/30 layers"[:width])
    if height >= 10:
        assert sum("layers" in line and "more" not in line for line in lines[:-1]) == len(working)
    if height == 50:
        assert sum("Downloading" in line for line in lines) == len(working)
    if count > height:
        assert any(line.startswith("… ") and " more images: " in line for line in lines)


def test_no_rate_is_told_before_it_is_known() -> None:
    now = [0.0]
    transfer = Transfer(clock=lambda: now[0])
    for step in range(10):
        now[0] = step / 10
        transfer.update(PullEvent("Downloading", "a", 500_000 + step * 100_000, 20_000_000))
        assert transfer.describe() == f"0/1 layers  {human_size(500_000 + step * 100_000)}/20MB"
    now[0] = 1.0
    transfer.update(PullEvent("Downloading", "a", 1_500_000, 20_000_000))
    assert transfer.describe() == "0/1 layers  1.5MB/20MB  1MB/s  19s left"
    now[0] = 4.0  # nothing more has come
    assert transfer.describe() == "0/1 layers  1.5MB/20MB  250kB/s  1m14s left"
