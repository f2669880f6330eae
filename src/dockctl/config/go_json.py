"""JSON as Go's encoding/json reads and writes it: what docker takes is taken, what it refuses is refused in its words.

A :class:`Shape` says what a text is to hold. Names match in any capitals, an object that is given twice is merged, a
value of another type leaves its field as it was and is told of, and what no shape knows is kept as it was written.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from dockctl.late import late_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_DEEPEST = 10_000
_REPLACEMENT = "\ufffd"
_BYTES = "latin-1"  # by which each byte is a character: patterns and positions are about bytes
_CLOSERS = {"{": "}", "[": "]"}
_LITERALS = {"t": "true", "f": "false", "n": "null"}
_KINDS = {"t": "bool", "f": "bool", "n": "null"}
_TEXT = late_pattern(r'"[^"\\\x00-\x1f]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\x00-\x1f]*)*')
_DIGITS = late_pattern(r"[0-9]+")
_WHOLE = late_pattern(r"-?(?:0|[1-9][0-9]*)")
_EXPONENT = late_pattern(r"[eE][+-]?")
_STRING_OR_BLANKS = late_pattern(r'("[^"\\]*(?:\\.[^"\\]*)*")|[ \t\r\n]+')
_BLANKS = frozenset(" \t\r\n")
_HEX = late_pattern(r"[0-9a-fA-F]*")
_ESCAPE = late_pattern(r"\\u([dD][89abAB]..)\\u([dD][c-fC-F]..)|\\u(....)|\\(.)", re.DOTALL)
_SIGNS = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
_MADE_HARMLESS = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


class NotJsonError(ValueError):
    """A text that isn't JSON, in Go's words."""


class Raw(NamedTuple):
    """JSON that is kept as it was written."""

    text: str


class Shape(NamedTuple):
    """What a value is to be: its ``kind`` in JSON, and the Go type ``go`` that messages name.

    The values of an array or an object are of the shape ``item``, unless an object has ``fields``.
    """

    kind: str
    go: str
    item: Shape | None = None
    fields: Mapping[str, Shape] = MappingProxyType({})

    @property
    def zero(self) -> Any:  # noqa: ANN401  (a value of JSON)
        """The value of what isn't given."""
        return {"string": "", "bool": False, "array": [], "object": {}}.get(self.kind)


TEXT = Shape("string", "string")
FLAG = Shape("bool", "bool")
ANY, RAW = Shape("", "interface {}"), Shape("", "json.RawMessage")  # which keep whatever it is


def compact_json(data: bytes) -> str:
    """Return JSON without the blanks between its signs, otherwise as it was written; a byte that is no text is replaced.

    Raises NotJsonError for what isn't JSON.
    """
    read_json(data, ANY)
    text = data.decode("utf-8", "surrogateescape")
    compact = _STRING_OR_BLANKS.sub(lambda match: match[1] or "", text)
    return "".join(_REPLACEMENT if "\udc80" <= sign <= "\udcff" else sign for sign in compact)


def list_of(item: Shape) -> Shape:
    """Return the shape of an array of ``item``."""
    return Shape("array", f"[]{item.go}", item)


def map_of(item: Shape) -> Shape:
    """Return the shape of an object whose names are anybody's and whose values are ``item``."""
    return Shape("object", f"map[string]{item.go}", item)


def structure(go: str, **fields: Shape) -> Shape:
    """Return the shape of an object that has ``fields``."""
    return Shape("object", go, None, fields)


class _Node:
    """A value in the text: where it stands, and what is in it."""

    __slots__ = ("end", "kind", "members", "start")

    def __init__(self, kind: str, start: int, end: int) -> None:
        self.kind, self.start, self.end = kind, start, end
        self.members: list[tuple[str, _Node]] = []


def read_json(data: bytes, shape: Shape, *, whole: bool = True) -> tuple[Any, str]:
    """Return the value in ``data`` and, in Go's words, what of it is of another type than ``shape`` says; "" for nothing.

    Unless ``whole``, what follows the value doesn't matter, and a blank text is like null. Raises NotJsonError.
    """
    text = data.decode(_BYTES)
    scanner = _Scanner(text, "unexpected end of JSON input" if whole else "unexpected EOF")
    if not whole and not text.strip(" \t\r\n"):
        return shape.zero, ""
    node = scanner.scan()
    if whole:
        scanner.expect_end(node.end)
    reader = _Reader(text)
    return reader.fill(shape, node, shape.zero), reader.problem


class _Scanner:
    """Finds the values in a text; deep ones need no deep stack."""

    def __init__(self, text: str, at_end: str) -> None:
        self._text = text
        self._at_end = at_end

    def scan(self) -> _Node:
        """Return the first value; raises NotJsonError."""
        root = self._begin(0, "looking for beginning of value")
        stack = [root] if root.kind in _CLOSERS else []
        while stack:
            node = stack[-1]
            child = self._next_member(node)
            if child is None:
                stack.pop()
                if stack:
                    stack[-1].end = node.end
            elif child.kind in _CLOSERS:
                if len(stack) == _DEEPEST:
                    raise self._unexpected(child.start, "exceeded max depth")
                stack.append(child)
            else:
                node.end = child.end
        return root

    def expect_end(self, position: int) -> None:
        """Raise NotJsonError if anything but blanks follows."""
        position = self._after_blanks(position)
        if position < len(self._text):
            raise self._unexpected(position, "after top-level value")

    def _next_member(self, node: _Node) -> _Node | None:
        """Return what comes next in an array or object, read as far as its first bracket; None at its end."""
        position = self._after_blanks(node.end)
        sign = self._sign(position)
        is_object = node.kind == "{"
        if sign == _CLOSERS[node.kind]:
            node.end = position + 1
            return None
        if node.members:
            if sign != ",":
                raise self._unexpected(
                    position, "after object key:value pair" if is_object else "after array element"
                )
            position = self._after_blanks(position + 1)
        name = ""
        if is_object:
            if self._sign(position) != '"':
                raise self._unexpected(position, "looking for beginning of object key string")
            end = self._end_of_text(position)
            name = unquote(self._text[position:end])
            position = self._after_blanks(end)
            if self._sign(position) != ":":
                raise self._unexpected(position, "after object key")
            position += 1
        child = self._begin(position, "looking for beginning of value")
        node.members.append((name, child))
        return child

    def _begin(self, position: int, context: str) -> _Node:
        """Return the value that begins after ``position``: the whole of it, or its opening bracket."""
        start = self._after_blanks(position)
        sign = self._sign(start)
        if sign in _CLOSERS:
            return _Node(sign, start, start + 1)
        if sign == '"':
            return _Node("string", start, self._end_of_text(start))
        if sign in _LITERALS:
            return _Node(_KINDS[sign], start, self._end_of_literal(start, _LITERALS[sign]))
        if sign == "-" or "0" <= sign <= "9":
            return _Node("number", start, self._end_of_number(start))
        raise self._unexpected(start, context)

    def _end_of_text(self, start: int) -> int:
        end = self._text.find('"', start + 1)
        content = self._text[start + 1 : max(end, 0)]
        if end > 0 and "\\" not in content and content.isascii() and content.isprintable():
            return end + 1  # as nearly all are: no pattern needs to be compiled
        match = _TEXT.match(self._text, start)
        end = match.end() if match else start + 1
        sign = self._sign(end)
        if sign == '"':
            return end + 1
        if sign != "\\":
            raise self._unexpected(end, "in string literal")
        if self._sign(end + 1) != "u":
            raise self._unexpected(end + 1, "in string escape code")
        digits = _HEX.match(self._text, end + 2)
        raise self._unexpected(digits.end() if digits else end + 2, "in \\u hexadecimal character escape")

    def _end_of_literal(self, start: int, word: str) -> int:
        for offset, letter in enumerate(word):
            if self._sign(start + offset) != letter:
                raise self._unexpected(start + offset, f"in literal {word} (expecting {quote_sign(letter)})")
        return start + len(word)

    def _end_of_number(self, start: int) -> int:
        whole = _WHOLE.match(self._text, start)
        if whole is None:
            raise self._unexpected(start + 1, "in numeric literal")
        end = whole.end()
        if self._text[end : end + 1] == ".":
            end = self._end_of_digits(end + 1, "after decimal point in numeric literal")
        exponent = _EXPONENT.match(self._text, end)
        return self._end_of_digits(exponent.end(), "in exponent of numeric literal") if exponent else end

    def _end_of_digits(self, start: int, context: str) -> int:
        digits = _DIGITS.match(self._text, start)
        if digits is None:
            raise self._unexpected(start, context)
        return digits.end()

    def _after_blanks(self, position: int) -> int:
        while self._text[position : position + 1] in _BLANKS:
            position += 1
        return position

    def _sign(self, position: int) -> str:
        """Return the character at ``position``; raises NotJsonError at the end."""
        if position >= len(self._text):
            raise NotJsonError(self._at_end)
        return self._text[position]

    def _unexpected(self, position: int, context: str) -> NotJsonError:
        return NotJsonError(f"invalid character {quote_sign(self._sign(position))} {context}")


class _Reader:
    """Makes values of what a scanner has found; ``problem`` is the first that was of another type."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.problem = ""

    def fill(self, shape: Shape, node: _Node, known: Any, owner: str = "", path: str = "") -> Any:  # noqa: ANN401
        """Return the value of ``node``, or what is ``known`` where it has none of this shape.

        ``owner`` is the Go type whose field this is, ``path`` the names of the fields that lead here.
        """
        kind = {"{": "object", "[": "array"}.get(node.kind, node.kind)
        if not shape.kind:
            return Raw(self._source(node))
        if kind == "null":
            return known if shape.kind in {"string", "bool"} or shape.fields else shape.zero
        if kind != shape.kind:
            place = f"struct field {owner}.{path}" if path else "value"
            self.problem = self.problem or f"json: cannot unmarshal {kind} into Go {place} of type {shape.go}"
            return known
        if kind in {"string", "bool"}:
            source = self._text[node.start : node.end]
            return unquote(source) if kind == "string" else source == "true"
        if shape.fields:
            return self._fill_fields(shape, node, known, path)
        item = shape.item or ANY
        values = [(name, self.fill(item, member, item.zero, owner, path)) for name, member in node.members]
        return [value for _, value in values] if kind == "array" else {**known, **dict(values)}

    def _fill_fields(self, shape: Shape, node: _Node, known: dict[str, Any], path: str) -> dict[str, Any]:
        names = {_fold(name): name for name in shape.fields}
        owner = shape.go.rpartition(".")[2]
        values = dict(known)
        for given, member in node.members:
            name = given if given in shape.fields else names.get(_fold(given), "")
            if name:
                inner = shape.fields[name]
                where = f"{path}.{name}" if path else name
                values[name] = self.fill(inner, member, values.get(name, inner.zero), owner, where)
            else:
                values[given] = Raw(self._source(member))
        return values

    def _source(self, node: _Node) -> str:
        return _replaced(self._text[node.start : node.end])


def _fold(name: str) -> str:
    """Return ``name`` without its capitals, as Go compares names."""
    return name.translate({0x17F: "s", 0x212A: "k"}).lower()


def _replaced(text: str) -> str:
    """Return the text whose bytes ``text`` has, each that is no UTF-8 as U+FFFD."""
    if text.isascii():
        return text
    decoded = text.encode(_BYTES).decode("utf-8", "surrogateescape")
    return "".join(_REPLACEMENT if "\ud800" <= sign <= "\udfff" else sign for sign in decoded)


def unquote(literal: str) -> str:
    """Return the text that a JSON string, quotes and all and a character for each byte, stands for."""

    def replace(match: re.Match[str]) -> str:
        high, low, code, sign = match.groups()
        if sign:
            return _SIGNS.get(sign, sign)
        if code is None:
            return chr(0x10000 + ((int(high, 16) - 0xD800) << 10) + (int(low, 16) - 0xDC00))
        return _REPLACEMENT if code[0] in "dD" and code[1] in "89abcdefABCDEF" else chr(int(code, 16))

    text = _replaced(literal[1:-1])
    return _ESCAPE.sub(replace, text) if "\\" in text else text


def quote_sign(sign: str) -> str:
    """Return a character as Go's messages quote it."""
    from dockctl.visible import quote

    written = {"'": "\\'", '"': '"'}.get(sign) or quote(sign)[1:-1]
    return f"'{written}'"


def write_json(value: object, *, order: tuple[str, ...] = (), indent: str = "") -> str:
    """Return ``value`` as Go writes it: its names sorted, but those in ``order`` first.

    With an ``indent`` each member has a line.
    """
    return "".join(_write(value, order, indent, "\n" if indent else ""))


def _write(value: object, order: tuple[str, ...], indent: str, line: str) -> Iterator[str]:
    if isinstance(value, Raw):
        yield value.text
    elif isinstance(value, dict):
        gap = " " if indent else ""
        members = [(f"{quote_text(name)}:{gap}", value[name]) for name in _sorted(value, order)]
        yield from _write_members(members, "{}", indent, line)
    elif isinstance(value, list):
        yield from _write_members([("", item) for item in value], "[]", indent, line)
    elif isinstance(value, str):
        yield quote_text(value)
    else:
        yield "null" if value is None else str(value).lower()


def _write_members(
    members: Sequence[tuple[str, object]], brackets: str, indent: str, line: str
) -> Iterator[str]:
    yield brackets[0]
    for number, (label, value) in enumerate(members):
        yield f"{',' if number else ''}{line}{indent}{label}"
        yield from _write(value, (), indent, f"{line}{indent}")
    yield f"{line if members else ''}{brackets[1]}"


def _sorted(names: Mapping[str, object], order: tuple[str, ...]) -> list[str]:
    ranks = {name: rank for rank, name in enumerate(order)}
    return sorted(names, key=lambda name: (ranks.get(name, len(order)), name.encode(errors="surrogateescape")))


def quote_text(text: str) -> str:
    """Return a text as a JSON string; what HTML would take for its own is escaped."""
    import json

    quoted = json.dumps(text, ensure_ascii=False)
    for sign, escape in _MADE_HARMLESS.items():
        quoted = quoted.replace(sign, escape)
    return quoted
