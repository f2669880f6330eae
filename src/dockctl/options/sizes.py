"""Amounts of memory and processor time."""

from __future__ import annotations

from dockctl.visible import quote

_UNITS = {unit: 1024**power for power, unit in enumerate("kmgtp", start=1)}
_NANO = 1_000_000_000
_LONGEST_SUFFIX = 3
_LARGEST = (1 << 63) - 1


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
    unit = suffix.lower()
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
    from fractions import Fraction

    try:
        if text.strip() != text:
            raise ValueError
        share = Fraction(text) * _NANO
    except (ValueError, ZeroDivisionError):
        raise ValueError(f"failed to parse {text} as a rational number") from None
    if share.denominator != 1:
        raise ValueError("value is too precise")
    return int(share)
