"""``--format``: rows as docker's table, as JSON, or through a template.

A row is an object whose properties are the fields of templates. ``RowFormat`` says what a kind of row is
called, which headers its fields have, and what the words ``table``, ``raw`` and ``json`` stand for.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from dockctl.gotemplate.values import as_json
from dockctl.render.table import align, write_table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dockctl.streams import Output

TABLE, RAW, JSON = "table", "raw", "json"
UNKNOWN = "N/A"
_HTML = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})
_LINE_SEPARATORS = str.maketrans({"\u2028": "\\u2028", "\u2029": "\\u2029"})


class RowFormat(NamedTuple):
    """One kind of row: field → header, the fields its table and its JSON have, and how its errors begin.

    ``raw`` is the template that the word of this name stands for, where there is one; ``identity`` is the field
    that --quiet shows, and what it is called in raw lines.
    """

    headers: Mapping[str, str]
    json_fields: Sequence[str]
    fields: Sequence[str] = ()
    raw: str = ""
    identity: tuple[str, str] = ("ID", "")
    parse_error: str = "template parsing error: "
    execution_error: str = "template parsing error: "


def encode(value: Any, *, html_escaped: bool = False) -> str:  # noqa: ANN401  (whatever a field holds)
    """Return ``value`` as Go writes JSON, with nothing between tokens and the keys of maps sorted."""
    if hasattr(value, "to_json"):
        value, html_escaped = value.to_json(), True  # Go escapes what a type encodes by itself
    text = json.dumps(as_json(value), ensure_ascii=False, separators=(",", ":"))
    text = text.translate(_LINE_SEPARATORS)
    return escape_html(text) if html_escaped else text


def escape_html(text: str) -> str:
    """Return JSON with the signs escaped that mean something in HTML."""
    return text.translate(_HTML)


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


class JsonRow:
    """A row that is written as JSON by the fields its kind names."""

    kind: RowFormat
    go_type: str

    def to_json(self) -> dict[str, object]:
        """Return field → value."""
        return {name: getattr(self, name) for name in self.kind.json_fields}


class LabelledRow:
    """A row of what has labels: ``_labels`` holds them."""

    @property
    def _labels(self) -> Mapping[str, str]:
        raise NotImplementedError

    @property
    def Labels(self) -> str:
        """All labels, ``name=value``, sorted."""
        return ",".join(f"{name}={value}" for name, value in sorted(self._labels.items()))

    def Label(self, name: str) -> str:
        """Return one label's value; "" if it has none of that name."""
        return self._labels.get(name, "")
