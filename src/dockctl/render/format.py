"""``--format``: rows as docker's table, as JSON, or through a template."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dockctl.gotemplate.encoding import encode
from dockctl.render.rows import JSON, RAW, TABLE
from dockctl.render.table import align, write_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dockctl.render.rows import RowFormat
    from dockctl.streams import Output


def write_rows(
    output: Output, rows: Sequence[object], source: str, kind: RowFormat, *, folded: bool = False
) -> None:
    """Write ``rows`` through the template ``source``, one after the other, each with a newline behind it.

    A source that begins with ``table`` has a header and aligned columns, ``folded`` where they are too wide for a
    terminal; ``json`` writes an object a line.
    """
    if not source.startswith(TABLE) or output.look.is_plain:
        output.write(render_listing(rows, source, kind))
        return
    from dockctl.render.screen_table import Listing, write_list
    from dockctl.render.template import render_rows

    text, _ = render_rows(rows, source, kind)
    lines = [line.split("\t") for line in text.removesuffix("\n").split("\n")]
    fields = _fields_of(lines[0], kind) if len(lines) == len(rows) + 1 else ()
    write_list(output, Listing(fields, lines, folded=folded))


def _fields_of(headers: Sequence[str], kind: RowFormat) -> list[str]:
    """Return the first field of each of the ``headers``: "" for one that is none of ours."""
    found: dict[str, str] = {}
    for field, header in kind.headers.items():
        found.setdefault(header, field)
    return [found.get(header.strip(), "") for header in headers]


def render_listing(rows: Sequence[object], source: str, kind: RowFormat) -> str:
    """Return what write_rows() writes."""
    if source == JSON:
        return "".join(f"{encode(row)}\n" for row in rows)
    from dockctl.render.template import render_rows

    text, is_table = render_rows(rows, source, kind)
    return align(text) if is_table else text


def write_fields(
    output: Output, rows: Sequence[object], fields: Sequence[str], kind: RowFormat, *, folded: bool = False
) -> None:
    """Write a table of ``fields``: what write_rows() would make of their template, without one."""
    lines = [
        [kind.headers[name] for name in fields],
        *([getattr(row, name) for name in fields] for row in rows),
    ]
    if not output.look.is_plain:
        from dockctl.render.screen_table import Listing, write_list

        write_list(output, Listing(_fields_of(lines[0], kind), lines, folded=folded))
        return
    write_table(output, "".join("\t".join(cells) + "\n" for cells in lines))


def write_listing(  # noqa: PLR0913  (what kinds of lists differ in)
    output: Output,
    rows: Sequence[object],
    format_: str,
    kind: RowFormat,
    *,
    quiet: bool = False,
    fields: Sequence[str] = (),
    raw: str = "",
    folded: bool = False,
) -> None:
    """Write ``rows`` as ``format_`` says; ``quiet`` shows what they are called, where that is a word, no template.

    ``fields`` and ``raw`` take the place of the kind's own. What is ``folded`` is shown whole in any window.
    """
    raw = raw or kind.raw
    if format_ == TABLE and not quiet:
        write_fields(output, rows, fields or kind.fields, kind, folded=folded)
    elif quiet and (format_ == TABLE or (format_ == RAW and raw)):
        field, label = kind.identity
        start = f"{label}: " if format_ == RAW else ""
        output.write("".join(f"{start}{getattr(row, field)}\n" for row in rows))
    else:
        write_rows(output, rows, raw if format_ == RAW and raw else format_, kind, folded=folded)
