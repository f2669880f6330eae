from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dockctl.transport.chunked import ChunkDecoder


def encode(chunks: list[bytes], extension: bytes = b"") -> bytes:
    return b"".join(b"%X%s\r\n%s\r\n" % (len(chunk), extension, chunk) for chunk in chunks) + b"0\r\n\r\n"


@given(st.lists(st.binary(min_size=1, max_size=60)), st.integers(1, 40))
def test_a_body_cut_anywhere_is_the_same_body(chunks: list[bytes], size: int) -> None:
    encoded = encode(chunks)
    decoder = ChunkDecoder()
    content = b"".join(decoder.feed(encoded[start : start + size]) for start in range(0, len(encoded), size))
    assert content == b"".join(chunks)
    assert decoder.finished


def test_extensions_are_skipped() -> None:
    assert ChunkDecoder().feed(encode([b"abc"], b";name=value")) == b"abc"


def test_it_is_not_finished_before_the_last_chunk() -> None:
    decoder = ChunkDecoder()
    assert decoder.feed(b"3\r\nabc\r\n") == b"abc"
    assert not decoder.finished


@pytest.mark.parametrize("data", [b"xyz\r\n", b"\r\n", b"-5\r\n", b"+5\r\n", b"1_0\r\n", b"3" * 2000])
def test_what_is_no_chunk_is_an_error(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"no size|no end"):
        ChunkDecoder().feed(data)


@given(st.binary(max_size=300), st.integers(1, 40))
def test_any_bytes_are_content_or_an_error(data: bytes, size: int) -> None:
    """And are gone through once: no number in them sends it back."""
    decoder = ChunkDecoder()
    with suppress(ValueError):
        content = b"".join(decoder.feed(data[start : start + size]) for start in range(0, len(data), size))
        assert len(content) <= len(data)
