"""Templates of ``--format``: Go's language with docker's functions, applied to rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dockctl.errors import DockctlError
from dockctl.gotemplate.encoding import encode
from dockctl.gotemplate.errors import ExecutionError, TemplateSyntaxError, UnknownFieldError
from dockctl.gotemplate.functions import ANY, INT, STRING, Function
from dockctl.gotemplate.template import Template
from dockctl.gotemplate.values import NO_VALUE
from dockctl.render.rows import TABLE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dockctl.render.rows import RowFormat


class HeaderRow(dict[str, str]):
    """What a table's template is applied to for its first line: field → header."""

    go_type = "formatter.SubHeaderContext"

    def Label(self, name: str) -> str:
        """Return the header of a label: the last part of its name, in words."""
        return name.rpartition(".")[2].replace("-", " ").replace("_", " ")


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


def render_rows(rows: Sequence[object], source: str, kind: RowFormat) -> tuple[str, bool]:
    """Return ``rows`` as the template ``source`` makes them, each with a newline behind it, and if it is a table.

    A source that begins with ``table`` is one: a header comes first, and its columns are still to be aligned.
    """
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
    return "".join(f"{line}\n" for line in lines), is_table
