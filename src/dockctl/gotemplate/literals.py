"""What numbers, characters and strings in a template's source mean."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dockctl.gotemplate.kinds import from_bytes
from dockctl.late import late_pattern
from dockctl.visible import quote

_SIMPLE = {"a": 7, "b": 8, "f": 12, "n": 10, "r": 13, "t": 9, "v": 11, "\\": 92}
_ESCAPE = late_pattern(
    r"\\(?:x([0-9a-fA-F]{2})|([0-7]{3})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.))|(.)", re.DOTALL
)
_WHOLE = late_pattern(
    r"([+-]?)(?:0[xX](?P<x>[\da-fA-F_]+)|0[bB](?P<b>[01_]+)|0[oO](?P<o>[0-7_]+)|(?P<d>[\d_]+))"
)
_FLOAT = late_pattern(r"[+-]?(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:[eE][+-]?\d[\d_]*)?")
_HEX_FLOAT = late_pattern(r"[+-]?0[xX][\da-fA-F_]*\.?[\da-fA-F_]*[pP][+-]?\d+")
_UNDERSCORE = late_pattern(r"(?<![\da-fA-FxXoObB])_|_(?![\da-fA-F])")
_PAIR = late_pattern(r"([+-]?[^+-]+(?:[eEpP][+-]\d+)?)([+-].+)i")
_BASES = {"x": 16, "b": 2, "o": 8, "d": 10}
_INT, _UINT = range(-(1 << 63), 1 << 63), range(1 << 64)
_LAST, _SURROGATES = 0x10FFFF, range(0xD800, 0xE000)


class LiteralError(Exception):
    """A literal that means nothing, in Go's words."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number before it is known which type is wanted: what it is as each, None for not at all."""

    text: str
    integer: int | None = None
    unsigned: int | None = None
    real: float | None = None
    imaginary: complex | None = None


def unquote(text: str) -> str:
    """Return the string that a literal means; raises LiteralError."""
    if text[0] == "`":
        return text[1:-1].replace("\r", "")
    data = bytearray()
    for match in _ESCAPE.finditer(text[1:-1]):
        code, is_byte = _code(match, '"')
        data += bytes([code]) if is_byte else chr(code).encode()
    return from_bytes(bytes(data))


def _code(match: re.Match[str], mark: str) -> tuple[int, bool]:
    """Return the code of one sign of a literal, and whether that is a byte's."""
    byte, octal, short, long, escaped, plain = match.groups()
    if plain is not None:
        return (0xFFFD if "\ud800" <= plain <= "\udfff" else ord(plain)), False
    if byte or octal:
        code = int(byte, 16) if byte else int(octal, 8)
        if code <= 0xFF:  # noqa: PLR2004  (a byte has no more)
            return code, True
    elif short or long:
        code = int(short or long, 16)
        if code <= _LAST and code not in _SURROGATES:
            return code, False
    elif escaped in _SIMPLE or escaped == mark:
        return _SIMPLE.get(escaped, ord(escaped)), False
    raise LiteralError("invalid syntax")


def read_character(text: str) -> Number:
    """Return the number of a character in single quotes; raises LiteralError."""
    match = _ESCAPE.match(text, 1)
    if match is None or match[0] == "'":
        raise LiteralError("invalid syntax")
    code, _ = _code(match, "'")
    if text[match.end() :] != "'":
        raise LiteralError(f"malformed character constant: {text}")
    return Number(text, code, code, float(code))


def read_number(text: str) -> Number:
    """Return what a number means as each type; raises LiteralError."""
    if text.endswith("i"):
        imaginary = _float(text[:-1])
        if imaginary is not None:
            return _from_complex(text, complex(0, imaginary))
    whole = _whole(text)
    if whole is not None and (whole in _INT or whole in _UINT):
        unsigned = whole if whole in _UINT and (text[0] not in "+-" or not whole) else None
        return Number(text, whole if whole in _INT else None, unsigned, float(whole))
    value = _float(text)
    if value is None:
        raise LiteralError(f"illegal number syntax: {quote(text)}")
    if not set(text) & set(".eEpP"):
        raise LiteralError(f"integer overflow: {quote(text)}")
    return Number(text, *_whole_of(value), value)


def read_complex(text: str) -> Number:
    """Return a number of two parts; raises LiteralError."""
    match = _PAIR.fullmatch(text)
    real, imaginary = (_float(match[1]), _float(match[2])) if match else (None, None)
    if real is None or imaginary is None:
        raise LiteralError("syntax error scanning complex number")
    return _from_complex(text, complex(real, imaginary))


def _from_complex(text: str, value: complex) -> Number:
    if value.imag:
        return Number(text, imaginary=value)
    return Number(text, *_whole_of(value.real), value.real, value)


def _whole_of(value: float) -> tuple[int | None, int | None]:
    """Return a float as a signed and as an unsigned number, None where it is none."""
    if not value.is_integer():
        return None, None
    whole = int(value)
    return (whole if whole in _INT else None), (whole if whole in _UINT else None)


def _whole(text: str) -> int | None:
    match = _WHOLE.fullmatch(text)
    if match is None or _UNDERSCORE.search(text):
        return None
    base = str(match.lastgroup)
    digits = match[base]
    number = _BASES[base]
    if base == "d" and digits[0] == "0" and len(digits) > 1:
        number = 8
    elif base == "d" and digits[0] == "_":
        return None
    try:
        value = int(digits.replace("_", "") or "-", number)
    except ValueError:
        return None
    return -value if match[1] == "-" else value


def _float(text: str) -> float | None:
    if _UNDERSCORE.search(text):
        return None
    plain = text.replace("_", "")
    try:
        if _HEX_FLOAT.fullmatch(text):
            return float.fromhex(plain)
        value = float(plain) if _FLOAT.fullmatch(text) else None
    except (ValueError, OverflowError):
        return None
    return None if value is not None and abs(value) == float("inf") else value
