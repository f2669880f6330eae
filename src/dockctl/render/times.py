"""Go's times and durations, with the methods that templates call on them."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING, ClassVar

from dockctl.gotemplate.errors import CallError
from dockctl.gotemplate.kinds import DURATION, INT, STRING, TIME, Integer, Structure, Word, takes
from dockctl.render.units import go_duration, go_timestamp

if TYPE_CHECKING:
    from collections.abc import Collection

_SECOND = 1_000_000_000  # nanoseconds
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_RFC3339 = re.compile(r"(\d{4}-\d\d-\d\d)[Tt](\d\d:\d\d:\d\d)(?:\.(\d+))?([Zz]|[+-]\d\d:\d\d)")
# What stands for a part of a time in a layout, in Go's order; the longer of two that begin alike comes first.
_LAYOUT = re.compile(
    r"January|Jan|Monday|Mon|MST|2006|Z07:00:00|Z070000|Z07:00|Z0700|Z07|-07:00:00|-070000|-07:00|-0700|-07|"
    r"01|002|02|03|04|05|06|__2|_2|15|PM|pm|[.,](?:0+|9+)(?!\d)|1|2|3|4|5"
)
_FORMS = {
    "January": "%B", "Jan": "%b", "Monday": "%A", "Mon": "%a", "01": "%m", "02": "%d", "03": "%I", "04": "%M", "05": "%S",
    "06": "%y", "15": "%H", "PM": "%p", "002": "%j",
}  # fmt: skip
_ZERO = "0001-01-01T00:00:00Z"


class Duration(Integer):
    """A time.Duration: nanoseconds."""

    go_type = DURATION

    def String(self) -> str:
        """Return ``1h2m3s``."""
        return ("-" if self < 0 else "") + go_duration(abs(int(self)) / _SECOND)

    def Nanoseconds(self) -> Integer:
        return Integer.of("int64", int(self))

    def Microseconds(self) -> Integer:
        return Integer.of("int64", int(self) // 1000)

    def Milliseconds(self) -> Integer:
        return Integer.of("int64", int(self) // 1_000_000)

    def Seconds(self) -> float:
        return int(self) / _SECOND

    def Minutes(self) -> float:
        return int(self) / _SECOND / 60

    def Hours(self) -> float:
        return int(self) / _SECOND / 3600


class _Named(Integer):
    """A number that Go prints as a word."""

    word = ""

    @classmethod
    def make(cls, go_type: str, number: int, word: str) -> _Named:
        made = cls(number)
        made.go_type, made.word = go_type, word
        return made

    def String(self) -> str:
        return self.word


class _Location(Word):
    """A time zone, which Go prints as its name."""

    go_type = "*time.Location"
    __slots__ = ()

    def String(self) -> str:
        return self[:]


class Time(Structure):
    """A time.Time, made of the text that JSON has."""

    hidden: ClassVar[Collection[str]] = ("wall", "ext", "loc")

    def __init__(self, text: str) -> None:
        super().__init__({}, text, go_type=TIME)
        self._text = text
        match = _RFC3339.fullmatch(text)
        try:
            self._moment = datetime.fromisoformat(f"{match[1]}T{match[2]}{match[4].upper()}") if match else None
        except ValueError:
            self._moment = None
        self._fraction = int((match[3] or "0")[:9].ljust(9, "0")) if match else 0

    @classmethod
    def _of(cls, moment: datetime, fraction: int) -> Time:
        digits = f".{fraction:09}".rstrip("0") if fraction else ""
        zone = f"{moment:%z}"
        shown = "Z" if zone == "+0000" else f"{zone[:3]}:{zone[3:]}"
        return cls(f"{moment.year:04}-{moment:%m-%dT%H:%M:%S}{digits}{shown}")

    @property
    def _known(self) -> datetime:
        if self._moment is None:
            raise CallError(f"no time: {self._text}")
        return self._moment

    @property
    def _nanoseconds(self) -> int:
        since = self._known - _EPOCH
        return (since.days * 86400 + since.seconds) * _SECOND + self._fraction

    def String(self) -> str:
        """Return the time as Go prints it."""
        return go_timestamp(self._text)

    def Year(self) -> int:
        return self._known.year

    def Month(self) -> Integer:
        return _Named.make("time.Month", self._known.month, f"{self._known:%B}")

    def Day(self) -> int:
        return self._known.day

    def Hour(self) -> int:
        return self._known.hour

    def Minute(self) -> int:
        return self._known.minute

    def Second(self) -> int:
        return self._known.second

    def Nanosecond(self) -> int:
        return self._fraction

    def YearDay(self) -> int:
        return self._known.timetuple().tm_yday

    def Weekday(self) -> Integer:
        return _Named.make("time.Weekday", self._known.isoweekday() % 7, f"{self._known:%A}")

    def Unix(self) -> Integer:
        return Integer.of("int64", self._nanoseconds // _SECOND)

    def UnixMilli(self) -> Integer:
        return Integer.of("int64", self._nanoseconds // 1_000_000)

    def UnixMicro(self) -> Integer:
        return Integer.of("int64", self._nanoseconds // 1000)

    def UnixNano(self) -> Integer:
        wrapped = (self._nanoseconds + (1 << 63)) % (1 << 64) - (1 << 63)
        return Integer.of("int64", wrapped)

    def Location(self) -> Word:
        return _Location(self._zone_name())

    def IsZero(self) -> bool:
        return self._known == datetime.fromisoformat(_ZERO) and not self._fraction

    def UTC(self) -> Time:
        return self._of(self._known.astimezone(UTC), self._fraction)

    def Local(self) -> Time:
        return self._of(self._known.astimezone(), self._fraction)

    @takes(DURATION)
    def Add(self, duration: int) -> Time:
        seconds, fraction = divmod(self._fraction + int(duration), _SECOND)
        return self._of(self._known + timedelta(seconds=seconds), fraction)

    @takes(TIME)
    def Sub(self, other: Time) -> Duration:
        return Duration(self._nanoseconds - other._nanoseconds)

    @takes(TIME)
    def Before(self, other: Time) -> bool:
        return self._nanoseconds < other._nanoseconds

    @takes(TIME)
    def After(self, other: Time) -> bool:
        return self._nanoseconds > other._nanoseconds

    @takes(TIME)
    def Equal(self, other: Time) -> bool:
        return self._nanoseconds == other._nanoseconds

    @takes(TIME)
    def Compare(self, other: Time) -> int:
        return (self._nanoseconds > other._nanoseconds) - (self._nanoseconds < other._nanoseconds)

    @takes(INT, INT, INT)
    def AddDate(self, years: int, months: int, days: int) -> Time:
        moment = self._known
        year, month = divmod((moment.year + years) * 12 + moment.month - 1 + months, 12)
        first = moment.replace(year=year, month=month + 1, day=1)
        return self._of(first + timedelta(days=moment.day - 1 + days), self._fraction)

    @takes(STRING)
    def Format(self, layout: str) -> str:
        """Return the time in a ``layout``: what Go's own reference time would look like."""
        return _LAYOUT.sub(lambda match: self._part(match[0]), layout)

    def _part(self, word: str) -> str:
        moment = self._known
        if word in _FORMS:
            return f"{moment:{_FORMS[word]}}"
        if word[0] in ".,":
            digits = f"{self._fraction:09}"[: len(word) - 1]
            return word[0] + digits if word[1] == "0" else (word[0] + digits).rstrip("0").rstrip(word[0])
        if word[0] in "Z-":
            return self._zone(word)
        hour = (moment.hour + 11) % 12 + 1
        parts = {
            "2006": f"{moment.year:04}", "1": f"{moment.month}", "2": f"{moment.day}", "_2": f"{moment.day:2}",
            "__2": f"{self.YearDay():3}", "3": f"{hour}", "4": f"{moment.minute}", "5": f"{moment.second}",
            "pm": f"{moment:%p}".lower(),
        }  # fmt: skip
        return parts[word] if word in parts else self._zone_name()

    def _zone(self, word: str) -> str:
        offset = self._known.utcoffset() or timedelta()
        if word[0] == "Z" and not offset:
            return "Z"
        sign = "-" if offset < timedelta() else "+"
        hours, minutes = divmod(abs(offset) // timedelta(minutes=1), 60)
        parts = [f"{hours:02}", f"{minutes:02}", "00"]
        colon = ":" if ":" in word else ""
        return sign + colon.join(parts[: len(re.findall(r"\d\d", word))])

    def _zone_name(self) -> str:
        return "UTC" if self._known.tzinfo in {UTC, timezone(timedelta())} else f"{self._known:%z}"
