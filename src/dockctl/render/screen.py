"""What people see: our few styles, lines in them, and a Rich console that knows them.

The styles are of the sixteen colours that users choose for their own background, be it light or dark. None says
anything that words don't say, too.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple, TextIO

from dockctl.render.cutting import fold
from dockctl.render.text import display_width
from dockctl.streams import RICH

if TYPE_CHECKING:
    from rich.console import Console

    from dockctl.streams import Look, Output

QUIET, HEADING, GOOD, PASSING, BAD = "quiet", "heading", "good", "passing", "bad"
_STYLES = {
    QUIET: "dim",
    HEADING: "bold",
    GOOD: "green",
    PASSING: "yellow",
    BAD: "red",
}
_LEAST = 4  # columns that are left to a text beside what stands before it


@cache
def style_marks(style: str) -> tuple[str, str]:
    """Return what turns one of our styles on, and off again."""
    from rich.color import ColorSystem
    from rich.style import Style

    text = Style.parse(_STYLES[style]).render("\0", color_system=ColorSystem.STANDARD)
    on, _, off = text.partition("\0")
    return on, off


def paint(text: str, style: str, look: Look) -> str:
    """Return ``text`` in one of our styles, as it is where ``look`` has no colours or ``style`` is ""."""
    if not (style and text and look.colours):
        return text
    on, off = style_marks(style)
    return f"{on}{text}{off}"


class Line(NamedTuple):
    """A text after its ``mark``; where the window is too narrow it goes on ``hanging`` columns from the edge."""

    text: str
    style: str = ""
    mark: str = ""
    mark_style: str = ""
    hanging: int = 0


def write_line(output: Output, line: Line) -> None:
    """Write one line."""
    output.write(format_line(output, line).encode(errors="surrogateescape"))


def format_line(output: Output, line: Line) -> str:
    """Return a line as ``output`` shows it, with its newlines."""
    look = output.look
    mark, text = output.shown(line.mark), output.shown(line.text)
    pieces = [text]
    if look.layout == RICH and display_width(mark + text) > output.columns:
        pieces = fold(text, max(_LEAST, output.columns - max(line.hanging, display_width(mark))))
    pieces = [paint(piece, line.style, look) for piece in pieces]
    pieces[0] = paint(mark, line.mark_style, look) + pieces[0]
    return f"\n{' ' * line.hanging}".join(pieces) + "\n"


def make_console(file: TextIO, look: Look) -> Console:
    """Return a console over ``file`` that knows our styles by their names and writes what ``look`` allows."""
    from rich.console import Console
    from rich.theme import Theme

    return Console(
        file=file,
        force_terminal=look.terminal,
        color_system="standard" if look.colours else None,
        no_color=not look.colours,
        theme=Theme(_STYLES),
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )
