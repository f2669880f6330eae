"""Durations as Go writes them: ``1h30m``, ``1.5s``, ``300ms``."""

from __future__ import annotations

import re

from dockctl.late import late_pattern
from dockctl.visible import quote

_UNITS = {
    "ns": 1, "us": 1_000, "µs": 1_000, "μs": 1_000, "ms": 1_000_000, "s": 1_000_000_000,
    "m": 60_000_000_000, "h": 3_600_000_000_000,
}  # fmt: skip
_PART = late_pattern(r"(?P<number>\d+\.?\d*|\.\d+)(?P<unit>[^\d.]*)", re.ASCII)
_LARGEST = (1 << 63) - 1


def parse_duration(text: str) -> int:
    """Return the nanoseconds that ``text`` stands for; raises ValueError in Go's words."""
    invalid = ValueError(f"time: invalid duration {quote(text)}")
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
        if match is None:
            raise invalid
        unit = match["unit"]
        if not unit:
            raise ValueError(f"time: missing unit in duration {quote(text)}")
        if unit not in _UNITS:
            raise ValueError(f"time: unknown unit {quote(unit)} in duration {quote(text)}")
        total += Fraction(match["number"].rstrip(".") if match["number"] != "." else "0") * _UNITS[unit]
        rest = rest[match.end() :]
    nanoseconds = int(total)
    if nanoseconds > _LARGEST:
        raise invalid
    return sign * nanoseconds
