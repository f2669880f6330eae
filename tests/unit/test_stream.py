from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dockctl.engine.stream import STDERR, STDOUT, Frame, demultiplex, passthrough
from dockctl.errors import StreamError


class Pieces:
    """A source that gives out ``data`` in pieces of the given sizes, over and over."""

    def __init__(self, data: bytes, sizes: list[int]) -> None:
        self._data = data
        self._sizes = itertools.cycle(sizes)
        self.reads = 0

    def read1(self) -> bytes:
        size = next(self._sizes)
        piece, self._data = self._data[:size], self._data[size:]
        self.reads += 1
        return piece


def encode(stream: int, data: bytes) -> bytes:
    return bytes([stream, 0, 0, 0]) + len(data).to_bytes(4, "big") + data


frames = st.lists(st.tuples(st.sampled_from([0, 1, 2]), st.binary(max_size=40)), max_size=20)
sizes = st.lists(st.integers(1, 30), min_size=1, max_size=5)


@given(frames, sizes)
def test_frames_cut_anywhere_give_the_same_bytes_in_the_same_order(
    written: list[tuple[int, bytes]],
    cuts: list[int],
) -> None:
    source = Pieces(b"".join(encode(*frame) for frame in written), cuts)
    seen = [(frame.stream, byte) for frame in demultiplex(source) for byte in frame.data]
    expected = [(stream or STDOUT, byte) for stream, data in written for byte in data]
    assert seen == expected


def test_a_frame_is_passed_on_before_it_is_whole() -> None:
    source = Pieces(encode(1, b"x" * 1000), [100])
    first = next(demultiplex(source))
    assert first == Frame(STDOUT, b"x" * 92)
    assert source.reads == 1


def test_neighbours_that_arrive_together_are_one() -> None:
    data = encode(1, b"a") + encode(1, b"b") + encode(2, b"c") + encode(1, b"d")
    assert list(demultiplex(Pieces(data, [1000]))) == [
        Frame(STDOUT, b"ab"),
        Frame(STDERR, b"c"),
        Frame(STDOUT, b"d"),
    ]


@pytest.mark.parametrize("size", [1, 3, 8, 100])
def test_an_error_of_the_engine_is_raised_after_the_output(size: int) -> None:
    data = encode(1, b"out") + encode(3, b"disk on fire\n")
    seen: list[Frame] = []
    with pytest.raises(StreamError, match=r"^error from daemon in stream: disk on fire$"):
        seen.extend(demultiplex(Pieces(data, [size])))
    assert b"".join(frame.data for frame in seen) == b"out"


@pytest.mark.parametrize("data", [encode(1, b"abc")[:-1], encode(1, b"abc")[:5], encode(1, b"")[:1]])
def test_a_stream_that_breaks_off_is_an_error(data: bytes) -> None:
    with pytest.raises(StreamError, match="broke off"):
        list(demultiplex(Pieces(data, [7])))


@pytest.mark.parametrize("data", [b"plain text, no frames", b"\4\0\0\0\0\0\0\1x", b"\1\0\1\0\0\0\0\1x"])
def test_bytes_that_are_no_frame_are_an_error(data: bytes) -> None:
    with pytest.raises(StreamError, match="unrecognized stream header"):
        list(demultiplex(Pieces(data, [100])))


def test_a_terminals_stream_is_passed_through() -> None:
    assert list(passthrough(Pieces(b"abc", [2]))) == [Frame(STDOUT, b"ab"), Frame(STDOUT, b"c")]
