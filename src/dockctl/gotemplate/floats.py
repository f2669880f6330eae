"""Floating-point numbers as Go's strconv writes them."""

from __future__ import annotations

import math

_EXPONENT_FROM, _EXPONENT_BELOW = 6, -4
_MOST_DIGITS = 17  # behind the first: no float has more
_MANTISSA_BITS, _HEX_DIGITS = 52, 13
_SMALLEST_EXPONENT = -1074


def format_float(value: float, verb: str = "g", precision: int | None = None) -> str:
    """Return ``value`` in the form of a ``verb``; without a ``precision`` as short as it is read back the same."""
    if math.isinf(value):
        return "+Inf" if value > 0 else "-Inf"
    if math.isnan(value):
        return "NaN"
    if verb == "b":
        return _binary(value)
    if verb in "xX":
        text = _hexadecimal(value, precision)
        return text.upper() if verb == "X" else text
    if precision is None:
        return _shortest(value, verb)
    if verb in "gG":
        precision = precision or 1
    return format(value, f".{precision}{verb}")


def _shortest(value: float, verb: str) -> str:
    digits = next(
        digits
        for digits in range(_MOST_DIGITS + 1)
        if float(f"{value:.{digits}e}") == value or digits == _MOST_DIGITS
    )
    mantissa, _, power = f"{value:.{digits}e}".partition("e")
    exponent = int(power)
    if verb in "fF" or (verb in "gG" and _EXPONENT_BELOW <= exponent < _EXPONENT_FROM):
        return f"{value:.{max(digits - exponent, 0)}f}"
    return f"{mantissa}{'E' if verb in 'EG' else 'e'}{exponent:+03d}"


def _binary(value: float) -> str:
    mantissa, exponent = math.frexp(value)
    whole = int(math.ldexp(abs(mantissa), _MANTISSA_BITS + 1))
    power = exponent - _MANTISSA_BITS - 1
    if not whole:
        power = _SMALLEST_EXPONENT
    elif power < _SMALLEST_EXPONENT:
        whole >>= _SMALLEST_EXPONENT - power
        power = _SMALLEST_EXPONENT
    return f"{'-' if math.copysign(1, value) < 0 else ''}{whole}p{power:+d}"


def _hexadecimal(value: float, precision: int | None) -> str:
    sign = "-" if math.copysign(1, value) < 0 else ""
    if not value:
        return f"{sign}0x0{'.' + '0' * precision if precision else ''}p+00"
    mantissa, exponent = math.frexp(abs(value))
    whole, exponent = int(math.ldexp(mantissa, _MANTISSA_BITS + 1)), exponent - 1
    if precision is not None and precision < _HEX_DIGITS:
        shift = 4 * (_HEX_DIGITS - precision)
        rest, whole = whole & ((1 << shift) - 1), whole >> shift
        half = 1 << (shift - 1)
        whole += rest > half or (rest == half and whole & 1)
        if whole >> (4 * precision) > 1:
            whole, exponent = whole >> 1, exponent + 1
        digits = f"{whole:x}"
        head, tail = digits[0], digits[1:]
    else:
        digits = f"{whole:x}"
        head, tail = (
            digits[0],
            digits[1:].rstrip("0") if precision is None else digits[1:].ljust(precision, "0"),
        )
    return f"{sign}0x{head}{'.' + tail if tail else ''}p{exponent:+03d}"
