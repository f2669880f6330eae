"""Go's fmt.Sprintf, Sprint and Sprintln."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dockctl.gotemplate.values import format_value, type_name
from dockctl.late import late_pattern
from dockctl.visible import visible

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_DIRECTIVE = late_pattern(
    r"%(?P<flags>[-+# 0]*)(?P<width>\*|\d+)?(?:\.(?P<precision>\*|\d+)?)?(?P<verb>.)?", re.DOTALL
)
_ESCAPES = {
    "\a": r"\a", "\b": r"\b", "\f": r"\f", "\n": r"\n", "\r": r"\r", "\t": r"\t", "\v": r"\v",
    '"': r"\"", "\\": r"\\",
}  # fmt: skip
_BASES = {"b": "b", "o": "o", "d": "d", "x": "x", "X": "X"}


def quote(text: str) -> str:
    """Return ``text`` in double quotes with Go's escapes for what can't be printed."""
    return f'"{"".join(_ESCAPES.get(sign) or visible(sign) for sign in text)}"'


def sprint(values: Sequence[object]) -> str:
    """Return the values one after the other, with a space between two of which none is a string."""
    parts: list[str] = []
    for number, value in enumerate(values):
        if number and not isinstance(value, str) and not isinstance(values[number - 1], str):
            parts.append(" ")
        parts.append(format_value(value))
    return "".join(parts)


def sprintln(values: Sequence[object]) -> str:
    """Return the values with spaces between and a newline behind."""
    return " ".join(format_value(value) for value in values) + "\n"


def sprintf(form: str, values: Sequence[object]) -> str:
    """Return ``form`` with its directives filled in; what doesn't fit is told in Go's words."""
    rest = list(values)
    used = 0

    def take(match: re.Match[str]) -> str:
        nonlocal used
        if match["verb"] == "%":
            return "%"
        if match["verb"] is None:
            return "%!(NOVERB)"
        width, precision = match["width"], match["precision"]
        flags = match["flags"]
        numbers: list[str | None] = []
        for text in (width, precision):
            if text == "*":
                if used >= len(rest) or not isinstance(rest[used], int):
                    return "%!(BADWIDTH)"
                numbers.append(str(rest[used]))
                used += 1
            else:
                numbers.append(text)
        if numbers[0] and numbers[0].startswith("-"):
            flags, numbers[0] = flags + "-", numbers[0][1:]
        if used >= len(rest):
            return f"%!{match['verb']}(MISSING)"
        used += 1
        has_point = "." in match[0]
        limit = int(numbers[1] or 0) if has_point else None
        return _pad(_format(match["verb"], flags, limit, rest[used - 1]), flags, int(numbers[0] or 0))

    text = _DIRECTIVE.sub(take, form)
    if used < len(rest):
        extra = ", ".join(_typed(value) for value in rest[used:])
        text += f"%!(EXTRA {extra})"
    return text


def _typed(value: object) -> str:
    return "<nil>" if value is None else f"{type_name(value)}={format_value(value)}"


def _pad(text: str, flags: str, width: int) -> str:
    if "-" in flags:
        return text.ljust(width)
    if "0" in flags and text[:1] in {"+", "-"}:
        return text[0] + text[1:].rjust(width - 1, "0")
    return text.rjust(width, "0" if "0" in flags else " ")


def _format(verb: str, flags: str, precision: int | None, value: object) -> str:
    if verb == "T":
        return type_name(value)
    if isinstance(value, (list, tuple)) and verb != "v":
        return f"[{' '.join(_format(verb, flags, precision, item) for item in value)}]"
    if verb == "v":
        return (
            quote(value)
            if "#" in flags and isinstance(value, str)
            else _signed(format_value(value), flags, value)
        )
    formatter = _FORMATTERS.get(_kind(value), {}).get(verb)
    if formatter is None:
        return f"%!{verb}({_typed(value)})"
    return formatter(value, flags, precision)


def _kind(value: object) -> str:
    return "bool" if isinstance(value, bool) else {int: "int", float: "float", str: "str"}.get(type(value), "")


def _signed(text: str, flags: str, value: object) -> str:
    if _kind(value) in {"int", "float"} and not text.startswith(("-", "+")):
        return "+" + text if "+" in flags else " " + text if " " in flags else text
    return text


def _integer(base: str) -> Callable[[int, str, int | None], str]:
    def write(value: int, flags: str, precision: int | None) -> str:
        digits = format(abs(value), base).rjust(precision or 0, "0")
        prefix = {"x": "0x", "X": "0X", "o": "0", "b": "0b"}.get(base, "") if "#" in flags else ""
        return _signed(("-" if value < 0 else "") + prefix + digits, flags, value)

    return write


def _float(verb: str) -> Callable[[float, str, int | None], str]:
    def write(value: float, flags: str, precision: int | None) -> str:
        if verb in "gG" and precision is None:
            return _signed(format_value(value), flags, value)
        return _signed(format(value, f".{6 if precision is None else precision}{verb}"), flags, value)

    return write


def _string(value: str, _flags: str, precision: int | None) -> str:
    return value if precision is None else value[:precision]


def _quoted(value: str, _flags: str, precision: int | None) -> str:
    return quote(_string(value, "", precision))


def _hexadecimal(upper: bool) -> Callable[[str, str, int | None], str]:  # noqa: FBT001  (one of two letters)
    def write(value: str, flags: str, precision: int | None) -> str:
        data = value.encode()[:precision]
        text = data.hex(" ") if " " in flags else data.hex()
        return text.upper() if upper else text

    return write


_FORMATTERS: dict[str, dict[str, Callable[..., str]]] = {
    "bool": {"t": lambda value, _flags, _precision: format_value(value)},
    "int": {
        **{verb: _integer(base) for verb, base in _BASES.items()},
        "c": lambda value, _flags, _precision: chr(value),
        "q": lambda value, _flags, _precision: f"'{chr(value)}'",
        "U": lambda value, _flags, _precision: f"U+{value:04X}",
    },
    "float": {verb: _float(verb) for verb in "eEfFgG"},
    "str": {"s": _string, "q": _quoted, "x": _hexadecimal(upper=False), "X": _hexadecimal(upper=True)},
}
