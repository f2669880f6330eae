"""Go's types, for Python's values: what a value is called, what is in it, and what Go calls nothing.

A plain value has the type that Go gives it in an empty interface; a plain list or dictionary of strings is one of
strings. The classes here stand for all others. Text is str, bytes that are not UTF-8 in it are escaped as Python's
``surrogateescape`` does.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any, ClassVar, Final, TypeGuard, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    _Method = TypeVar("_Method", bound=Callable[..., object])

INTERFACE = "interface {}"
# What a function's parameter takes: anything as it is, with VALUE in the interface that it comes in.
ANY, VALUE, STRING, INT, STRINGS = INTERFACE, "reflect.Value", "string", "int", "[]string"
DURATION, TIME = "time.Duration", "time.Time"


class NoValue:
    """No value at all: what a map gives for a key it doesn't have."""


NO_VALUE: Final = NoValue()


class Boxed:
    """What Go keeps in an interface, as an element of a list of anything; None for nil."""

    __slots__ = ("value",)

    def __init__(self, value: object) -> None:
        self.value = value


class Integer(int):
    """A number of one of Go's other integer types."""

    go_type: str = "int64"

    @classmethod
    def of(cls, go_type: str, value: int) -> Integer:
        """Return ``value`` as a ``go_type``."""
        number = cls(value)
        number.go_type = go_type
        return number


class Word(str):
    """Text of a type of its own; its capitalised methods are that type's."""

    go_type: str = "string"
    __slots__ = ()


class JsonNumber(Word):
    """A number as JSON has it, which Go keeps as text."""

    go_type: str = "json.Number"
    __slots__ = ()

    def String(self) -> str:
        """Return the number as it was written."""
        return self[:]


class Slice(list[Any]):
    """A slice whose elements are ``element``; ``is_nil``: empty, but null in JSON. It has room for ``capacity``."""

    def __init__(
        self,
        items: Iterable[object] = (),
        element: str = "string",
        *,
        go_type: str = "",
        is_nil: bool = False,
        room: Sequence[object] = (),
    ) -> None:
        super().__init__(items)
        self.element = element
        self.go_type = go_type or f"[]{element}"
        self.is_nil = is_nil
        self.room = room  # what lies behind the last element, and can be sliced back in

    @property
    def capacity(self) -> int:
        """How far it can be sliced."""
        return len(self) + len(self.room)


class Map(dict[Any, Any]):
    """A map of ``key`` to ``element``; ``is_nil``: empty, but null in JSON."""

    def __init__(
        self,
        items: Mapping[Any, object] | None = None,
        element: str = "string",
        *,
        key: str = "string",
        go_type: str = "",
        is_nil: bool = False,
    ) -> None:
        super().__init__(items or {})
        self.element = element
        self.key = key
        self.go_type = go_type or f"map[{key}]{element}"
        self.is_nil = is_nil


class Pointer:
    """A pointer: to a value of ``go_type`` without its star, or nil.

    ``names`` are the fields of the structure that it could point to.
    """

    __slots__ = ("go_type", "names", "value")

    def __init__(self, value: object, go_type: str = "", names: Collection[str] = ()) -> None:
        self.value = value
        self.go_type = go_type or f"*{type_name(value)}"
        self.names = names

    def to_json(self) -> object:
        """Return the value."""
        return self.value


class Structure:
    """A Go structure with ``fields`` in their order, of which other spellings may be known.

    ``plain`` is what it is as JSON. ``pointers`` are fields that it also has where they are not given: nil. The
    fields of structures that are ``embedded`` are its own, too. ``hidden`` are fields that templates may not read.
    """

    hidden: ClassVar[Collection[str]] = ()

    def __init__(
        self,
        fields: Mapping[str, object],
        plain: object,
        *,
        go_type: str = "struct",
        aliases: Mapping[str, str] | None = None,
        pointers: Collection[str] = (),
        embedded: Sequence[str] = (),
    ) -> None:
        self.go_type = go_type
        self.fields = fields
        self._aliases = aliases or {}
        self._pointers = pointers
        self._embedded = embedded
        self.plain = plain

    def field(self, name: str) -> object:
        """Return the field ``name``; raises KeyError where the structure has none."""
        if name in self.fields:
            return self.fields[name]
        if name in self._pointers:
            return None
        for part in map(self.fields.get, self._embedded):
            inner = part.value if isinstance(part, Pointer) else part
            with suppress(KeyError):
                if isinstance(inner, Structure):
                    return inner.field(name)
        return self.fields[self._aliases[name]]

    def __str__(self) -> str:
        return "{" + " ".join([str(value) for value in self.fields.values()]) + "}"


def type_name(value: object) -> str:
    """Return the name of a value's Go type."""
    named = getattr(value, "go_type", None)
    if named is not None:
        return str(named)
    if isinstance(value, Boxed):
        return INTERFACE
    if isinstance(value, (list, tuple)):
        return f"[]{element_type(value)}"
    if isinstance(value, dict):
        return f"map[string]{element_type(value)}"
    names = {
        bool: "bool",
        int: "int",
        float: "float64",
        complex: "complex128",
        str: "string",
        type(None): "<nil>",
    }
    return names.get(type(value)) or type(value).__name__


def element_type(value: Collection[object]) -> str:
    """Return the type of what is in a list or a map."""
    if isinstance(value, (Slice, Map)):
        return value.element
    items = value.values() if isinstance(value, dict) else value
    return "string" if value and all(isinstance(item, str) for item in items) else INTERFACE


def element(container: Collection[object], item: object) -> object:
    """Return ``item`` as it is taken from ``container``: boxed if that holds anything."""
    return Boxed(item) if element_type(container) == INTERFACE else item


def unboxed(value: object) -> object:
    """Return what an interface holds: None for nil, and for no value."""
    if isinstance(value, Boxed):
        return value.value
    return None if value is NO_VALUE else value


def pointee(value: object) -> tuple[object, bool]:
    """Follow interfaces and pointers; return what is at their end, and whether that is nil."""
    while isinstance(value, (Boxed, Pointer)):
        if value.value is None:
            return value, True
        value = value.value
    return value, value is None


def takes(*parameters: str) -> Callable[[_Method], _Method]:
    """Declare the Go types of a method's parameters; without that they are strings."""

    def mark(method: _Method) -> _Method:
        method.parameters = parameters  # type: ignore[attr-defined]
        return method

    return mark


def as_interface(value: Any) -> object:  # noqa: ANN401  (any JSON)
    """Return JSON as Go reads it into an empty interface: with its numbers as they were written."""
    if isinstance(value, dict):
        return Map({key: as_interface(item) for key, item in value.items()}, INTERFACE)
    if isinstance(value, list):
        return Slice([as_interface(item) for item in value], INTERFACE)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return JsonNumber(value)
    return value


def is_number(value: object) -> TypeGuard[int]:
    """Tell whether a value is of one of Go's integer types."""
    return isinstance(value, int) and not isinstance(value, bool)


def to_bytes(text: str) -> bytes:
    """Return the bytes of Go's string; half a character of JSON's, which UTF-8 can't hold, is Go's sign for that."""
    try:
        return text.encode(errors="surrogateescape")
    except UnicodeEncodeError:
        return "".join("\ufffd" if "\ud800" <= sign <= "\udbff" else sign for sign in text).encode(
            errors="surrogateescape"
        )


def from_bytes(data: bytes) -> str:
    """Return the bytes of a Go string as text."""
    return data.decode(errors="surrogateescape")


def joined(text: str) -> str:
    """Return ``text`` with the halves of characters that have come together in it as one."""
    return text if text.isascii() else from_bytes(to_bytes(text))


_ZEROS: dict[str, object] = {"string": "", "bool": False, "int": 0, "float64": 0.0}


def zero(go_type: str) -> object:
    """Return the zero of a Go type, boxed where that is an interface."""
    if go_type == INTERFACE:
        return Boxed(None)
    if go_type.startswith("[]"):
        return Slice((), go_type[2:], is_nil=True)
    if go_type.startswith("map["):
        key, _, inner = go_type[4:].partition("]")
        return Map({}, inner, key=key, is_nil=True)
    if go_type.startswith("*"):
        return Pointer(None, go_type)
    if go_type in _ZEROS:
        return _ZEROS[go_type]
    return Integer.of(go_type, 0) if "int" in go_type else Structure({}, {}, go_type=go_type)
