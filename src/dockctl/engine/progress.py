"""The messages in which an engine tells how a pull (a push, a load) goes on."""

from __future__ import annotations

import codecs
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dockctl.errors import StreamError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_UNAUTHORIZED = 401
_LONGEST_MESSAGE = 4 << 20  # characters
_BETWEEN = " \t\r\n\x1e"  # also what begins a record of application/json-seq (RFC 7464)


@dataclass(frozen=True, slots=True)
class PullEvent:
    """One message: ``status`` about the layer ``id`` ("" for the whole), and bytes done of bytes in all.

    ``current`` and ``total`` are 0 where the engine doesn't say.
    """

    status: str
    id: str = ""
    current: int = 0
    total: int = 0


def read_events(chunks: Iterable[bytes]) -> Iterator[PullEvent]:
    """Yield the events of a stream of JSON objects, cut into ``chunks`` anywhere.

    Raises StreamError for an error among them, and for a stream that breaks off or is no JSON.
    """
    for message in read_objects(chunks):
        error = message.get("errorDetail") or message.get("error")
        if error:
            raise StreamError(_describe(error))
        if message.get("aux") is not None:
            continue  # what programs may want to know of the result
        detail = message.get("progressDetail")
        counts = detail if isinstance(detail, dict) else {}
        yield PullEvent(
            status=str(message.get("status") or message.get("stream") or "").removesuffix("\n"),
            id=str(message.get("id") or ""),
            current=_count(counts.get("current")),
            total=_count(counts.get("total")),
        )


def _count(value: object) -> int:
    return value if isinstance(value, int) else 0


def _describe(error: object) -> str:
    if not isinstance(error, dict):
        return error if isinstance(error, str) else json.dumps(error)
    if error.get("code") == _UNAUTHORIZED:
        return "authentication is required"
    message = error.get("message")
    return message if message and isinstance(message, str) else json.dumps(error)


def read_objects(chunks: Iterable[bytes]) -> Iterator[dict[str, Any]]:
    """Yield the JSON objects of a stream that is cut into ``chunks`` anywhere; raises StreamError as read_events()."""
    decode = codecs.getincrementaldecoder("utf-8")(errors="replace").decode
    parse = json.JSONDecoder().raw_decode
    text = ""
    for chunk in chunks:
        text = (text + decode(chunk)).lstrip(_BETWEEN)
        while text:
            try:
                message, end = parse(text)
            except ValueError:
                if len(text) > _LONGEST_MESSAGE:
                    raise StreamError(f"a message from the engine has no end: {text[:200]}") from None
                break  # not whole yet
            if not isinstance(message, dict):
                raise StreamError(f"unexpected message in the stream from the engine: {text[:200]}")
            yield message
            text = text[end:].lstrip(_BETWEEN)
    if text:
        raise StreamError(f"the stream from the engine broke off: {text[:200]}")
