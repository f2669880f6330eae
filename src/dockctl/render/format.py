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


def write_rows(output: Output, rows: Sequence[object], source: str, kind: RowFormat) -> None:
    """Write ``rows`` through the template ``source``, one after the other, each with a newline behind it.

    A source that begins with ``table`` has a header and aligned columns; ``json`` writes an object a line.
    """
    output.write(render_listing(rows, source, kind))


def render_listing(rows: Sequence[object], source: str, kind: RowFormat) -> str:
    """Return what write_rows() writes."""
    if source == JSON:
        return "".join(f"{encode(row)}\n" for row in rows)
    from dockctl.render.template import render_rows

    text, is_table = render_rows(rows, source, kind)
    return align(text) if is_table else text


def write_fields(output: Output, rows: Sequence[object], fields: Sequence[str], kind: RowFormat) -> None:
    """Write a table of ``fields``: what write_rows() would make of their template, without one."""
    lines = [
        [kind.headers[name] for name in fields],
        *([getattr(row, name) for name in fields] for row in rows),
    ]
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
) -> None:
    """Write ``rows`` as ``format_`` says; ``quiet`` shows what they are called, where that is a word, no template.

    ``fields`` and ``raw`` take the place of the kind's own.
    """
    raw = raw or kind.raw
    if format_ == TABLE and not quiet:
        write_fields(output, rows, fields or kind.fields, kind)
    elif quiet and (format_ == TABLE or (format_ == RAW and raw)):
        field, label = kind.identity
        start = f"{label}: " if format_ == RAW else ""
        output.write("".join(f"{start}{getattr(row, field)}\n" for row in rows))
    else:
        write_rows(output, rows, raw if format_ == RAW and raw else format_, kind)
