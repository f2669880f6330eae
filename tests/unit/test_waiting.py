"""What is shown of objects that are waited for."""

from __future__ import annotations

import pytest

from dockctl.render.painting import Painter
from dockctl.render.waiting import Waiting, WaitingView
from dockctl.streams import Look


def show(waiting: Waiting, *, width: int = 80, height: int = 24, ascii_: bool = False) -> list[str]:
    painter = Painter(Look(terminal=True, ascii=ascii_))
    view = WaitingView(painter.console, lambda: waiting)
    return [line.rstrip() for line in painter.paint(view, width, height)]


def test_one_is_a_line() -> None:
    assert [line[2:] for line in show(Waiting("stopping", [("web", "9s left")]))] == [
        "stopping 1: web  9s left"
    ]
    assert [line[2:] for line in show(Waiting("stopping", [("web", "")]))] == ["stopping 1: web"]
    assert [line[2:] for line in show(Waiting("Copying - 5MB"))] == ["Copying - 5MB"]


def test_several_are_a_line_each_in_columns() -> None:
    lines = show(Waiting("stopping", [("web", "9s left"), ("database", "being killed")]))
    assert lines[0][2:] == "stopping 2:"
    assert lines[1:] == ["  web       9s left", "  database  being killed"]


@pytest.mark.parametrize("width", [20, 40, 80, 120, 200])
@pytest.mark.parametrize("height", [3, 5, 24, 50])
@pytest.mark.parametrize("count", [1, 2, 10, 11, 200])
def test_they_fit_the_window(width: int, height: int, count: int) -> None:
    left = [(f"a-project-with-a-long-name-service-{number}", "12s left") for number in range(count)]
    lines = show(Waiting("stopping", left), width=width, height=height)
    assert len(lines) <= min(12, max(3, height - 1))
    assert all(len(line) <= width for line in lines)
    if count > 10:
        assert lines[-1].endswith(" more")
    if 1 < count <= 10 and height > 20:
        assert lines[-1].endswith(f"{count - 1}  12s left")


def test_names_are_neutral_and_ascii_where_nothing_else_is_known() -> None:
    left = [("a\x1b[2J", "9s left")] * 20
    lines = show(Waiting("stopping", left), ascii_=True)
    assert "".join(lines).isascii()
    assert "\x1b" not in "".join(lines)
    assert lines[-1] == "  ... 10 more"
