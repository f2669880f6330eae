"""stats on a terminal: its order, and how its columns give way."""

from __future__ import annotations

import pytest

from dockctl.engine.stats import Sample
from dockctl.render.rows import TABLE
from dockctl.render.sheet import Page
from dockctl.render.stats import StatsView, in_order
from dockctl.streams import RICH, Look

LOOK = Look(terminal=True, layout=RICH)
SAMPLES = [
    Sample(
        "c", "c" * 64, "shop-web-10", processor=12.5, memory=3 << 20, memory_limit=4 << 20, received=5, sent=5
    ),
    Sample("d", known=False),
    Sample("a", "a" * 64, "shop-web-2", processor=93.0, memory=1 << 20, memory_limit=4 << 20, received=900),
    Sample("b", "b" * 64, "cache", processor=60.0, memory=2 << 20, memory_limit=4 << 20, sent=99),
]


def show(width: int, samples: list[Sample] = SAMPLES, *, look: Look = LOOK, order: str = "") -> list[str]:
    page = Page(look, width)
    StatsView(TABLE, truncate=True, order=order).write(page, samples)
    return page.text.splitlines()


@pytest.mark.parametrize(
    ("order", "names"), [("", "cdab"), ("cpu", "abcd"), ("mem", "cbad"), ("net", "abcd"), ("name", "bacd")]
)
def test_what_uses_most_comes_first_and_what_is_not_known_last(order: str, names: str) -> None:
    assert "".join(sample.container for sample in in_order(SAMPLES, order)) == names


@pytest.mark.parametrize(
    ("width", "headers"),
    [
        (20, "NAME CPU%"),
        (40, "NAME CPU% MEM%"),
        (60, "NAME CPU% MEMUSAGE/LIMIT MEM%"),
        (80, "CONTAINERID NAME CPU% MEMUSAGE/LIMIT MEM% PIDS"),
        (90, "CONTAINERID NAME CPU% MEMUSAGE/LIMIT MEM% NETI/O PIDS"),
        (120, "CONTAINERID NAME CPU% MEMUSAGE/LIMIT MEM% NETI/O BLOCKI/O PIDS"),
        (200, "CONTAINERID NAME CPU% MEMUSAGE/LIMIT MEM% NETI/O BLOCKI/O PIDS"),
    ],
)
def test_columns_go_when_names_are_short(width: int, headers: str) -> None:
    long = Sample("e", "e" * 64, "project-service-with-a-very-long-name-1")
    lines = show(width, [*SAMPLES, long])
    assert all(len(line.rstrip()) <= width for line in lines)
    parts = [part for part in lines[0].split("  ") if part.strip()]
    assert " ".join(part.replace(" ", "") for part in parts) == headers
    assert "project-service-with-a-very-long-name-1" in lines[-1] if width == 200 else lines[-1]
    if width > 20:
        assert "name-1" in lines[-1]


def test_the_column_that_orders_stays_longest() -> None:
    assert "NET I/O" in show(70, order="net")[0]
    assert "NET I/O" not in show(70)[0]


def test_load_is_coloured_and_readable_without() -> None:
    lines = show(120, look=LOOK._replace(colours=True), order="cpu")
    assert "\x1b[31m93.00%" in lines[1]
    assert "\x1b[33m60.00%" in lines[2]
    assert "\x1b[33m75.00%" in lines[3]
    assert "\x1b[2m--" in lines[4]
    assert "\x1b" not in "".join(show(120))


def test_columns_stay_where_they_are_as_figures_change() -> None:
    view = StatsView(TABLE, truncate=True)
    headers = []
    for load in (9.0, 1234.5, 0.1):
        page = Page(LOOK, 120)
        view.write(page, [Sample("a", "a" * 64, "web", processor=load)])
        headers.append(page.text.splitlines()[0].index("MEM USAGE"))
    assert headers[0] < headers[1] == headers[2]
