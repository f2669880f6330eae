"""What a window of any size shows of a sheet."""

from __future__ import annotations

import pytest
from rich.text import Text

from dockctl.render.painting import Painter
from dockctl.render.sheet import Page, Sheet, listing_sheet
from dockctl.streams import Look

LOOK = Look(terminal=True)


def show(sheet: Sheet, *, width: int = 80, height: int = 24, look: Look = LOOK) -> list[str]:
    return [line.rstrip() for line in Painter(look).paint(sheet.fit(height), width, height)]


def page(text: str) -> Page:
    written = Page(LOOK, 80)
    written.write(text)
    return written


def rows(count: int) -> Page:
    return page("NAME      STATUS\n" + "".join(f"row-{number:<6}running\n" for number in range(count)))


@pytest.mark.parametrize("width", [40, 80, 120, 200])
@pytest.mark.parametrize("height", [24, 50])
@pytest.mark.parametrize("count", [0, 1, 21, 22, 23, 48, 49, 500])
def test_a_sheet_fills_its_window(width: int, height: int, count: int) -> None:
    lines = show(listing_sheet(rows(count), has_header=True, footer="q ends"), width=width, height=height)
    assert len(lines) == height
    assert (lines[0], lines[-1]) == ("NAME      STATUS", "q ends")
    body = [line for line in lines[1:-1] if line]
    room = height - 2
    if count <= room:
        assert [line.split()[0] for line in body] == [f"row-{number}" for number in range(count)]
    else:
        assert [line.split()[0] for line in body[:-1]] == [f"row-{number}" for number in range(room - 1)]
        assert body[-1] == f"… {count - room + 1} more"


@pytest.mark.parametrize(
    ("height", "expected"),
    [
        (1, ["… 9 more"]),
        (2, ["NAME      STATUS", "… 9 more"]),
        (3, ["NAME      STATUS", "… 9 more", "q ends"]),
        (4, ["NAME      STATUS", "row-0     running", "… 8 more", "q ends"]),
        (5, ["NAME      STATUS", "row-0     running", "… 8 more", "lost: b", "q ends"]),
    ],
)
def test_a_tiny_window_keeps_what_counts(height: int, expected: list[str]) -> None:
    notes = ["lost: b"] if height == 5 else []
    assert (
        show(listing_sheet(rows(9), has_header=True, notes=notes, footer="q ends"), height=height) == expected
    )


def test_notes_stand_above_the_footer_and_are_neutral() -> None:
    sheet = listing_sheet(rows(2), has_header=True, notes=["far: \x1b[2J no answer"], footer="q ends")
    lines = show(sheet, height=10)
    assert lines[:4] == [
        "NAME      STATUS",
        "row-0     running",
        "row-1     running",
        r"far: \x1b[2J no answer",
    ]
    assert lines[-1] == "q ends"


def test_a_list_without_a_header_has_rows_alone() -> None:
    assert show(listing_sheet(page("a\nb\n"), has_header=False), height=5) == ["a", "b"]


@pytest.mark.parametrize("text", ["x" * 50, "日本語" * 20, "e\u0301" * 50, "שלום " * 20])
def test_no_line_is_wider_than_the_window(text: str) -> None:
    painted = Painter(LOOK).paint(Sheet(rows=[text]).fit(3), 21, 3)
    assert Text(painted[0]).cell_len <= 21
    assert painted[0].endswith("…")


def test_what_is_not_shown_is_counted_in_rows() -> None:
    text = "".join(f"row-{number}  80/tcp\n       81/tcp\n" for number in range(9))
    assert show(listing_sheet(page(text), has_header=False), height=5)[3:] == ["       81/tcp", "… 7 more"]
    assert show(listing_sheet(page(text), has_header=False), height=4)[2:] == ["row-1  80/tcp", "… 7 more"]


def test_a_page_shows_no_control_characters() -> None:
    assert show(listing_sheet(page("a\x1b[2Jb\n"), has_header=False), height=2) == [r"a\x1b[2Jb"]


def test_without_colours_there_are_none() -> None:
    sheet = listing_sheet(rows(1), has_header=True, notes=["bad"], footer="q ends")
    assert "\x1b" not in "".join(Painter(LOOK).paint(sheet.fit(9), 80, 9))


def test_an_ascii_locale_gets_ascii() -> None:
    sheet = listing_sheet(rows(100), has_header=True, footer="q ends" * 20)
    lines = show(sheet, width=40, height=9, look=LOOK._replace(ascii=True))
    assert lines[-2] == "... 94 more"
    assert "".join(lines).isascii()
