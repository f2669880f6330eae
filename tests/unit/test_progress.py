from __future__ import annotations

import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dockctl.engine.progress import PullEvent, read_events
from dockctl.errors import StreamError

MESSAGES = [
    {"status": "Pulling from library/alpine", "id": "latest"},
    {"status": "Downloading", "progressDetail": {"current": 5, "total": 10}, "progress": "[=> ]", "id": "abc"},
    {"status": "Pull complete", "progressDetail": {}, "id": "abc"},
    {"status": "Größe ✓"},
]
EVENTS = [
    PullEvent("Pulling from library/alpine", "latest"),
    PullEvent("Downloading", "abc", 5, 10),
    PullEvent("Pull complete", "abc"),
    PullEvent("Größe ✓"),
]


@given(st.integers(1, 50), st.sampled_from(["", "\n", "\r\n", "  "]))
def test_messages_cut_anywhere_are_the_same_events(size: int, between: str) -> None:
    data = between.join(json.dumps(message, ensure_ascii=False) for message in MESSAGES).encode()
    chunks = [data[start : start + size] for start in range(0, len(data), size)]
    assert list(read_events(chunks)) == EVENTS


@pytest.mark.parametrize(
    ("message", "text"),
    [
        ({"errorDetail": {"message": "no space left"}, "error": "no space left"}, "no space left"),
        ({"error": "old engines say only this"}, "old engines say only this"),
        ({"errorDetail": {"code": 401, "message": "x"}}, "authentication is required"),
    ],
)
def test_an_error_among_them_is_raised(message: dict[str, object], text: str) -> None:
    events = read_events([json.dumps(MESSAGES[0]).encode(), json.dumps(message).encode()])
    assert next(events) == EVENTS[0]
    with pytest.raises(StreamError) as caught:
        next(events)
    assert caught.value.message == text


@pytest.mark.parametrize("data", [b'{"status":"half', b"<html>", b"[1]"])
def test_what_is_no_message_is_an_error(data: bytes) -> None:
    with pytest.raises(StreamError):
        list(read_events([data]))


values = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), st.text(max_size=5)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=5,
)
names = st.sampled_from(["status", "id", "progressDetail", "errorDetail", "error", "aux", "stream"])


@given(st.lists(st.dictionaries(names, values, max_size=4), max_size=3), st.integers(1, 50))
def test_any_messages_are_events_or_an_error(messages: list[dict[str, object]], size: int) -> None:
    data = "".join(map(json.dumps, messages)).encode()
    with suppress(StreamError):
        for event in read_events(data[start : start + size] for start in range(0, len(data), size)):
            assert isinstance(event, PullEvent)


@given(st.binary(max_size=200))
def test_any_bytes_are_events_or_an_error(data: bytes) -> None:
    with suppress(StreamError):
        list(read_events([data]))


def test_a_message_without_an_end_is_an_error() -> None:
    with pytest.raises(StreamError, match="has no end"):
        list(read_events([b'{"status": "', *[b"x" * (1 << 20)] * 6]))
