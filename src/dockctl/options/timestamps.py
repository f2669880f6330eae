"""``--since`` and ``--until``: a time, or how long ago."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import NoReturn

from dockctl.errors import DockctlError
from dockctl.options.durations import parse_duration, quote_for_time
from dockctl.options.values import parse_decimal
from dockctl.visible import quote

_NANOSECONDS = 1_000_000_000
_DIGITS = 9  # of a fraction that count
_DATE = ("2006", "-", "01", "-", "02")
_HOUR, _MINUTE, _SECOND = ("T", "15"), (":", "04"), (":", "05")
_FRACTION, _ZONE = ".999999999", "Z07:00"
_RANGES = {
    "01": ("month", 1, 12), "02": ("day", 0, 99), "15": ("hour", 0, 23), "04": ("minute", 0, 59), "05": ("second", 0, 59),
}  # fmt: skip
_YEAR_DIGITS, _ZONE_LENGTH, _LARGEST_HOURS, _LARGEST_MINUTES = 4, 6, 24, 60
_ALL_COLONS = 2
_ZONED_DASHES = 3
_CYCLE = 400  # years, after which the calendar begins again


def parse_timestamp(text: str, *, now: datetime) -> str:
    """Return the time that ``text`` names in seconds since 1970, as the engine takes it; "" for "".

    Takes a duration before ``now`` (``42m``; a negative one lies after it), a date with or without a time
    and a zone (the local one if none is given), and seconds since 1970. Raises ValueError in docker's words.
    """
    if not text:
        return ""
    if text != "0":
        try:
            nanoseconds = int(now.timestamp()) * _NANOSECONDS + now.microsecond * 1000
            return str((nanoseconds - parse_duration(text)) // _NANOSECONDS)
        except ValueError:
            pass
    try:
        return _Reading(text, _layout(text)).timestamp()
    except ValueError:
        if "-" in text:
            raise
    try:
        for part in text.split(".", 1):
            parse_decimal(part)
    except ValueError:
        raise ValueError(f"failed to parse value as time or duration: {quote(text)}") from None
    return text


def _layout(text: str) -> tuple[str, ...]:
    """Return the layout that docker tries ``text`` with: its dots, colons and dashes tell which."""
    has_zone = any(sign in text for sign in "zZ+") or text.count("-") == _ZONED_DASHES
    zone = (_ZONE,) if has_zone else ()
    if "." in text:
        return (*_DATE, *_HOUR, *_MINUTE, *_SECOND, _FRACTION, *zone)
    if "T" not in text:
        return (*_DATE, *zone)
    colons = text.count(":")
    if has_zone and colons and not any(sign in text for sign in "zZ"):
        colons -= 1  # the zone's own
    minutes = (*_MINUTE, *(_SECOND if colons >= _ALL_COLONS else ())) if colons else ()
    return (*_DATE, *_HOUR, *minutes, *zone)


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


class _Reading:
    """A time that is read by a layout of Go's: its parts one after the other."""

    def __init__(self, text: str, layout: tuple[str, ...]) -> None:
        self._value = text.encode(errors="surrogateescape").decode("latin-1")  # a character a byte
        self._rest = self._value
        self._layout = layout
        self._parts = {"2006": 1, "01": 1, "02": 1, "15": 0, "04": 0, "05": 0}
        self._fraction = ""
        self._offset: int | None = None  # seconds ahead of UTC

    def timestamp(self) -> str:
        """Return seconds since 1970 and billionths; raises ValueError in Go's words."""
        for element in self._layout:
            self._read(element)
        if self._rest:
            self._fail(f": extra text: {_quoted(self._rest)}")
        year = self._parts["2006"]
        shift = _CYCLE if year == 0 else 0  # a year that Python doesn't know
        try:
            day = date(year + shift, self._parts["01"], self._parts["02"])
        except ValueError:
            self._fail(": day out of range")
        days = (day - date(1970 + shift, 1, 1)).days
        hours, minutes, seconds = (self._parts[name] for name in ("15", "04", "05"))
        total = days * 86400 + hours * 3600 + minutes * 60 + seconds
        total -= _local_offset(total) if self._offset is None else self._offset
        return f"{total}.{self._fraction.ljust(_DIGITS, '0')[:_DIGITS]}"

    def _fail(self, message: str) -> NoReturn:
        raise ValueError(f"parsing time {_quoted(self._value)}{message}")

    def _fail_at(self, element: str) -> NoReturn:
        layout = "".join(self._layout)
        self._fail(f" as {_quoted(layout)}: cannot parse {_quoted(self._rest)} as {_quoted(element)}")

    def _read(self, element: str) -> None:
        if element in {"-", "T", ":"}:
            if not self._rest.startswith(element):
                self._fail_at(element)
            self._rest = self._rest[1:]
        elif element == _ZONE:
            self._read_zone()
        elif element == _FRACTION:
            self._read_fraction()
        else:
            self._read_number(element)

    def _read_number(self, element: str) -> None:
        count = _YEAR_DIGITS if element == "2006" else 2
        if element == "15" and not _is_number(self._rest[:2], 2):
            count = 1
        if not _is_number(self._rest[:count], count):
            self._fail_at(element)
        value, self._rest = int(self._rest[:count]), self._rest[count:]
        self._parts[element] = value
        name, least, most = _RANGES.get(element, ("", value, value))
        if not least <= value <= most:
            self._fail(f": {name} out of range")
        if element == "05" and _FRACTION not in self._layout:
            self._read_fraction()

    def _read_fraction(self) -> None:
        end = 1
        while _is_number(self._rest[end : end + 1], 1):
            end += 1
        if self._rest[:1] in {".", ","} and end > 1:
            self._fraction, self._rest = self._rest[1:end], self._rest[end:]

    def _read_zone(self) -> None:
        if self._rest.startswith("Z"):
            self._offset, self._rest = 0, self._rest[1:]
            return
        text = self._rest[:_ZONE_LENGTH]
        sign, hours, colon, minutes = text[:1], text[1:3], text[3:4], text[4:]
        if len(text) < _ZONE_LENGTH or colon != ":" or not _is_number(hours, 2):
            self._fail_at(_ZONE)
        if _is_number(minutes, 2) and int(minutes) > _LARGEST_MINUTES:
            self._fail(": time zone offset minute out of range")
        if int(hours) > _LARGEST_HOURS:
            self._fail(": time zone offset hour out of range")
        if sign not in {"+", "-"} or not _is_number(minutes, 2):
            self._fail_at(_ZONE)
        seconds = int(hours) * 3600 + int(minutes) * 60
        self._offset, self._rest = -seconds if sign == "-" else seconds, self._rest[_ZONE_LENGTH:]


def _is_number(text: str, length: int) -> bool:
    return len(text) == length and text.isascii() and text.isdigit()


def _quoted(value: str) -> str:
    return quote_for_time(value.encode("latin-1").decode(errors="surrogateescape"))


def _local_offset(seconds: int) -> int:
    """Return how far the local zone is ahead of UTC at a local time; today's where none is known."""
    try:
        moment = (
            (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)).replace(tzinfo=None).astimezone()
        )
    except (OverflowError, ValueError, OSError):
        moment = datetime.now(UTC).astimezone()
    return int((moment.utcoffset() or timedelta()).total_seconds())
