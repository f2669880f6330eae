"""Go's view of Python's values: their types, their truth, and how they are printed."""

from __future__ import annotations

import math
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence


class NoValue:
    """What a map gives for a key it doesn't have."""


NO_VALUE: Final = NoValue()


class NilList(list[object]):
    """A slice that is nil: empty, but null in JSON."""


class NilMap(dict[str, object]):
    """A map that is nil: empty, but null in JSON."""


class Pointer:
    """A pointer to a plain value: true, whatever that is."""

    def __init__(self, value: object) -> None:
        self._value = value

    def to_json(self) -> object:
        """Return the value."""
        return self._value

    def __str__(self) -> str:
        return format_value(self._value)


class Structure:
    """A Go structure with ``fields`` in their order, of which other spellings may be known.

    ``plain`` is what it is as JSON. ``pointers`` are fields that it also has where they are not given: nil. The
    fields of structures that are ``embedded`` are its own, too.
    """

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
        self._fields = fields
        self._aliases = aliases or {}
        self._pointers = pointers
        self._embedded = embedded
        self.plain = plain

    def field(self, name: str) -> object:
        """Return the field ``name``; raises KeyError where the structure has none."""
        if name in self._fields:
            return self._fields[name]
        if name in self._pointers:
            return None
        for part in map(self._fields.get, self._embedded):
            with suppress(KeyError):
                if isinstance(part, Structure):
                    return part.field(name)
        return self._fields[self._aliases[name]]

    def __str__(self) -> str:
        return "{" + " ".join(format_value(value) for value in self._fields.values()) + "}"


def as_json(value: object) -> Any:  # noqa: ANN401  (whatever JSON can hold)
    """Return ``value`` with everything in it as JSON knows it."""
    if isinstance(value, Structure):
        return value.plain
    if isinstance(value, (NilList, NilMap)):
        return None
    if isinstance(value, (list, tuple)):
        return [as_json(item) for item in value]
    if isinstance(value, dict):
        return {key: as_json(value[key]) for key in sorted(value)}  # as Go writes a map
    if hasattr(value, "to_json"):
        return as_json(value.to_json())
    return value


def type_name(value: object) -> str:
    """Return the name of a value's Go type."""
    if isinstance(value, bool):
        return "bool"
    if isinstance(value, (list, tuple)):
        return f"[]{type_name(value[0])}" if value else "[]string"
    if isinstance(value, dict):
        inner = type_name(next(iter(value.values()))) if value else "string"
        return f"map[string]{inner}"
    names = {int: "int", float: "float64", str: "string", type(None): "<nil>"}
    return names.get(type(value)) or str(getattr(value, "go_type", type(value).__name__))


def is_true(value: object) -> bool:
    """Tell whether ``if`` takes a value for true: whatever is not empty."""
    if isinstance(value, NoValue):
        return False
    if value is None or isinstance(value, (bool, int, float, str, list, tuple, dict)):
        return bool(value)
    return True


def format_value(value: object) -> str:
    """Return a value as ``%v`` prints it."""
    if isinstance(value, NoValue):
        return "<no value>"
    if value is None:
        return "<nil>"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return format_float(value)
    if isinstance(value, (list, tuple)):
        return f"[{' '.join(format_value(item) for item in value)}]"
    if isinstance(value, dict):
        inner = " ".join(f"{format_value(key)}:{format_value(value[key])}" for key in sorted(value))
        return f"map[{inner}]"
    return str(value)


_EXPONENT_FROM, _EXPONENT_BELOW = 6, -4
_MOST_DIGITS = 17  # behind the first: no float has more


def format_float(value: float) -> str:
    """Return a float as ``%v`` prints it: the shortest form that is read back as the same."""
    if math.isinf(value):
        return "+Inf" if value > 0 else "-Inf"
    if math.isnan(value):
        return "NaN"
    exponent = int(f"{value:e}".partition("e")[2]) if value else 0
    if _EXPONENT_BELOW <= exponent < _EXPONENT_FROM:
        return repr(value).removesuffix(".0")
    precise = (f"{value:.{digits}e}" for digits in range(_MOST_DIGITS))
    mantissa, _, power = next(text for text in precise if float(text) == value).partition("e")
    return f"{mantissa}e{int(power):+03d}"
