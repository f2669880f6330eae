"""The functions that every template may call, and how a Python function becomes one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote_plus

from dockctl.gotemplate.comparing import equal, is_less
from dockctl.gotemplate.errors import CallError
from dockctl.gotemplate.kinds import (
    ANY,
    INT,
    NO_VALUE,
    STRING,
    STRINGS,
    VALUE,
    Integer,
    Map,
    Pointer,
    Slice,
    element,
    element_type,
    from_bytes,
    is_number,
    joined,
    pointee,
    to_bytes,
    type_name,
    unboxed,
    zero,
)
from dockctl.gotemplate.printing import sprint, sprintf, sprintln
from dockctl.gotemplate.values import is_true

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_HTML = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&#34;", "'": "&#39;", "\0": "\ufffd"}
_JS = {"\\": "\\\\", "'": "\\'", '"': '\\"', "<": "\\u003C", ">": "\\u003E", "&": "\\u0026", "=": "\\u003D"}
_TOO_LARGE = 1 << 63  # for a signed number
_MOST_BOUNDS = 3  # x[a:b:c]


@dataclass(frozen=True)
class Function:
    """A function with the Go types of its parameters; more of type ``rest`` may follow if that is given.

    One with ``stops_at`` gives the first of its arguments that is so, or the last, and looks at no others. With
    ``names_argument`` it is also given its first argument as it is written.
    """

    call: Callable[..., Any]
    parameters: tuple[str, ...] = ()
    rest: str = ""
    stops_at: bool | None = None
    names_argument: bool = False


def _index(item: object, *keys: object) -> object:
    item = unboxed(item)
    if item is None:
        raise CallError("index of untyped nil")
    for boxed in keys:
        key = unboxed(boxed)
        item, is_nil = pointee(item)
        if is_nil:
            raise CallError("index of nil pointer")
        if isinstance(item, dict):
            item = _entry(item, key)
        elif isinstance(item, str):
            data = to_bytes(item)
            position = _position(key, len(data))
            if position == len(data):
                raise CallError("reflect: string index out of range")
            item = Integer.of("uint8", data[position])
        elif isinstance(item, (list, tuple)):
            position = _position(key, len(item))
            if position == len(item):
                raise CallError("reflect: slice index out of range")
            item = element(item, item[position])
        else:
            raise CallError(f"can't index item of type {type_name(item)}")
    return item


def _entry(items: dict[Any, object], key: object) -> object:
    """Return what a map has for ``key``, or the zero of its type."""
    wanted = items.key if isinstance(items, Map) else STRING
    if key is None:
        raise CallError(f"value is nil; should be of type {wanted}")
    if type_name(key) != wanted:
        raise CallError(f"value has type {type_name(key)}; should be {wanted}")
    return element(items, items[key]) if key in items else zero(element_type(items))


def _position(key: object, end: int) -> int:
    if not is_number(key):
        shown = "nil" if key is None else f"type {type_name(key)}"
        raise CallError(f"cannot index slice/array with {shown}")
    if not 0 <= key <= end:
        number = int(key) if key < _TOO_LARGE else int(key) - 2 * _TOO_LARGE
        raise CallError(f"index out of range: {number}")
    return int(key)


def _slice(item: object, *bounds: object) -> object:
    item = unboxed(item)
    if item is None:
        raise CallError("slice of untyped nil")
    if len(bounds) > _MOST_BOUNDS:
        raise CallError(f"too many slice indexes: {len(bounds)}")
    if not isinstance(item, (str, list, tuple)):
        raise CallError(f"can't slice item of type {type_name(item)}")
    if isinstance(item, str) and len(bounds) == _MOST_BOUNDS:
        raise CallError("cannot 3-index slice a string")
    data: bytes | Sequence[object] = (
        to_bytes(item) if isinstance(item, str) else [*item, *getattr(item, "room", ())]
    )
    positions = [_position(unboxed(bound), len(data)) for bound in bounds]
    length = len(data) if isinstance(item, str) else len(item)
    start, end, last = (*positions, *(0, length, len(data))[len(positions) :])
    for low, high in ((start, end), (end, last)):
        if low > high:
            raise CallError(f"invalid slice index: {low} > {high}")
    if isinstance(data, bytes):
        return from_bytes(data[start:end])
    return Slice(data[start:end], element_type(item), room=data[end:last])


def _len(item: object) -> int:
    inner, is_nil = pointee(item)
    if is_nil:
        raise CallError("len of nil pointer")
    if inner is NO_VALUE:
        raise CallError("reflect: call of reflect.Value.Type on zero Value")
    if isinstance(inner, str):
        return len(to_bytes(inner))
    if isinstance(inner, (list, tuple, dict)):
        return len(inner)
    raise CallError(f"len of type {type_name(inner)}")


def _shown(values: tuple[object, ...]) -> str:
    """Return arguments as one text, as a template would write them."""
    if len(values) == 1 and isinstance(values[0], str):
        return joined(values[0][:]) if type(values[0]) is str else sprint(values)
    return sprint([_printable(value) for value in values])


def _printable(value: object) -> object:
    if value is None:
        return "<no value>"
    if isinstance(value, Pointer):
        inner, is_nil = pointee(value)
        return value if is_nil else inner
    return value


def _html(*values: object) -> str:
    return "".join([_HTML.get(sign, sign) for sign in _shown(values)])


def _js(*values: object) -> str:
    return "".join([_JS.get(sign) or _js_escape(sign) for sign in _shown(values)])


def _js_escape(sign: str) -> str:
    if sign.isprintable() or sign == "\x7f" or "\ud800" <= sign <= "\udfff":
        return sign
    return f"\\u{ord(sign):04X}"


def _urlquery(*values: object) -> str:
    return quote_plus(to_bytes(_shown(values)))


def _call(name: str, value: object, *_: object) -> object:
    value = unboxed(value)
    if value is None:
        raise CallError("call of nil")
    raise CallError(f"non-function {name} of type {type_name(value)}")


def _print(*values: object) -> str:
    return sprint(values)


BUILTINS: dict[str, Function] = {
    "and": Function(lambda *values: values[-1], (VALUE,), VALUE, stops_at=False),
    "or": Function(lambda *values: values[-1], (VALUE,), VALUE, stops_at=True),
    "call": Function(_call, (VALUE,), VALUE, names_argument=True),
    "html": Function(_html, (), ANY),
    "index": Function(_index, (VALUE,), VALUE),
    "js": Function(_js, (), ANY),
    "len": Function(_len, (VALUE,)),
    "not": Function(lambda value: not is_true(value), (VALUE,)),
    "print": Function(_print, (), ANY),
    "printf": Function(lambda form, *values: sprintf(form, values), (STRING,), ANY),
    "println": Function(lambda *values: sprintln(values), (), ANY),
    "slice": Function(_slice, (VALUE,), VALUE),
    "urlquery": Function(_urlquery, (), ANY),
    "eq": Function(equal, (VALUE,), VALUE),
    "ne": Function(lambda first, second: not equal(first, second), (VALUE, VALUE)),
    "lt": Function(is_less, (VALUE, VALUE)),
    "le": Function(lambda first, second: is_less(first, second) or equal(first, second), (VALUE, VALUE)),
    "gt": Function(lambda first, second: not (is_less(first, second) or equal(first, second)), (VALUE, VALUE)),
    "ge": Function(lambda first, second: not is_less(first, second), (VALUE, VALUE)),
}
__all__ = ["ANY", "BUILTINS", "INT", "STRING", "STRINGS", "VALUE", "Function"]
