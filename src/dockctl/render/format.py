"""``--format``: rows as docker's table, as JSON, or through a template.

A row is an object whose properties are the fields of templates. ``RowFormat`` says what a kind of row is
called, which headers its fields have, and what the words ``table``, ``raw`` and ``json`` stand for.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dockctl.render.table import write_table, write_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dockctl.streams import Output

TABLE, RAW, JSON = "table", "raw", "json"
_HTML = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})
_LINE_SEPARATORS = str.maketrans({"\u2028": "\\u2028", "\u2029": "\\u2029"})


@dataclass(frozen=True)
class RowFormat:
    """One kind of row: field → header, the fields its JSON has, and how its errors begin."""

    headers: Mapping[str, str]
    json_fields: Sequence[str]
    parse_error: str = "failed to parse template: "
    execution_error: str = "failed to execute template: "


def encode(value: Any, *, escape_html: bool = False) -> str:  # noqa: ANN401  (whatever a field holds)
    """Return ``value`` as Go writes JSON: keys of maps sorted, nothing between tokens."""
    if hasattr(value, "to_json"):
        value, escape_html = value.to_json(), True  # Go escapes what a type encodes by itself
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    text = text.translate(_LINE_SEPARATORS)
    return text.translate(_HTML) if escape_html else text


def write_rows(output: Output, rows: Sequence[object], source: str, kind: RowFormat) -> None:
    """Write ``rows`` through the template ``source``, one after the other, each with a newline behind it.

    A source that begins with ``table`` has a header and aligned columns; ``json`` writes an object a line.
    """
    if source == JSON:
        write_text(output, "".join(f"{encode(row)}\n" for row in rows))
        return
    from dockctl.render.template import render_rows

    text, is_table = render_rows(rows, source, kind)
    (write_table if is_table else write_text)(output, text)


def write_fields(output: Output, rows: Sequence[object], fields: Sequence[str], kind: RowFormat) -> None:
    """Write a table of ``fields``: what write_rows() would make of their template, without one."""
    lines = [
        [kind.headers[name] for name in fields],
        *([getattr(row, name) for name in fields] for row in rows),
    ]
    write_table(output, "".join("\t".join(cells) + "\n" for cells in lines))


class JsonRow:
    """A row that is written as JSON by the fields its kind names."""

    kind: RowFormat

    def to_json(self) -> dict[str, object]:
        """Return field → value."""
        return {name: getattr(self, name) for name in self.kind.json_fields}
