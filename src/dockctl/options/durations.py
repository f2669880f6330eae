"""Durations as Go writes them: ``1h30m``, ``1.5s``, ``300ms``."""

from __future__ import annotations

import re

from dockctl.late import late_pattern

_UNITS = {
    "ns": 1, "us": 1_000, "µs": 1_000, "μs": 1_000, "ms": 1_000_000, "s": 1_000_000_000,
    "m": 60_000_000_000, "h": 3_600_000_000_000,
}  # fmt: skip
_PART = late_pattern(r"(?P<whole>\d*)(?:\.(?P<fraction>\d*))?(?P<unit>[^\d.]*)", re.ASCII)
_LARGEST = (1 << 63) - 1
_MOST_DIGITS = 1000  # Python refuses numbers of some thousands: they take long to read


def quote_for_time(text: str) -> str:
    """Return ``text`` in quotes as Go's package time does: what isn't plain ASCII byte by byte."""
    signs = []
    for sign in text:
        if sign < " " or not sign.isascii():
            signs += [f"\\x{byte:02x}" for byte in sign.encode(errors="surrogateescape")]
        else:
            signs.append(f"\\{sign}" if sign in '"\\' else sign)
    return f'"{"".join(signs)}"'


def parse_duration(text: str) -> int:
    """Return the nanoseconds that ``text`` stands for; raises ValueError in Go's words."""
    invalid = ValueError(f"time: invalid duration {quote_for_time(text)}")
    sign = -1 if text.startswith("-") else 1
    rest = text[1:] if text.startswith(("-", "+")) else text
    if rest == "0":
        return 0
    if not rest:
        raise invalid
    total = 0
    while rest:
        match = _PART.match(rest)
        if (
            match is None
            or not (match["whole"] or match["fraction"])
            or len(match["whole"]) > _MOST_DIGITS
            or int(match["whole"] or 0) > _LARGEST + 1
        ):
            raise invalid
        unit = match["unit"]
        if not unit:
            raise ValueError(f"time: missing unit in duration {quote_for_time(text)}")
        if unit not in _UNITS:
            raise ValueError(f"time: unknown unit {quote_for_time(unit)} in duration {quote_for_time(text)}")
        total += int(match["whole"] or 0) * _UNITS[unit] + _part_of(match["fraction"] or "", _UNITS[unit])
        if total > _LARGEST + 1:
            raise invalid
        rest = rest[match.end() :]
    if total > _LARGEST and sign > 0:
        raise invalid
    return sign * total


def _part_of(fraction: str, unit: int) -> int:
    """Return the nanoseconds of a fraction of ``unit``: digits past 63 bits don't count, and the rest is a float's."""
    digits, scale = 0, 1.0
    for digit in fraction:
        longer = digits * 10 + int(digit)
        if digits > _LARGEST // 10 or longer > _LARGEST + 1:
            break
        digits, scale = longer, scale * 10
    return int(digits * (unit / scale))
