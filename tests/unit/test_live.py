"""The view of a pull: it fits its window whatever comes."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from dockctl.engine.progress import PullEvent
from dockctl.render.live import PullView


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
