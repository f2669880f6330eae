"""The framing in which output and errors share one connection.

A frame is a header of 8 bytes, the stream's number, three zeros and the payload's length (big-endian),
and then the payload. Source: the Engine API reference, ContainerAttach, "Stream format".
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

from dockctl.errors import StreamError
from dockctl.visible import quote_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator

STDIN, STDOUT, STDERR, SYSTEM_ERROR = range(4)
_HEADER_SIZE = 8
_PADDING = b"\0\0\0"


class Source(Protocol):
    """Where bytes come from: read1() returns some as soon as there are any, b"" at the end."""

    def read1(self) -> bytes:
        """Return the next bytes."""


class Frame(NamedTuple):
    """Bytes that a container wrote to one stream: STDOUT or STDERR."""

    stream: int
    data: bytes


def passthrough(source: Source) -> Iterator[Frame]:
    """Yield the output of a container with a terminal: one stream without framing."""
    while data := source.read1():
        yield Frame(STDOUT, data)


def demultiplex(source: Source) -> Iterator[Frame]:
    """Yield what the framed ``source`` holds, in its order, as it comes.

    Neighbouring frames of one stream that arrive together are yielded as one. Memory is bounded by what
    one read returns, whatever the frames' length. Raises StreamError for an error that the engine puts
    into the stream, for bytes that are no frame, and for a stream that breaks off inside one.
    """
    parser = _FrameParser()
    while data := source.read1():
        yield from parser.feed(data)
    parser.finish()


class _FrameParser:
    """Cuts a framed stream, given in any pieces, into its frames."""

    def __init__(self) -> None:
        self._pending = b""  # the beginning of a header
        self._stream = STDOUT
        self._remaining = 0  # of the current frame's payload
        self._failure = bytearray()

    def feed(self, data: bytes) -> list[Frame]:
        """Return the frames, or parts of them, that ``data`` brings."""
        data = self._pending + data
        runs: list[tuple[int, list[bytes]]] = []
        stream, remaining, position, end = self._stream, self._remaining, 0, len(data)
        parts: list[bytes] = []
        while position < end:
            if remaining == 0:
                if end - position < _HEADER_SIZE:
                    break
                kind = data[position] or STDOUT
                if kind > SYSTEM_ERROR or data[position + 1 : position + 4] != _PADDING:
                    header = data[position : position + _HEADER_SIZE]
                    raise StreamError(f"unrecognized stream header from the engine: {quote_bytes(header)}")
                if kind != stream:
                    runs.append((stream, parts))
                    stream, parts = kind, []
                remaining = int.from_bytes(data[position + 4 : position + _HEADER_SIZE], "big")
                position += _HEADER_SIZE
            piece = data[position : position + remaining]
            parts.append(piece)
            position += len(piece)
            remaining -= len(piece)
        runs.append((stream, parts))
        self._stream, self._remaining, self._pending = stream, remaining, data[position:]
        return self._output(runs)

    def _output(self, runs: list[tuple[int, list[bytes]]]) -> list[Frame]:
        """Return ``runs`` as frames, but for the engine's own errors, which are kept."""
        frames = []
        for stream, parts in runs:
            joined = b"".join(parts)
            if stream == SYSTEM_ERROR:
                self._failure += joined
            elif joined:
                frames.append(Frame(stream, joined))
        return frames

    def finish(self) -> None:
        """Raise StreamError if the stream held an error of the engine, or ended inside a frame."""
        if self._failure:
            text = self._failure.decode(errors="replace").strip()
            raise StreamError(f"error from daemon in stream: {text}")
        if self._pending or self._remaining:
            raise StreamError("the stream from the engine broke off")
