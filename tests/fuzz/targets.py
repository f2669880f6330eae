"""What is fuzzed: functions that take any bytes, and may raise nothing but the error they document."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from dockctl.engine.progress import read_events
from dockctl.engine.reference import parse_reference
from dockctl.engine.stream import demultiplex
from dockctl.errors import InvalidReferenceError, StreamError
from dockctl.gotemplate.errors import ExecutionError, TemplateSyntaxError
from dockctl.gotemplate.template import Template
from dockctl.transport.chunked import ChunkDecoder

if TYPE_CHECKING:
    from collections.abc import Callable

VALUES = {
    "Name": "web",
    "Count": 3,
    "List": ["a", 1, None],
    "Map": {"a": {"b": 1.5}},
    "Nothing": None,
    "Yes": True,
}
_PIECE = 7


class _Pieces:
    def __init__(self, data: bytes) -> None:
        self._data = data

    def read1(self) -> bytes:
        piece, self._data = self._data[:_PIECE], self._data[_PIECE:]
        return piece


def demultiplexer(data: bytes) -> None:
    """Frames of an attached stream."""
    with suppress(StreamError):
        for frame in demultiplex(_Pieces(data)):
            assert frame.data


def messages(data: bytes) -> None:
    """The JSON messages of a pull."""
    with suppress(StreamError):
        list(read_events(data[start : start + _PIECE] for start in range(0, len(data), _PIECE)))


def chunks(data: bytes) -> None:
    """The chunked coding."""
    decoder = ChunkDecoder()
    with suppress(ValueError):
        for start in range(0, len(data), _PIECE):
            decoder.feed(data[start : start + _PIECE])


def template(data: bytes) -> None:
    """A template, and what it makes of values of all kinds."""
    with suppress(TemplateSyntaxError, ExecutionError):
        Template(data.decode(errors="replace")).render(VALUES)


def reference(data: bytes) -> None:
    """An image's name; what is one is the same when it is parsed again."""
    with suppress(InvalidReferenceError):
        parsed = parse_reference(data.decode(errors="replace"))
        assert parse_reference(parsed.canonical).canonical == parsed.canonical


TARGETS: dict[str, Callable[[bytes], None]] = {
    target.__name__: target for target in (demultiplexer, messages, chunks, template, reference)
}
