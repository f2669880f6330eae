"""Amounts of memory and processor time."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dockctl.letters import lower
from dockctl.options.values import parse_decimal, parse_int
from dockctl.visible import quote

if TYPE_CHECKING:
    from fractions import Fraction

_UNITS = {unit: 1024**power for power, unit in enumerate("kmgtp", start=1)}
_NANO = 1_000_000_000
_LONGEST_SUFFIX = 3
_LARGEST = (1 << 63) - 1
_BITS = 1 << 14  # of the parts of a fraction: more than anybody needs
_LARGEST_EXPONENT = 1_000_000
_PREFIXES = {"0x": 16, "0o": 8, "0b": 2}
_DIGITS = {16: "[0-9a-fA-F]", 10: "[0-9]", 8: "[0-7]", 2: "[01]"}


def parse_bytes(text: str) -> int:
    """Return the bytes of ``512``, ``1.5g`` or ``64 MiB``: units are powers of 1024. Raises ValueError."""
    end = max((position for position, sign in enumerate(text) if sign in "0123456789. "), default=-1)
    if end < 0:
        raise ValueError(f"invalid size: '{text}'")
    number = text[:end] if text[end] == " " else text[: end + 1]
    suffix = text[end + 1 :]
    try:
        if number.strip() != number or not number.isascii():
            raise ValueError
        size = float(number)
    except ValueError:
        raise ValueError(f"strconv.ParseFloat: parsing {quote(number)}: invalid syntax") from None
    if size == float("inf"):
        raise ValueError(f"strconv.ParseFloat: parsing {quote(number)}: value out of range")
    if not 0 <= size <= _LARGEST:
        raise ValueError(f"invalid size: '{text}'")
    unit = lower(suffix)
    if unit in {"", "b"}:
        return int(size)
    if unit[0] not in _UNITS or unit[1:] not in {"", "b", "ib"} or len(unit) > _LONGEST_SUFFIX:
        raise ValueError(f"invalid suffix: '{suffix if len(suffix) > _LONGEST_SUFFIX else unit}'")
    return int(size * _UNITS[unit[0]])


def parse_swap(text: str) -> int:
    """Return the bytes of a limit on swap; -1 is no limit."""
    return -1 if text == "-1" else parse_bytes(text)


def parse_cpus(text: str) -> int:
    """Return a number of processors, such as ``1.5`` or ``1/2``, in billionths; raises ValueError."""
    try:
        share = _read_fraction(text) * _NANO
    except (ValueError, ZeroDivisionError):
        raise ValueError(f"failed to parse {text} as a rational number") from None
    if share.denominator != 1:
        raise ValueError("value is too precise")
    if abs(share) > _LARGEST:
        raise ValueError("value is too large")
    return int(share)


def _read_fraction(text: str) -> Fraction:
    """Return the number that ``text`` is to Go's math/big; raises ValueError or ZeroDivisionError."""
    from fractions import Fraction

    if "/" in text:
        above, _, below = text.partition("/")
        return Fraction(parse_int(above, bits=_BITS), parse_int(below, signed=False, bits=_BITS))
    unsigned = text[1:] if text[:1] in {"+", "-"} else text
    base = _PREFIXES.get(unsigned[:2].lower(), 10)
    digit, lead = _DIGITS[base], "" if base == 10 else "_?"  # noqa: PLR2004  (decimal numbers have no prefix)
    match = re.fullmatch(
        rf"(?P<whole>{lead}{digit}(?:_?{digit})*)?(?:\.(?P<part>{digit}(?:_?{digit})*)?)?"
        r"(?:(?P<mark>[eEpP])(?P<exponent>[+-]?[0-9](?:_?[0-9])*))?",
        unsigned if base == 10 else unsigned[2:],  # noqa: PLR2004
    )
    if match is None or not (match["whole"] or match["part"]):
        raise ValueError
    part = (match["part"] or "").replace("_", "")
    number = int((match["whole"] or "").replace("_", "") + part, base)
    exponent = parse_decimal((match["exponent"] or "0").replace("_", ""))
    if number and abs(exponent) + len(part) > _LARGEST_EXPONENT:
        raise ValueError
    power = Fraction(2 if (match["mark"] or "") in {"p", "P"} else 10)
    sign = -1 if text.startswith("-") else 1
    return sign * Fraction(number, base ** len(part)) * (power**exponent if number else 1)
