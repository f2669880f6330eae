"""The functions that every template may call, and how a Python function becomes one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote_plus

from dockctl.gotemplate.errors import CallError
from dockctl.gotemplate.printing import sprint, sprintf, sprintln
from dockctl.gotemplate.values import NO_VALUE, format_value, is_true, type_name

if TYPE_CHECKING:
    from collections.abc import Callable

ANY, STRING, INT = "interface {}", "string", "int"
_HTML = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&#34;", "'": "&#39;", "\0": "\ufffd"}
_JS = {"\\": "\\\\", "'": "\\'", '"': '\\"', "<": "\\u003C", ">": "\\u003E", "&": "\\u0026", "=": "\\u003D"}
_PRINTABLE_FROM = " "


@dataclass(frozen=True)
class Function:
    """A function with the Go types of its parameters; more of type ``rest`` may follow if that is given."""

    call: Callable[..., Any]
    parameters: tuple[str, ...] = ()
    rest: str = ""


def _index(item: object, *keys: object) -> object:
    for key in keys:
        if item is None or item is NO_VALUE:
            raise CallError("index of untyped nil")
        if isinstance(item, dict):
            if not isinstance(key, str):
                raise CallError(f"value has type {type_name(key)}; should be string")
            item = item.get(key, "")
        elif isinstance(item, (list, tuple, str)):
            position = _position(key)
            if not 0 <= position < _size(item):
                kind = (
                    "reflect: string index out of range"
                    if isinstance(item, str)
                    else f"index out of range: {key}"
                )
                raise CallError(kind)
            item = item.encode()[position] if isinstance(item, str) else item[position]
        else:
            raise CallError(f"can't index item of type {type_name(item)}")
    return item


def _size(item: str | list[object] | tuple[object, ...]) -> int:
    return len(item.encode()) if isinstance(item, str) else len(item)


def _position(key: object) -> int:
    if isinstance(key, bool) or not isinstance(key, int):
        shown = "nil" if key is None else f"type {type_name(key)}"
        raise CallError(f"cannot index slice/array with {shown}")
    return key


def _slice(item: object, *bounds: object) -> object:
    if not isinstance(item, (str, list, tuple)):
        raise CallError(f"can't slice item of type {type_name(item)}")
    if len(bounds) > 3:  # noqa: PLR2004  (x[a:b:c] has no more)
        raise CallError(f"too many slice indexes: {len(bounds)}")
    size = _size(item)
    positions = [_position(bound) for bound in bounds]
    for position in positions:
        if not 0 <= position <= size:
            raise CallError(f"index out of range: {position}")
    start, end = (*positions, 0)[0], (positions[1] if len(positions) > 1 else size)
    if start > end:
        raise CallError(f"invalid slice index: {start} > {end}")
    return item.encode()[start:end].decode(errors="replace") if isinstance(item, str) else item[start:end]


def _len(item: object) -> int:
    if isinstance(item, (str, list, tuple, dict)):
        return len(item.encode()) if isinstance(item, str) else len(item)
    if item is None or item is NO_VALUE:
        raise CallError("len of nil pointer")
    raise CallError(f"len of type {type_name(item)}")


def _kind(value: object) -> str:
    if isinstance(value, bool):
        return "bool"
    if isinstance(value, int):
        return "int"  # a duration, too
    kind = {float: "float", str: "string"}.get(type(value))
    if kind is None:
        raise CallError("invalid type for comparison")
    return kind


def _equal(first: object, second: object) -> bool:
    if first is None or second is None:
        return first is second
    if isinstance(first, (list, dict)) or isinstance(second, (list, dict)):
        raise CallError(f"non-comparable type {format_value(first)}: {type_name(first)}")
    if _kind(first) != _kind(second):
        raise CallError("incompatible types for comparison")
    return first == second


def _eq(first: object, *others: object) -> bool:
    if not others:
        raise CallError("missing argument for comparison")
    return any(_equal(first, other) for other in others)


def _less(first: Any, second: Any) -> bool:  # noqa: ANN401  (ordered once their kinds are known)
    kind = _kind(first)
    if kind != _kind(second):
        raise CallError("incompatible types for comparison")
    if kind == "bool":
        raise CallError("invalid type for comparison")
    return bool(first < second)


def _text(values: tuple[object, ...]) -> str:
    return values[0] if len(values) == 1 and isinstance(values[0], str) else sprint(values)


def _html(*values: object) -> str:
    return "".join(_HTML.get(sign, sign) for sign in _text(values))


def _js(*values: object) -> str:
    return "".join(
        _JS.get(sign) or (sign if sign.isprintable() or sign > "\x7f" else f"\\u{ord(sign):04X}")
        for sign in _text(values)
    )


def _urlquery(*values: object) -> str:
    return quote_plus(_text(values))


def _not(value: object) -> bool:
    return not is_true(value)


def _call(value: object, *_: object) -> object:
    if value is None:
        raise CallError("call of nil")
    raise CallError(f"non-function {format_value(value)} of type {type_name(value)}")


BUILTINS: dict[str, Function] = {
    # and and or are the evaluator's: they leave arguments alone.
    "and": Function(lambda *values: values[-1], (ANY,), ANY),
    "or": Function(lambda *values: values[-1], (ANY,), ANY),
    "call": Function(_call, (ANY,), ANY),
    "html": Function(_html, (), ANY),
    "index": Function(_index, (ANY,), ANY),
    "js": Function(_js, (), ANY),
    "len": Function(_len, (ANY,)),
    "not": Function(_not, (ANY,)),
    "print": Function(lambda *values: sprint(values), (), ANY),
    "printf": Function(lambda form, *values: sprintf(form, values), (STRING,), ANY),
    "println": Function(lambda *values: sprintln(values), (), ANY),
    "slice": Function(_slice, (ANY,), ANY),
    "urlquery": Function(_urlquery, (), ANY),
    "eq": Function(_eq, (ANY,), ANY),
    "ne": Function(lambda first, second: not _equal(first, second), (ANY, ANY)),
    "lt": Function(_less, (ANY, ANY)),
    "le": Function(lambda first, second: _less(first, second) or _equal(first, second), (ANY, ANY)),
    "gt": Function(lambda first, second: not (_less(first, second) or _equal(first, second)), (ANY, ANY)),
    "ge": Function(lambda first, second: not _less(first, second), (ANY, ANY)),
}
