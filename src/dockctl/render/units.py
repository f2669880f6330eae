"""Durations and sizes in docker's words."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from dockctl.late import late_pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

_MINUTE, _HOUR, _DAY, _WEEK, _MONTH, _YEAR = 60, 3600, 86_400, 604_800, 2_592_000, 31_536_000
_DECIMAL_UNITS = ("B", "kB", "MB", "GB", "TB", "PB", "EB", "ZB", "YB")
_STEP = 1000.0
_BINARY_UNITS = ("B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB", "ZiB", "YiB")
_BINARY_STEP = 1024.0
_BINARY_DIGITS = 4
_FRACTION = late_pattern(r"\.(\d+)", re.ASCII)


def human_duration(seconds: float) -> str:
    """Return a duration as one rounded figure, such as ``About an hour``."""
    whole = int(seconds)
    hours = int(seconds / _HOUR + 0.5)
    steps = (
        (whole < 1, "Less than a second"),
        (whole == 1, "1 second"),
        (whole < _MINUTE, f"{whole} seconds"),
        (whole // _MINUTE == 1, "About a minute"),
        (whole < _HOUR, f"{whole // _MINUTE} minutes"),
        (hours == 1, "About an hour"),
        (hours < 2 * 24, f"{hours} hours"),
        (hours < 2 * 7 * 24, f"{hours // 24} days"),
        (hours < 2 * 30 * 24, f"{hours // (7 * 24)} weeks"),
        (hours < 2 * 365 * 24, f"{hours // (30 * 24)} months"),
    )
    return next((text for holds, text in steps if holds), f"{whole // _HOUR // 24 // 365} years")


def time_ago(created: float, now: float) -> str:
    """Return how long ago ``created`` was; both in seconds since 1970."""
    return f"{human_duration(now - created)} ago"


def human_size(size: float, digits: int = 3) -> str:
    """Return ``size`` bytes with ``digits`` significant digits and a decimal unit: ``1.98MB``."""
    return _with_unit(size, _STEP, _DECIMAL_UNITS, digits)


def binary_size(size: float) -> str:
    """Return ``size`` bytes with four significant digits and a binary unit: ``23.54GiB``."""
    return _with_unit(size, _BINARY_STEP, _BINARY_UNITS, _BINARY_DIGITS)


def _with_unit(size: float, step: float, units: Sequence[str], digits: int) -> str:
    unit = 0
    while size >= step and unit < len(units) - 1:
        size /= step
        unit += 1
    return f"{go_general(size, digits)}{units[unit]}"


def go_general(value: float, digits: int) -> str:
    """Return ``value`` as Go's ``%.{digits}g`` writes it."""
    return f"{value:.{digits}g}"


def go_duration(seconds: float) -> str:
    """Return ``seconds`` as Go writes a duration: ``10m0s``, ``1.5s``, ``300ms``."""
    for unit, size in (("ns", 1e-9), ("µs", 1e-6), ("ms", 1e-3)):
        if 0 < seconds < size * 1000:
            return f"{seconds / size:g}{unit}"
    whole = int(seconds)
    hours, rest = divmod(whole, _HOUR)
    minutes, left = divmod(rest, _MINUTE)
    text = f"{left + seconds - whole:g}s"
    return f"{hours}h{minutes}m{text}" if hours else f"{minutes}m{text}" if minutes else text


def go_time(seconds: float) -> str:
    """Return a time (seconds since 1970) in the local zone, as Go's Time.String() writes it."""
    moment = datetime.fromtimestamp(seconds, UTC).astimezone()
    zone = moment.tzname() or ""
    if not zone.isalpha():  # zones without letters: Go repeats the offset
        zone = moment.strftime("%z")
    return f"{moment:%Y-%m-%d %H:%M:%S %z} {zone}"


def go_timestamp(text: str) -> str:
    """Return an RFC 3339 time as Go's Time.String() writes it, with its own zone; other text as it is."""
    try:
        moment = datetime.fromisoformat(_FRACTION.sub("", text))
    except ValueError:
        return text
    fraction = _FRACTION.search(text)
    digits = fraction[1].rstrip("0") if fraction else ""
    zone = "UTC" if text.endswith("Z") else f"{moment:%z}"
    return f"{moment.year:04}-{moment:%m-%d %H:%M:%S}{f'.{digits}' if digits else ''} {moment:%z} {zone}"
