"""Durations as Go writes them: ``1h30m``, ``1.5s``, ``300ms``."""

from __future__ import annotations

import re

from dockctl.late import late_pattern

_UNITS = {
    "ns": 1, "us": 1_000, "µs": 1_000, "μs": 1_000, "ms": 1_000_000, "s": 1_000_000_000,
    "m": 60_000_000_000, "h": 3_600_000_000_000,
}  # fmt: skip
_PART = late_pattern(r"(?P<number>\d+\.?\d*|\.\d+)(?P<unit>[^\d.]*)", re.ASCII)
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
    from fractions import Fraction

    total = Fraction(0)
    while rest:
        match = _PART.match(rest)
        if match is None or len(match["number"]) > _MOST_DIGITS:
            raise invalid
        unit = match["unit"]
        if not unit:
            raise ValueError(f"time: missing unit in duration {quote_for_time(text)}")
        if unit not in _UNITS:
            raise ValueError(f"time: unknown unit {quote_for_time(unit)} in duration {quote_for_time(text)}")
        total += Fraction(match["number"].rstrip(".") if match["number"] != "." else "0") * _UNITS[unit]
        rest = rest[match.end() :]
    nanoseconds = int(total)
    if nanoseconds > _LARGEST:
        raise invalid
    return sign * nanoseconds
