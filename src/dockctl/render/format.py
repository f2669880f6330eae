"""``--format``: rows as docker's table, as JSON, or through a template.

A row is an object whose properties are the fields of templates. ``RowFormat`` says what a kind of row is
called, which headers its fields have, and what the words ``table``, ``raw`` and ``json`` stand for.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dockctl.errors import DockctlError
from dockctl.gotemplate import ExecutionError, Template, TemplateSyntaxError, UnknownFieldError
from dockctl.gotemplate.functions import ANY, INT, STRING, Function
from dockctl.gotemplate.values import NO_VALUE
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


class HeaderRow(dict[str, str]):
    """What a table's template is applied to for its first line: field → header."""

    go_type = "formatter.SubHeaderContext"

    def Label(self, name: str) -> str:  # noqa: N802  (the name templates call it by)
        """Return the header of a label: the last part of its name, in words."""
        return name.rpartition(".")[2].replace("-", " ").replace("_", " ")


def encode(value: Any, *, escape_html: bool = False) -> str:  # noqa: ANN401  (whatever a field holds)
    """Return ``value`` as Go writes JSON: keys of maps sorted, nothing between tokens."""
    if hasattr(value, "to_json"):
        value, escape_html = value.to_json(), True  # Go escapes what a type encodes by itself
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    text = text.translate(_LINE_SEPARATORS)
    return text.translate(_HTML) if escape_html else text


def _title(text: str) -> str:
    """Return ``text`` with each word's first letter in upper case."""
    letters = []
    inside = False
    for sign in text:
        letters.append(sign if inside else sign.upper())
        inside = sign.isalnum() or sign in "_'" or (sign > "\x7f" and not sign.isspace())
    return "".join(letters)


def _pad(text: str, before: int, after: int) -> str:
    return f"{' ' * before}{text}{' ' * after}" if text else ""


def _truncate(text: str, length: int) -> str:
    data = text.encode()
    return text if len(data) < length else data[:length].decode(errors="ignore")


def _identity(text: str, *_: object) -> str:
    return text


FUNCTIONS = {
    "json": Function(lambda value: encode(None if value is NO_VALUE else value), (ANY,)),
    "split": Function(
        lambda text, separator: text.split(separator) if separator else list(text), (STRING, STRING)
    ),
    "join": Function(lambda items, separator: separator.join(items), ("[]string", STRING)),
    "title": Function(_title, (STRING,)),
    "lower": Function(str.lower, (STRING,)),
    "upper": Function(str.upper, (STRING,)),
    "pad": Function(_pad, (STRING, INT, INT)),
    "truncate": Function(_truncate, (STRING, INT)),
}
# A table's header shows what a column is, not what the template's functions make of its name.
HEADER_FUNCTIONS = {
    "json": Function(_identity, (STRING,)),
    "split": Function(_identity, (STRING, STRING)),
    "join": Function(_identity, (STRING, STRING)),
    "title": Function(_identity, (STRING,)),
    "lower": Function(_identity, (STRING,)),
    "upper": Function(_identity, (STRING,)),
    "truncate": Function(_identity, (STRING, INT)),
}


def check_template(source: str, row: object, kind: RowFormat) -> Template:
    """Return the template ``source``, tried on a ``row`` without content.

    Raises DockctlError for one that can't be parsed, and for a field that no row has.
    """
    try:
        template = Template(source, FUNCTIONS)
    except TemplateSyntaxError as error:
        raise DockctlError(f"{kind.parse_error}{error}") from error
    try:
        template.render(row)
    except UnknownFieldError as error:
        raise DockctlError(f"{kind.execution_error}{error}") from error
    except ExecutionError:
        pass  # an empty row is not every row: what is wrong with a real one is said then
    return template


def write_rows(output: Output, rows: Sequence[object], source: str, kind: RowFormat) -> None:
    """Write ``rows`` through the template ``source``, one after the other, each with a newline behind it.

    A source that begins with ``table`` has a header and aligned columns; ``json`` writes an object a line.
    """
    if source == JSON:
        write_text(output, "".join(f"{encode(row)}\n" for row in rows))
        return
    is_table = source.startswith(TABLE)
    body = source.removeprefix(TABLE) if is_table else source
    body = body.strip(" ").replace("\\t", "\t").replace("\\n", "\n")
    try:
        template = Template(body, FUNCTIONS)
        lines = [template.render(row) for row in rows]
        if is_table:
            lines.insert(0, template.render(HeaderRow(kind.headers), HEADER_FUNCTIONS))
    except TemplateSyntaxError as error:
        raise DockctlError(f"{kind.parse_error}{error}") from error
    except ExecutionError as error:
        raise DockctlError(f"{kind.execution_error}{error}") from error
    text = "".join(f"{line}\n" for line in lines)
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
