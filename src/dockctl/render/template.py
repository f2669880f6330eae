"""Templates of ``--format``: Go's language with docker's functions, applied to rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dockctl.errors import DockctlError
from dockctl.gotemplate.encoding import NotJsonError, encode
from dockctl.gotemplate.errors import CallError, ExecutionError, TemplateSyntaxError, UnknownFieldError
from dockctl.gotemplate.functions import ANY, INT, STRING, STRINGS, Function
from dockctl.gotemplate.kinds import Slice, from_bytes, to_bytes
from dockctl.gotemplate.template import Template
from dockctl.letters import lower, single, upper
from dockctl.render.rows import TABLE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dockctl.render.rows import RowFormat


_NO_CHARACTERS = dict.fromkeys(range(0xD800, 0xE000), "\ufffd")


class HeaderRow(dict[str, str]):
    """What a table's template is applied to for its first line: field → header."""

    go_type = "formatter.SubHeaderContext"

    def Label(self, name: str) -> str:
        """Return the header of a label: the last part of its name, in words."""
        return name.rpartition(".")[2].replace("-", " ").replace("_", " ")


def _json(value: object) -> str:
    try:
        return encode(value)
    except NotJsonError as error:
        raise CallError(str(error)) from error


def _split(text: str, separator: str) -> Slice:
    if separator:
        return Slice(text.split(separator))
    return Slice(from_bytes(to_bytes(sign)) for sign in text)


def _title(text: str) -> str:
    """Return ``text`` with each word's first letter as a title has it."""
    letters = []
    inside = False
    for sign in _characters(text):
        letters.append(sign if inside else single(sign, sign.title()))
        inside = sign.isalnum() or sign == "_" if sign.isascii() else not sign.isspace()
    return "".join(letters)


def _characters(text: str) -> str:
    """Return ``text`` with Go's sign for none in the place of what is no character."""
    return text if text.isascii() else from_bytes(to_bytes(text)).translate(_NO_CHARACTERS)


def _upper(text: str) -> str:
    return upper(_characters(text))


def _lower(text: str) -> str:
    return lower(_characters(text))


def _pad(text: str, before: int, after: int) -> str:
    if not text:
        return text
    if before < 0 or after < 0:
        raise CallError("strings: negative Repeat count")
    return f"{' ' * before}{text}{' ' * after}"


def _truncate(text: str, length: int) -> str:
    data = to_bytes(text)
    if length < 0:
        raise CallError(f"runtime error: slice bounds out of range [:{length}]")
    return text if len(data) < length else from_bytes(data[:length])


def _identity(text: str, *_: object) -> str:
    return text


FUNCTIONS = {
    "json": Function(_json, (ANY,)),
    "split": Function(_split, (STRING, STRING)),
    "join": Function(lambda items, separator: separator.join(items or ()), (STRINGS, STRING)),
    "title": Function(_title, (STRING,)),
    "lower": Function(_lower, (STRING,)),
    "upper": Function(_upper, (STRING,)),
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
