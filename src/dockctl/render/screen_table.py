"""Lists for people: docker's columns, words and order, laid out for the window and in colours by meaning.

Where a list is too wide, its columns give way in the order of STEPS: the first ones are cut short, or go, until the
rest fits; what then fits again beside columns that are whole is shown. Before that, gaps shrink from three spaces to
two, columns go in which nothing stands, and ports stand one below the other. Names are whole until all other columns
are gone. What is to be ``folded`` is neither cut nor left out, but continued on further lines of its column.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from dockctl.render.cell_style import cell_style
from dockctl.render.cutting import cut_end, cut_middle, cut_start, cut_status, fold
from dockctl.render.screen import QUIET, paint
from dockctl.render.table import NARROWEST, align
from dockctl.render.text import ELLIPSIS, display_width
from dockctl.streams import RICH
from dockctl.visible import to_ascii, visible

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from dockctl.streams import Look, Output

_GAP, _NARROW_GAP = 3, 2
_ANY = "*"  # in a list of steps: each column that has no step of its own
_UNKNOWN_LEAST = 12
_LEAST = 4  # columns that no cell falls below, as long as another can go
_READABLE = 6  # columns in which folded text can be read
_NAMES = {"Names", "Name"}
_GONE = 0

# A field, and the columns that are left to it; none at all where it goes.
STEPS: tuple[tuple[str, int], ...] = (
    ("Comment", _GONE),
    ("Command", 16),
    ("CreatedBy", 24),
    ("Description", 20),
    ("Labels", 16),
    ("Mounts", 16),
    ("Mountpoint", 20),
    ("Error", 16),
    ("Ports", 16),
    ("Command", _GONE),
    ("RunningFor", _GONE),
    ("CreatedSince", _GONE),
    ("CreatedAt", _GONE),
    ("LastUsedSince", _GONE),
    ("CreatedBy", 14),
    ("Labels", _GONE),
    ("Mounts", _GONE),
    ("Description", _GONE),
    ("Digest", 16),
    ("Image", 16),
    ("Repository", 20),
    ("Tag", 10),
    ("DockerEndpoint", 20),
    (_ANY, _UNKNOWN_LEAST),
    ("Status", 14),
    ("CurrentState", 14),
    ("Size", 10),
    ("Image", 12),
    ("Host", 24),
    ("EngineVersion", _GONE),
    ("DesiredState", _GONE),
    ("Mode", _GONE),
    ("Shared", _GONE),
    ("UsageCount", _GONE),
    ("CacheType", _GONE),
    ("Containers", _GONE),
    ("LocalVolumes", _GONE),
    ("Platform", _GONE),
    ("Networks", _GONE),
    ("SharedSize", _GONE),
    ("UniqueSize", _GONE),
    ("ContentSize", _GONE),
    ("IsOfficial", _GONE),
    ("StarCount", _GONE),
    ("Mountpoint", _GONE),
    ("Scope", _GONE),
    ("ManagerStatus", _GONE),
    ("Availability", _GONE),
    ("Active", _GONE),
    ("TotalCount", _GONE),
    ("Ports", _GONE),
    ("InUse", _GONE),
    ("Image", _GONE),
    ("Node", 8),
    ("Node", _GONE),
    ("DiskUsage", _GONE),
    ("Digest", _GONE),
    ("Host", 10),
    ("DockerEndpoint", _GONE),
    ("Driver", _GONE),
    ("Error", _GONE),
    ("Replicas", _GONE),
    ("Status", 6),
    ("CurrentState", 6),
    ("HealthStatus", _GONE),
    ("Size", 6),
    ("Size", _GONE),
    ("Repository", 12),
    ("Tag", 8),
    ("Status", _GONE),
    ("CurrentState", _GONE),
    ("State", _GONE),
    ("Host", _GONE),
    ("ID", _GONE),
)
_KEEP_THEIR_END = (
    "Image", "Repository", "Tag", "Digest", "Name", "Names", "Hostname", "DockerEndpoint", "Mountpoint", "Host",
    "Socket",
)  # fmt: skip
_CUTS: dict[str, Callable[[str, int, str], str]] = {
    "Ports": cut_start,
    "Status": cut_status,
    **dict.fromkeys(_KEEP_THEIR_END, cut_middle),
}
_SEPARATOR = ", "  # between ports
_WIDTH_CHOICES = re.compile("[\ufe0e\ufe0f]")  # of emoji: terminals don't agree how wide they are with one


class Listing(NamedTuple):
    """A list: the field of each column ("" for none of ours), and lines of cells, of which the first is the header.

    ``folded``: nothing is cut or left out. ``steps`` say how columns give way. ``widths`` are what columns have at the
    least as long as there is room.
    """

    fields: Sequence[str]
    lines: Sequence[Sequence[str]]
    folded: bool = False
    steps: Sequence[tuple[str, int]] = STEPS
    widths: Sequence[int] = ()


def write_list(output: Output, listing: Listing, *, indent: int = 0, narrowest: int = NARROWEST) -> None:
    """Write a list as the look of ``output`` wants it, ``indent`` columns from the edge.

    ``narrowest`` is the width that no column of docker's layout falls below.
    """
    if output.look.layout == RICH:
        lines = lay_out(listing, max(1, output.columns - indent), output.look)
    else:
        lines = _as_docker(listing, narrowest, output)
    text = "".join(f"{' ' * indent}{line}\n" for line in lines)
    output.write(text.encode(errors="surrogateescape"))


def _as_docker(listing: Listing, narrowest: int, output: Output) -> list[str]:
    """Return the lines of a list in docker's layout, in colours."""
    text = output.shown("\n".join("\t".join(line) for line in listing.lines))
    painted = [
        [
            paint(cell, cell_style(field, cell) if number else QUIET, output.look)
            for field, cell in zip(_padded(listing.fields, cells), cells, strict=False)
        ]
        for number, cells in enumerate(line.split("\t") for line in text.split("\n"))
    ]
    return align(text, narrowest, painted).split("\n")


def _padded(items: Sequence[str], others: Sequence[str]) -> list[str]:
    """Return ``items`` with "" behind them, until there are as many as ``others``."""
    return [*items, *[""] * (len(others) - len(items))]


def lay_out(listing: Listing, width: int, look: Look) -> list[str]:
    """Return the lines of a list, none of them wider than ``width``."""
    cells = [[_shown(cell, look) for cell in line] for line in listing.lines]
    longest = max(cells, key=len)
    fields = _padded(listing.fields, longest)
    cells = [_padded(line, longest) for line in cells]
    columns = list(zip(*cells, strict=True))
    least = [*listing.widths, *[1] * (len(columns) - len(listing.widths))]
    natural = [max(wide, *map(display_width, column)) for wide, column in zip(least, columns, strict=True)]
    for gap in (_GAP, _NARROW_GAP):
        if _total(natural, gap) <= width:
            return list(_rows(cells, fields, natural, _Layout(gap, look)))
    for number, field in enumerate(fields):
        if field == "Ports":
            natural[number] = max(
                display_width(part) for cell in columns[number] for part in cell.split(_SEPARATOR)
            )
    empty = [number for number, column in enumerate(columns) if not any(column[1:])]
    steps = [] if listing.folded or len(cells) == 1 else [(number, _GONE) for number in empty]
    steps += list(_numbered(listing, fields))
    widths = _narrowed(natural, steps, width)
    gap = _NARROW_GAP
    if not widths and listing.folded:
        names = {number for number, field in enumerate(fields) if field in _NAMES}
        gap, widths = _squeezed_whole(natural, names, width)
    elif not widths:
        widths = _squeezed(_least(natural, steps), width, gap=gap)
    return list(_rows(cells, fields, widths, _Layout(gap, look, folded=listing.folded, splits=True)))


def _shown(cell: str, look: Look) -> str:
    if not cell.isprintable():
        cell = "".join(map(visible, cell))
    cell = cell.rstrip(" ") if cell.isascii() else _WIDTH_CHOICES.sub("", cell).rstrip(" ")
    return to_ascii(cell) if look.ascii else cell


def _total(widths: Sequence[int], gap: int) -> int:
    shown = [width for width in widths if width]
    return sum(shown) + gap * (len(shown) - 1)


def _numbered(listing: Listing, fields: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield the steps for the columns that are there, by their numbers."""
    known = {field for field, _ in listing.steps} | set(_CUTS)
    for field, least in listing.steps:
        if listing.folded and (least == _GONE or field == "Ports"):
            continue
        for number, own in enumerate(fields):
            if own == field or (field == _ANY and own not in known):
                yield number, least


def _narrowed(natural: Sequence[int], steps: Sequence[tuple[int, int]], width: int) -> list[int]:
    """Return the widths of columns after as many ``steps`` as are needed, 0 for those that go; [] if all don't do.

    What a column has lost it gets back as others go.
    """
    taken = _steps_needed(natural, steps, width)
    if taken is None:
        return []
    gone = _gone(natural, taken, width)
    widths = [0 if number in gone else own for number, own in enumerate(natural)]
    missing = _total(widths, _NARROW_GAP) - width
    for number, least in taken:
        if least and missing > 0 and widths[number] > least:
            given = min(missing, widths[number] - least)
            widths[number] -= given
            missing -= given
    return widths


def _gone(natural: Sequence[int], taken: Sequence[tuple[int, int]], width: int) -> set[int]:
    """Return the columns that go by the steps ``taken``: without those that fit again beside what is left."""
    gone = {number for number, least in taken if least == _GONE}
    for number, least in reversed(taken):
        left = [0 if other in gone - {number} else own for other, own in enumerate(natural)]
        if least == _GONE and _total(left, _NARROW_GAP) <= width:
            gone.discard(number)
    return gone


def _steps_needed(
    natural: Sequence[int], steps: Sequence[tuple[int, int]], width: int
) -> list[tuple[int, int]] | None:
    """Return the first of ``steps`` after which the columns fit, leaving one in any case; None if they never do."""
    widths = list(natural)
    taken = []
    for number, least in steps:
        if _total(widths, _NARROW_GAP) <= width:
            break
        if least == _GONE and sum(map(bool, widths)) == 1:
            continue
        widths[number] = min(widths[number], least)
        taken.append((number, least))
    return taken if _total(widths, _NARROW_GAP) <= width else None


def _least(natural: Sequence[int], steps: Sequence[tuple[int, int]]) -> list[int]:
    """Return the widths of columns after all ``steps``; one column stays in any case."""
    widths = list(natural)
    for number, least in steps:
        if least or sum(map(bool, widths)) > 1:
            widths[number] = min(widths[number], least)
    return widths


def _squeezed(widths: Sequence[int], width: int, *, gap: int) -> list[int]:
    """Return narrower columns: the widest lose most, and the last ones go if they must."""
    shown = [number for number, own in enumerate(widths) if own]
    while (
        sum(min(widths[number], _LEAST) for number in shown) + gap * (len(shown) - 1) > width and len(shown) > 1
    ):
        shown.pop()
    return _levelled([own if number in shown else 0 for number, own in enumerate(widths)], width, gap=gap)


def _squeezed_whole(widths: Sequence[int], names: set[int], width: int) -> tuple[int, list[int]]:
    """Return a gap and columns that fit in it, all of them: ``names`` are left whole if the others can be read."""
    for kept, least in ((names, _READABLE), (set[int](), _LEAST)):
        found = _levelled(widths, width, gap=_NARROW_GAP, kept=kept)
        is_readable = all(new >= min(old, least) for new, old in zip(found, widths, strict=True))
        if is_readable and _total(found, _NARROW_GAP) <= width:
            return _NARROW_GAP, found
    return 1, _levelled(widths, width, gap=1)


def _levelled(widths: Sequence[int], width: int, *, gap: int, kept: Collection[int] = ()) -> list[int]:
    """Return columns none of which, but for those that are ``kept``, is wider than lets all of them fit."""
    level = max(widths)
    while True:
        found = [own if number in kept else min(own, level) for number, own in enumerate(widths)]
        if level == 1 or _total(found, gap) <= width:
            return found
        level -= 1


class _Layout(NamedTuple):
    """How cells are put beside one another; ``splits``: ports stand one below the other."""

    gap: int
    look: Look
    folded: bool = False
    splits: bool = False

    def cell_lines(self, text: str, field: str, width: int) -> list[str]:
        """Return the lines of a cell, none wider than ``width``."""
        if display_width(text) <= width:
            return [text]
        parts = _packed(text.split(_SEPARATOR), width) if self.splits and field == "Ports" else [text]
        if self.folded:
            return [line for part in parts for line in fold(part, width)]
        mark = "..." if self.look.ascii else ELLIPSIS
        return [_CUTS.get(field, cut_end)(part, width, mark) for part in parts]


def _packed(parts: Sequence[str], width: int) -> list[str]:
    """Return ``parts`` in lines: one to a line, or several where they are short."""
    lines = [parts[0]]
    for part in parts[1:]:
        longer = f"{lines[-1]}{_SEPARATOR}{part}"
        if display_width(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(part)
    return lines


def _rows(
    cells: Sequence[Sequence[str]], fields: Sequence[str], widths: Sequence[int], layout: _Layout
) -> Iterator[str]:
    """Yield the lines of a list whose columns are so wide; those of no width are left out."""
    shown = [(number, fields[number], own) for number, own in enumerate(widths) if own]
    space = " " * layout.gap
    for row, line in enumerate(cells):
        blocks = [layout.cell_lines(line[number], field if row else "", own) for number, field, own in shown]
        styles = [cell_style(field, line[number]) if row else QUIET for number, field, _ in shown]
        for height in range(max(map(len, blocks), default=1)):
            pieces = []
            pending = ""  # spaces that are written only if something follows them
            for block, style, (_, _, own) in zip(blocks, styles, shown, strict=True):
                text = block[height] if height < len(block) else ""
                if text:
                    pieces += [pending, paint(text, style, layout.look)]
                    pending = ""
                pending += " " * (own - display_width(text)) + space
            yield "".join(pieces)
