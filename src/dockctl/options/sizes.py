"""Amounts of memory and processor time."""

from __future__ import annotations

import re
from typing import NamedTuple

from dockctl.letters import lower
from dockctl.options.values import parse_decimal, parse_int
from dockctl.visible import quote

_UNITS = {unit: 1024**power for power, unit in enumerate("kmgtp", start=1)}
_NANO = 1_000_000_000
_LONGEST_SUFFIX = 3
_LARGEST = (1 << 63) - 1
_BITS = 1 << 14  # of the parts of a fraction: more than anybody needs
_MOST_FIVES, _MOST_TWOS = 1_000_000, 10_000_000  # the factors in an exponent
_TEN = 10
_TWOS = {16: 4, 10: 1, 8: 3, 2: 1}  # how many of them make a place
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
        share = _read_ratio(text) if "/" in text else _read_number(text)
    except ValueError:
        raise ValueError(f"failed to parse {text} as a rational number") from None
    number, below, twos, fives = share
    count = number * _NANO
    length = count.bit_length()
    if count and (twos < -length or fives < -length):
        raise ValueError("value is too precise")
    if count and max(twos, fives) > 4 * max(length, _NANO.bit_length()):
        raise ValueError("value is too large")
    if not count:
        return 0
    count *= _power(2, twos) * _power(5, fives)
    below *= _power(2, -twos) * _power(5, -fives)
    if count % below:
        raise ValueError("value is too precise")
    if abs(count // below) > _LARGEST:
        raise ValueError("value is too large")
    return count // below


def _power(base: int, exponent: int) -> int:
    """Return ``base`` to the power of an exponent that isn't negative; 1 for one that is."""
    return int(base ** max(exponent, 0))


class _Share(NamedTuple):
    """The number above / below · 2^twos · 5^fives, which need not be worked out to be refused."""

    above: int
    below: int = 1
    twos: int = 0
    fives: int = 0


def _read_ratio(text: str) -> _Share:
    """Return ``1/2``; raises ValueError."""
    above, _, below = text.partition("/")
    share = _Share(parse_int(above, bits=_BITS), parse_int(below, signed=False, bits=_BITS))
    if not share.below:
        raise ValueError("division by zero")
    return share


def _read_number(text: str) -> _Share:
    """Return a number as Go's math/big reads it, such as ``1.5``, ``0x1.8p3`` or ``1e-3``; raises ValueError."""
    unsigned = text[1:] if text[:1] in {"+", "-"} else text
    base = _PREFIXES.get(unsigned[:2].lower(), _TEN)
    digit, lead = _DIGITS[base], "" if base == _TEN else "_?"
    match = re.fullmatch(
        rf"(?P<whole>{lead}{digit}(?:_?{digit})*)?(?:\.(?P<part>{digit}(?:_?{digit})*)?)?"
        r"(?:(?P<mark>[eEpP])(?P<exponent>[+-]?[0-9](?:_?[0-9])*))?",
        unsigned if base == _TEN else unsigned[2:],
    )
    if match is None or not (match["whole"] or match["part"]):
        raise ValueError("no number")
    part = (match["part"] or "").replace("_", "")
    number = int((match["whole"] or "").replace("_", "") + part, base)
    exponent = parse_decimal((match["exponent"] or "0").replace("_", ""))
    is_binary = (match["mark"] or "") in {"p", "P"}
    twos = exponent - len(part) * _TWOS[base]
    fives = (0 if is_binary else exponent) - (len(part) if base == _TEN else 0)
    if number and (abs(fives) > _MOST_FIVES or abs(twos) > _MOST_TWOS):
        raise ValueError("too large an exponent")
    return _Share(-number if text.startswith("-") else number, 1, twos, fives)
