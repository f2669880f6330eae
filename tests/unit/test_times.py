from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dockctl.engine.retry import is_transient, with_retries
from dockctl.errors import (
    DockctlError,
    EngineError,
    EnginePermissionError,
    EngineUnreachableError,
    NotFoundError,
    StreamError,
)
from dockctl.options.durations import parse_duration
from dockctl.options.filters import Filter, collect_filters, parse_filter
from dockctl.options.timestamps import parse_timestamp

NOW = datetime(2024, 1, 1, tzinfo=UTC)
SECONDS = int(NOW.timestamp())


@pytest.mark.parametrize(
    ("text", "nanoseconds"),
    [
        ("0", 0), ("1h30m", 5400 * 10**9), ("1.5s", 15 * 10**8), ("-2m", -120 * 10**9), ("+1ms", 10**6),
        (".5s", 5 * 10**8), ("1.s", 10**9), ("3us", 3000), ("3µs", 3000), ("7ns", 7), ("1h1m1s1ms", 3661001 * 10**6),
    ],
)  # fmt: skip
def test_durations(text: str, nanoseconds: int) -> None:
    assert parse_duration(text) == nanoseconds


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", 'invalid duration ""'), ("10", 'missing unit in duration "10"'), ("1d", 'unknown unit "d" in duration "1d"'),
        ("x", 'invalid duration "x"'), (".s", 'invalid duration ".s"'), ("-", 'invalid duration "-"'),
        ("9999999h", 'invalid duration "9999999h"'),
    ],
)  # fmt: skip
def test_what_is_no_duration(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=r"^time: ") as caught:
        parse_duration(text)
    assert str(caught.value) == f"time: {message}"


@given(st.integers(0, 10**6), st.integers(0, 59), st.integers(0, 59))
def test_durations_add_up(hours: int, minutes: int, seconds: int) -> None:
    assert parse_duration(f"{hours}h{minutes}m{seconds}s") == (hours * 3600 + minutes * 60 + seconds) * 10**9


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("", ""), ("42m", str(SECONDS - 2520)), ("-1h", str(SECONDS + 3600)), ("0", "0"), ("1700000000", "1700000000"),
        ("1700000000.5", "1700000000.5"), ("2024-01-01T00:00:00Z", f"{SECONDS}.000000000"),
        ("2024-01-01T01:00:00+01:00", f"{SECONDS}.000000000"), ("2024-01-01T00:00:00.123456789Z", f"{SECONDS}.123456789"),
        ("2024-01-01T00Z", f"{SECONDS}.000000000"), ("2024-01-01Z", f"{SECONDS}.000000000"),
        ("2023-12-31T23:30-00:30", f"{SECONDS}.000000000"),
    ],
)  # fmt: skip
def test_timestamps(text: str, seconds: str) -> None:
    assert parse_timestamp(text, now=NOW) == seconds


# What the real docker CLI sends for odd times, and what it says of those that are none.
@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("+1", "+1"), ("+1.5", "+1.5"), ("1.+5", "1.+5"), ("1.1234567890", "1.1234567890"), ("00", "00"),
        ("9223372036854775807", "9223372036854775807"), ("2024-01-01T00:00:00,5Z", f"{SECONDS}.500000000"),
        ("2024-01-01T0Z", f"{SECONDS}.000000000"), ("2024-01-01T00:00:00.1234567890123Z", f"{SECONDS}.123456789"),
        ("2024-01-01+00:60", f"{SECONDS - 3600}.000000000"), ("2024-01-02T00:00:00+24:00", f"{SECONDS}.000000000"),
        ("1969-12-31T23:59:59.5Z", "-1.500000000"), ("0001-01-01Z", "-62135596800.000000000"),
        ("0000-02-29Z", "-62162121600.000000000"), ("9999-12-31T23:59:59Z", "253402300799.000000000"),
        ("500ms", str(SECONDS - 1)), ("1ns", str(SECONDS - 1)), ("-1ns", str(SECONDS)),
    ],
)  # fmt: skip
def test_odd_times(text: str, seconds: str) -> None:
    assert parse_timestamp(text, now=NOW) == seconds


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("2024-01", 'as "2006-01-02": cannot parse "" as "-"'),
        ("2024-1-2", 'as "2006-01-02": cannot parse "1-2" as "01"'),
        ("02024-01-02", 'as "2006-01-02": cannot parse "4-01-02" as "-"'),
        ("2024-01-02T", 'as "2006-01-02T15": cannot parse "" as "15"'),
        ("2024-01-02T03:4", 'as "2006-01-02T15:04": cannot parse "4" as "04"'),
        ("2024-01-02T03:04:05z", 'as "2006-01-02T15:04:05Z07:00": cannot parse "z" as "Z07:00"'),
        ("2024-01-02t03:04:05Z", 'as "2006-01-02Z07:00": cannot parse "t03:04:05Z" as "Z07:00"'),
        ("2024-01-02T03:04:05+0100", 'as "2006-01-02T15:04Z07:00": cannot parse ":05+0100" as "Z07:00"'),
        ("2024-01-02.5", 'as "2006-01-02T15:04:05.999999999": cannot parse ".5" as "T"'),
        ("2024-13-01", "month out of range"),
        ("2023-02-29", "day out of range"),
        ("2024-01-02T24:00:00", "hour out of range"),
        ("2024-01-02T03:04:05+25:00", "time zone offset hour out of range"),
        ("2024-01-02T03:04:05+23:61", "time zone offset minute out of range"),
        ("2024-01-02T03:04:05x", 'extra text: "x"'),
        ('2024-01-02"\\\t', r'extra text: "\"\\\x09"'),
    ],
)  # fmt: skip
def test_what_is_no_time(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=r"^parsing time ") as caught:
        parse_timestamp(text, now=NOW)
    assert str(caught.value).endswith(message)


@pytest.mark.parametrize(
    "text", ["abc", "1d", "1.", ".5", "1.5.6", "9223372036854775808", "1_000", " 5", "T", "z.5"]
)
def test_what_is_neither_a_time_nor_a_duration(text: str) -> None:
    with pytest.raises(ValueError, match=r"^failed to parse value as time or duration: ") as caught:
        parse_timestamp(text, now=NOW)
    assert str(caught.value).endswith(f'"{text}"')


def test_bytes_of_a_time_are_shown_as_go_shows_them() -> None:
    with pytest.raises(ValueError, match=r"^parsing time ") as caught:
        parse_timestamp("2024-é\udcff", now=NOW)
    shown = r"\xc3\xa9\xff"
    assert str(caught.value) == f'parsing time "2024-{shown}" as "2006-01-02": cannot parse "{shown}" as "01"'


def test_a_time_without_a_zone_is_local(monkeypatch: pytest.MonkeyPatch) -> None:
    import time  # noqa: PLC0415

    monkeypatch.setenv("TZ", "Asia/Tokyo")
    time.tzset()
    try:
        assert parse_timestamp("2024-01-01T09:00", now=NOW) == f"{SECONDS}.000000000"
    finally:
        monkeypatch.undo()
        time.tzset()


@given(st.text())
def test_any_text_is_a_time_or_an_error(text: str) -> None:
    try:
        parse_timestamp(text, now=NOW)
    except ValueError:
        return


def test_filters() -> None:
    assert parse_filter(" STATUS =running ") == Filter("status", "running")
    assert parse_filter("label=a=b") == Filter("label", "a=b")
    assert collect_filters(
        [parse_filter("label=a"), parse_filter(""), parse_filter("label=b"), parse_filter("id=1")]
    ) == {
        "label": ["a", "b"],
        "id": ["1"],
    }
    with pytest.raises(ValueError, match="bad format of filter"):
        parse_filter("x")


@pytest.mark.parametrize(
    ("error", "transient"),
    [
        (EngineError(500, 'Get "https://r/v2/": net/http: TLS handshake timeout'), True),
        (EngineError(500, "toomanyrequests: You have reached your pull rate limit"), True),
        (EngineError(500, "received unexpected HTTP status: 503 Service Unavailable"), True),
        (StreamError("unexpected EOF"), True),
        (EngineError(500, 'Head "https://r/v2/x": no basic auth credentials'), False),
        (EngineError(500, "unauthorized: authentication required"), False),
        (NotFoundError(404, "manifest for x:1 not found: manifest unknown"), False),
        (EngineError(500, "write: no space left on device"), False),
        (EngineError(400, "invalid reference format"), False),
        (DockctlError("timeout"), False),
    ],
)
def test_which_failures_pass(error: DockctlError, transient: bool) -> None:
    assert is_transient(error) is transient


def test_retries_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("time.sleep", lambda _: None)
    pauses: list[float] = []
    calls: list[int] = []

    def fail() -> None:
        calls.append(1)
        raise StreamError("unexpected EOF")

    with pytest.raises(StreamError):
        with_retries(fail, retries=3, delay=1, notify=lambda _, pause: pauses.append(pause))
    assert len(calls) == 4
    assert [0.8 * 2**n <= pause <= 1.2 * 2**n for n, pause in enumerate(pauses)] == [True] * 3


def test_an_engine_that_is_gone_is_tried_again_only_after_it_has_answered() -> None:
    failures: list[DockctlError] = [EngineUnreachableError("gone"), StreamError("unexpected EOF")]

    def fail_in_turn() -> str:
        if failures:
            raise failures.pop()
        return "done"

    assert with_retries(fail_in_turn, retries=3, delay=0, notify=lambda *_: None) == "done"
    failures = [EngineUnreachableError("gone")]
    with pytest.raises(EngineUnreachableError):
        with_retries(fail_in_turn, retries=3, delay=0, notify=lambda *_: None)
    failures = [EnginePermissionError("not yours"), StreamError("unexpected EOF")]
    with pytest.raises(EnginePermissionError):
        with_retries(fail_in_turn, retries=3, delay=0, notify=lambda *_: None)
