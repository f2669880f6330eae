"""Durations and sizes in docker's words."""

from __future__ import annotations

from datetime import UTC, datetime

_MINUTE, _HOUR, _DAY, _WEEK, _MONTH, _YEAR = 60, 3600, 86_400, 604_800, 2_592_000, 31_536_000
_DECIMAL_UNITS = ("B", "kB", "MB", "GB", "TB", "PB", "EB", "ZB", "YB")
_STEP = 1000.0


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
    unit = 0
    while size >= _STEP and unit < len(_DECIMAL_UNITS) - 1:
        size /= _STEP
        unit += 1
    return f"{go_general(size, digits)}{_DECIMAL_UNITS[unit]}"


def go_general(value: float, digits: int) -> str:
    """Return ``value`` as Go's ``%.{digits}g`` writes it."""
    return f"{value:.{digits}g}"


def go_time(seconds: float) -> str:
    """Return a time (seconds since 1970) in the local zone, as Go's Time.String() writes it."""
    moment = datetime.fromtimestamp(seconds, UTC).astimezone()
    zone = moment.tzname() or ""
    if not zone.isalpha():  # zones without letters: Go repeats the offset
        zone = moment.strftime("%z")
    return f"{moment:%Y-%m-%d %H:%M:%S %z} {zone}"
