"""How an output looks: --color, variables, the terminal and the user's settings decide it in a stated order."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from dockctl.config.file import ConfigFile
from dockctl.config.look import check_colouring, decide_look
from dockctl.errors import DockctlError
from dockctl.streams import DOCKER, PLAIN, RICH, Look, Output

if TYPE_CHECKING:
    from dockctl.streams import Layout

UTF8 = {"TERM": "xterm-256color", "LANG": "en_US.UTF-8"}


class Screen(Output):
    """A terminal."""

    is_terminal = True


class Pipe(Output):
    """No terminal."""

    is_terminal = False


def look(variables: dict[str, str], color: str = "", settings: dict[str, object] | None = None) -> Look:
    config = ConfigFile(Path("/home/user/.docker"), settings or {})
    return decide_look(Screen(1, "screen"), color, UTF8 | variables, config)


def test_a_usual_terminal_has_colours_and_lists_that_fit_it() -> None:
    assert look({}) == Look(terminal=True, colours=True, layout=RICH, ascii=False)


@pytest.mark.parametrize(
    "variables",
    [{}, {"FORCE_COLOR": "1"}, {"CLICOLOR_FORCE": "1"}, {"DOCKCTL_LAYOUT": "rich"}, {"LC_ALL": "C"}],
)
def test_no_variable_changes_a_pipe(variables: dict[str, str]) -> None:
    for color in ("", "auto", "never"):
        assert decide_look(Pipe(1, "pipe"), color, UTF8 | variables, None) == PLAIN


def test_color_always_colours_a_pipe_in_dockers_layout() -> None:
    assert decide_look(Pipe(1, "pipe"), "always", {"NO_COLOR": "1"}, None) == Look(colours=True, layout=DOCKER)


@pytest.mark.parametrize(
    ("variables", "color", "coloured"),
    [
        ({"NO_COLOR": "1"}, "", False),
        ({"NO_COLOR": ""}, "", True),  # an empty one counts as none
        ({"NO_COLOR": "1"}, "auto", False),
        ({"NO_COLOR": "1"}, "always", True),
        ({"NO_COLOR": "1", "FORCE_COLOR": "1", "CLICOLOR_FORCE": "1"}, "", False),
        ({"CLICOLOR": "0"}, "", False),
        ({"CLICOLOR": "1"}, "", True),
        ({"CLICOLOR": "0", "CLICOLOR_FORCE": "1"}, "", True),
        ({"CLICOLOR": "0", "CLICOLOR_FORCE": "0"}, "", False),
        ({"FORCE_COLOR": "1"}, "never", False),
        ({"TERM": "dumb"}, "", False),
        ({"TERM": "dumb", "FORCE_COLOR": "3"}, "", True),
        ({"TERM": "dumb", "FORCE_COLOR": "0"}, "", False),
        ({"TERM": "dumb"}, "always", True),
    ],
)
def test_what_colours_a_terminal(variables: dict[str, str], color: str, *, coloured: bool) -> None:
    assert look(variables, color).colours is coloured


def test_color_never_changes_colours_alone() -> None:
    assert look({}, "never") == look({})._replace(colours=False)


@pytest.mark.parametrize("term", ["", "dumb", "unknown", "no-such-terminal"])
def test_a_terminal_that_nobody_knows_gets_dockers_layout_plainly(term: str) -> None:
    expected = Look(terminal=False, colours=False, layout=DOCKER)
    assert look({"TERM": term}) == expected
    assert look({"TERM": term, "DOCKCTL_LAYOUT": "rich"}) == expected
    without = {name: value for name, value in UTF8.items() if name != "TERM"}
    assert decide_look(Screen(1, "screen"), "", without, None) == expected


@pytest.mark.parametrize(
    ("variable", "setting", "layout"),
    [
        ("", {}, RICH),
        ("docker", {}, DOCKER),
        ("", {"plugins": {"dockctl": {"layout": "docker"}}}, DOCKER),
        ("rich", {"plugins": {"dockctl": {"layout": "docker"}}}, RICH),
        ("docker", {"plugins": {"dockctl": {"layout": "rich"}}}, DOCKER),
        ("", {"plugins": {"dockctl": "docker"}}, RICH),  # no object: docker itself takes none there
        ("", {"plugins": []}, RICH),
    ],
)
def test_a_variable_or_a_setting_chooses_the_layout(
    variable: str, setting: dict[str, object], layout: Layout
) -> None:
    assert look({"DOCKCTL_LAYOUT": variable}, settings=setting).layout == layout


def test_a_layout_that_does_not_exist_is_refused() -> None:
    with pytest.raises(DockctlError, match='invalid DOCKCTL_LAYOUT "wide": must be one of "docker" or "rich"'):
        look({"DOCKCTL_LAYOUT": "wide"})
    setting: dict[str, object] = {"plugins": {"dockctl": {"layout": "wide"}}}
    with pytest.raises(DockctlError, match=r"invalid plugins.dockctl.layout in /home/user/.docker/config.json"):
        look({}, settings=setting)


def test_a_value_that_color_does_not_take_is_refused() -> None:
    check_colouring("")
    with pytest.raises(DockctlError, match='invalid --color "red"'):
        check_colouring("red")


@pytest.mark.parametrize(
    ("variables", "ascii_"),
    [
        ({"LANG": ""}, False),
        ({"LANG": "C"}, True),
        ({"LANG": "POSIX"}, True),
        ({"LANG": "C.UTF-8"}, False),
        ({"LANG": "de_DE.utf8@euro"}, False),
        ({"LANG": "de_DE"}, False),
        ({"LANG": "de_DE.ISO-8859-15@euro"}, True),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "C"}, True),
        ({"LANG": "C", "LC_ALL": "en_US.UTF-8"}, False),
        ({"LANG": "C", "LC_CTYPE": "C.UTF-8"}, True),  # Python writes that LC_CTYPE itself
        ({"LANG": "", "LC_CTYPE": "C.UTF-8"}, False),
        ({"LANG": "C", "LC_CTYPE": "en_US.UTF-8"}, False),
    ],
)
def test_a_locale_of_ascii_gets_ascii(variables: dict[str, str], *, ascii_: bool) -> None:
    assert look(variables).ascii is ascii_
