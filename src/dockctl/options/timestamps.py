"""``--since`` and ``--until``: a time, or how long ago."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from dockctl.errors import DockctlError
from dockctl.options.durations import parse_duration
from dockctl.visible import quote

_NANOSECONDS = 1_000_000_000
_LARGEST = (1 << 63) - 1
_UNIX = re.compile(r"(?P<seconds>\d+)(?:\.\d{1,9})?", re.ASCII)
# The parts of a time in their order: what stands before each, its digits, its name in Go's layouts.
_DATE = (("", r"\d{4}", "2006", "year"), ("-", r"\d\d", "01", "month"), ("-", r"\d\d", "02", "day"))
_TIME = (("T", r"\d\d?", "hour"), (":", r"\d\d", "minute"), (":", r"\d\d", "second"))
_RANGES = {"month": (1, 12), "day": (1, 31), "hour": (0, 23), "minute": (0, 59), "second": (0, 59)}
_FRACTION = re.compile(r"\.(\d+)", re.ASCII)
_ZONE = re.compile(r"Z|([+-])(\d\d):(\d\d)", re.ASCII)
_LARGEST_OFFSET = 24


def parse_timestamp(text: str, *, now: datetime) -> str:
    """Return the time that ``text`` names in seconds since 1970, as the engine takes it; "" for "".

    Takes a duration before ``now`` (``42m``; a negative one lies after it), a date with or without a time
    and a zone (the local one if none is given), and seconds since 1970. Raises ValueError in docker's words.
    """
    if not text:
        return ""
    if text != "0":
        try:
            return str(int(now.timestamp()) - int(parse_duration(text) / _NANOSECONDS))
        except ValueError:
            pass
    if "-" in text:
        return _parse_date(text)
    match = _UNIX.fullmatch(text)
    if match is None or int(match["seconds"]) > _LARGEST:
        raise ValueError(f'failed to parse value as time or duration: "{text}"')
    return text


def required_timestamp(text: str) -> str:
    """Return what parse_timestamp() returns, at this moment; raises DockctlError."""
    try:
        return parse_timestamp(text, now=datetime.now(UTC))
    except ValueError as error:
        raise DockctlError(str(error)) from error


def timestamp_of_engine(text: str) -> str:
    """Return a time that an engine tells in seconds since 1970, as it takes it; "" for Go's zero time: never."""
    return "" if text.startswith("0001-") else required_timestamp(text)


def timestamp_of_flag(name: str, text: str) -> str:
    """Return what required_timestamp() returns; its error names the flag. Nothing, "", for nothing."""
    try:
        return required_timestamp(text) if text else ""
    except DockctlError as error:
        raise DockctlError(f'invalid value for "{name}": {error.message}') from error


def _parse_date(text: str) -> str:
    position = 0
    parts: dict[str, int] = {}
    for before, digits, layout, name in _DATE:
        match = re.compile(f"{before}({digits})", re.ASCII).match(text, position)
        if match is None:
            rest = text[position:].removeprefix(before)
            raise ValueError(f'parsing time "{text}" as "2006-01-02": cannot parse {quote(rest)} as "{layout}"')
        position = match.end()
        parts[name] = int(match[1])
    for before, digits, name in _TIME:
        match = re.compile(f"{before}({digits})", re.ASCII).match(text, position)
        if match is None:
            break
        position = match.end()
        parts[name] = int(match[1])
    fraction = _FRACTION.match(text, position) if "second" in parts else None
    position = fraction.end() if fraction else position
    zone = _ZONE.match(text, position)
    position = zone.end() if zone else position
    for name, (least, most) in _RANGES.items():
        if not least <= parts.get(name, least) <= most:
            raise ValueError(f'parsing time "{text}": {name} out of range')
    if position < len(text):
        raise ValueError(f'parsing time "{text}": extra text: {quote(text[position:])}')
    return f"{_moment(parts, zone, text)}.{(fraction[1] if fraction else '0').ljust(9, '0')[:9]}"


def _moment(parts: dict[str, int], zone: re.Match[str] | None, text: str) -> int:
    try:
        moment = datetime(**parts)  # type: ignore[arg-type]  # noqa: DTZ001  (its zone comes next)
    except ValueError as error:
        raise ValueError(f'parsing time "{text}": day out of range') from error
    if zone is None:
        return int(moment.astimezone().timestamp())
    if zone[0] == "Z":
        return int(moment.replace(tzinfo=UTC).timestamp())
    if int(zone[2]) > _LARGEST_OFFSET:
        raise ValueError(f'parsing time "{text}": time zone offset hour out of range')
    offset = timedelta(hours=int(zone[2]), minutes=int(zone[3])) * (-1 if zone[1] == "-" else 1)
    return int((moment.replace(tzinfo=UTC) - offset).timestamp())
