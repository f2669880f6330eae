"""Go's fmt.Sprintf, Sprint and Sprintln."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dockctl.gotemplate.directives import Directive, Flags, directives
from dockctl.gotemplate.floats import format_float
from dockctl.gotemplate.kinds import (
    INTERFACE,
    NO_VALUE,
    Boxed,
    Integer,
    Pointer,
    Slice,
    Structure,
    is_number,
    joined,
    to_bytes,
    type_name,
)
from dockctl.gotemplate.quoting import can_backquote, character, quote_character
from dockctl.visible import quote

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = ["quote", "sprint", "sprintf", "sprintln"]
_PLAIN = Flags()
_BASES = {"d": "d", "v": "d", "b": "b", "o": "o", "O": "o", "x": "x", "X": "X"}
_PREFIXES = {"b": "0b", "x": "0x", "X": "0X"}
_UNSIGNED = ("uint", "byte")
_STRING_VERBS = "vsxXq"
_BYTE_LISTS = {"[]uint8"}
_WRAP = 1 << 64
_DEFAULT_PRECISION = 6


def sprint(values: Sequence[object]) -> str:
    """Return the values one after the other, with a space between two of which none is a string."""
    parts: list[str] = []
    for number, value in enumerate(values):
        if number and not isinstance(value, str) and not isinstance(values[number - 1], str):
            parts.append(" ")
        parts.append(_argument(value, "v", _PLAIN))
    return joined("".join(parts))


def sprintln(values: Sequence[object]) -> str:
    """Return the values with spaces between and a newline behind."""
    return joined(" ".join([_argument(value, "v", _PLAIN) for value in values]) + "\n")


def sprintf(form: str, values: Sequence[object]) -> str:
    """Return ``form`` with its directives filled in; what doesn't fit is told in Go's words."""
    parts: list[str] = []
    left: Sequence[object] = ()
    for part in directives(form, values):
        if isinstance(part, str):
            parts.append(part)
        elif isinstance(part, Directive):
            parts.append(part.complaint + _argument(part.value, part.verb, part.flags))
        else:
            left = part
    if left:
        parts.append(f"%!(EXTRA {', '.join([_typed(value) for value in left])})")
    return joined("".join(parts))


def _typed(value: object) -> str:
    return "<nil>" if value is None else f"{type_name(value)}={_argument(value, 'v', _PLAIN)}"


def _argument(value: object, verb: str, flags: Flags) -> str:
    """Return one argument: nothing has been taken out of anything yet."""
    if value is NO_VALUE:
        return "<no value>"
    if isinstance(value, Boxed):
        value = value.value
    if value is None:
        return flags.pad("<nil>") if verb in "Tv" else f"%!{verb}(<nil>)"
    if verb == "T":
        return flags.pad(flags.truncate(type_name(value)))
    return _value(value, verb, flags, depth=0)


@dataclass(frozen=True, slots=True)
class _Bad:
    """A verb that a value doesn't know: the value is shown without calling its methods."""

    verb: str

    def write(self, value: object, flags: Flags) -> str:
        return f"%!{self.verb}({type_name(value)}={_value(value, 'v', flags, depth=0, methods=False)})"


def _value(value: object, verb: str, flags: Flags, *, depth: int, methods: bool = True) -> str:
    if isinstance(value, Boxed):
        value = value.value
        if value is None:
            return f"{INTERFACE}(nil)" if flags.sharp_v else "<nil>"
    if value is None:
        return "<nil>"
    if methods and verb in _STRING_VERBS and not flags.sharp_v:
        stringer = getattr(value.value if isinstance(value, Pointer) else value, "String", None)
        if stringer is not None:
            return _string(stringer(), verb, flags) or _Bad(verb).write(value, flags)
    if isinstance(value, Pointer):
        return _pointer(value, verb, flags, depth)
    if isinstance(value, (list, tuple, dict)):
        return _collection(value, verb, flags, depth)
    if isinstance(value, Structure):
        return _structure(value.go_type, value.fields, verb, flags, depth)
    text = _scalar(value, verb, flags)
    if text is None:
        return _Bad(verb).write(value, flags)
    return text


def _scalar(value: object, verb: str, flags: Flags) -> str | None:
    """Return what is in a plain value, None for a verb that it doesn't know."""
    if isinstance(value, bool):
        return flags.pad("true" if value else "false") if verb in "tv" else None
    if is_number(value):
        return _integer(value, verb, flags)
    if isinstance(value, float):
        return _float(value, verb, flags)
    if isinstance(value, complex):
        return _complex(value, verb, flags)
    if isinstance(value, str):
        return _string(value[:], verb, flags)
    if hasattr(value, "to_json"):
        plain = value.to_json()
        return _structure(type_name(value), plain if isinstance(plain, dict) else {"": plain}, verb, flags, 0)
    return flags.pad(str(value))


# Values that hold others: the verb and its flags are for each of those.


def _pointer(value: Pointer, verb: str, flags: Flags, depth: int) -> str:
    """Return a pointer: where Go would show an address, what is there."""
    if value.value is None:
        if flags.sharp_v:
            return f"({value.go_type})(nil)"
        if verb in "bodxX":
            return _digits(0, verb, flags)
        return flags.pad("<nil>") if verb == "v" else f"%!{verb}({value.go_type}={flags.pad('<nil>')})"
    mark = "&" if depth == 0 and isinstance(value.value, (Structure, list, dict)) else ""
    return mark + _value(value.value, verb, flags, depth=depth + 1)


def _collection(
    value: list[object] | tuple[object, ...] | dict[str, object], verb: str, flags: Flags, depth: int
) -> str:
    go_type = type_name(value)
    if isinstance(value, Slice) and go_type in _BYTE_LISTS and verb in "sqxX":
        return _string(bytes(value).decode(errors="surrogateescape"), verb, flags) or ""
    if flags.sharp_v and getattr(value, "is_nil", False):
        return f"{go_type}(nil)"
    if isinstance(value, dict):
        start = "map["
        items = [
            f"{_value(key, verb, flags, depth=depth + 1)}:{_value(value[key], verb, flags, depth=depth + 1)}"
            if value[key] is not None or not flags.sharp_v
            else f"{_value(key, verb, flags, depth=depth + 1)}:{INTERFACE}(nil)"
            for key in sorted(value)
        ]
    else:
        start = "["
        items = [
            f"{INTERFACE}(nil)"
            if item is None and flags.sharp_v
            else _value(item, verb, flags, depth=depth + 1)
            for item in value
        ]
    if flags.sharp_v:
        named = "[]byte" if go_type in _BYTE_LISTS and not depth else go_type
        return f"{named}{{{', '.join(items)}}}"
    return f"{start}{' '.join(items)}]"


def _structure(go_type: str, fields: object, verb: str, flags: Flags, depth: int) -> str:
    assert isinstance(fields, dict)  # noqa: S101  (for the type checker: both callers have one)
    named = flags.plus_v or flags.sharp_v
    items = [
        (f"{name}:" if named else "")
        + (
            f"{INTERFACE}(nil)"
            if item is None and flags.sharp_v
            else _value(item, verb, flags, depth=depth + 1)
        )
        for name, item in fields.items()
    ]
    return f"{go_type}{{{', '.join(items)}}}" if flags.sharp_v else f"{{{' '.join(items)}}}"


# Plain values.


def _integer(value: int, verb: str, flags: Flags) -> str | None:
    unsigned = isinstance(value, Integer) and value.go_type.startswith(_UNSIGNED)
    number = int(value)
    if verb == "v" and flags.sharp_v and unsigned:
        return _digits(number, "x", flags.but(sharp=True))
    if verb in _BASES:
        return _digits(number, verb, flags)
    if verb == "c":
        return flags.pad(character(number))
    if verb == "q":
        return flags.pad(quote_character(number, ascii_only=flags.plus))
    if verb == "U":
        return _code_point(number % _WRAP, flags)
    return None


def _digits(number: int, verb: str, flags: Flags) -> str:
    precision = 0
    if flags.precision is not None:
        precision = flags.precision
        if not precision and not number:
            return flags.but(zero=False).pad("")
    elif flags.zero and not flags.minus and flags.width is not None:
        precision = flags.width - (number < 0 or flags.plus or flags.space)
    digits = format(abs(number), _BASES[verb]).rjust(precision, "0")
    if flags.sharp:
        digits = _PREFIXES.get(verb, "") + digits if verb in _PREFIXES else digits
        if verb in "oO" and not digits.startswith("0"):
            digits = f"0{digits}"
    if verb == "O":
        digits = f"0o{digits}"
    sign = "-" if number < 0 else "+" if flags.plus else " " if flags.space else ""
    return flags.but(zero=False).pad(sign + digits)


def _code_point(code: int, flags: Flags) -> str:
    text = f"U+{format(code, 'X').rjust(max(flags.precision or 0, 4), '0')}"
    sign = character(code)
    if flags.sharp and ord(sign) == code and sign.isprintable():
        text += f" '{sign}'"
    return flags.but(zero=False).pad(text)


def _float(value: float, verb: str, flags: Flags) -> str | None:
    if verb not in "vbgGxXfFeE":
        return None
    form = {"v": "g", "F": "f"}.get(verb, verb)
    precision = flags.precision
    if precision is None and form in "feE":
        precision = _DEFAULT_PRECISION
    text = format_float(value, form, precision)
    if text[0] not in "+-":
        text = f"+{text}"
    if flags.space and text[0] == "+" and not flags.plus:
        text = f" {text[1:]}"
    if text[1] in "IN":
        if text[1] == "N" and not flags.space and not flags.plus:
            text = text[1:]
        elif text[0] == "+" and not flags.plus:
            text = text[1:] if not flags.space else text
        return flags.but(zero=False).pad(text)
    if flags.sharp and form != "b":
        text = _with_point(text, form, precision)
    if not flags.plus and text[0] == "+":
        return flags.pad(text[1:])
    if flags.zero and not flags.minus and flags.width is not None and flags.width > len(text):
        return text[0] + text[1:].rjust(flags.width - 1, "0")
    return flags.pad(text)


def _with_point(text: str, form: str, precision: int | None) -> str:
    """Return a number with a point in it, and as many digits as # asks for."""
    wanted = 0
    if form in "gGx":
        wanted = _DEFAULT_PRECISION if precision is None else precision
    mark = next(
        (index for index, sign in enumerate(text) if sign in ("pP" if form in "xX" else "eEpP")), len(text)
    )
    head, tail = text[:mark], text[mark:]
    digits = head[1:].replace(".", "").lstrip("0")
    wanted -= len(digits)
    if "." not in head:
        wanted -= head[1:] == "0"
        head += "."
    return head + "0" * max(wanted, 0) + tail


def _complex(value: complex, verb: str, flags: Flags) -> str | None:
    real = _float(value.real, verb, flags)
    imaginary = _float(value.imag, verb, flags.but(plus=True))
    return None if real is None else f"({real}{imaginary}i)"


def _string(text: str, verb: str, flags: Flags) -> str | None:
    writer = _STRINGS.get("q" if verb == "v" and flags.sharp_v else verb)
    return None if writer is None else writer(text, flags)


def _quoted(text: str, flags: Flags) -> str:
    text = flags.truncate(text)
    if flags.sharp and can_backquote(text):
        return flags.pad(f"`{text}`")
    return flags.pad(quote(text, ascii_only=flags.plus))


def _in_hexadecimal(text: str, flags: Flags) -> str:
    codes = [f"{byte:02x}" for byte in to_bytes(text)[: flags.precision]]
    if flags.sharp and flags.space:
        codes = [f"0x{code}" for code in codes]
    shown = (" " if flags.space else "").join(codes)
    if flags.sharp and not flags.space and shown:
        shown = f"0x{shown}"
    return flags.pad(shown)


_STRINGS: dict[str, Callable[[str, Flags], str]] = {
    "v": lambda text, flags: flags.pad(flags.truncate(text)),
    "s": lambda text, flags: flags.pad(flags.truncate(text)),
    "q": _quoted,
    "x": _in_hexadecimal,
    "X": lambda text, flags: _in_hexadecimal(text, flags).upper(),
}
