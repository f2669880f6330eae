"""The chunked transfer coding of HTTP/1.1 (RFC 9112, 7.1), decoded in bulk.

An engine sends each line of a log as a chunk of its own. The standard library hands out one chunk a call,
which takes longer than the engine takes to send it; this decoder takes all that has arrived at once.
"""

from __future__ import annotations

from dockctl.visible import quote_bytes

_LINE_END = b"\r\n"
_LONGEST_SIZE_LINE = 1024


class ChunkDecoder:
    """Takes an encoded body in any pieces, and returns what they hold; ``finished`` at its end."""

    def __init__(self) -> None:
        self.finished = False
        self._pending = b""  # the beginning of a line about the next chunk's size
        self._remaining = 0  # of the current chunk, with the line end behind it

    def feed(self, data: bytes) -> bytes:
        """Return the content that ``data`` brings; raises ValueError for what is no chunk."""
        if self.finished:
            return b""
        data = self._pending + data
        parts: list[bytes] = []
        remaining, position, end = self._remaining, 0, len(data)
        while position < end:
            if remaining > len(_LINE_END):
                piece = data[position : position + remaining - len(_LINE_END)]
                parts.append(piece)
                position += len(piece)
                remaining -= len(piece)
            elif remaining:
                skipped = min(remaining, end - position)
                position += skipped
                remaining -= skipped
            else:
                line_end = data.find(_LINE_END, position)
                if line_end < 0:
                    break
                size = _parse_size(data[position:line_end])
                position = line_end + len(_LINE_END)
                if size == 0:
                    self.finished = True  # trailers may follow; nobody asked for any
                    break
                remaining = size + len(_LINE_END)
        self._remaining, self._pending = remaining, b"" if self.finished else data[position:]
        if len(self._pending) > _LONGEST_SIZE_LINE:
            raise ValueError("the size of a chunk has no end")
        return b"".join(parts)


def _parse_size(line: bytes) -> int:
    """Return a chunk's size; raises ValueError for what is no hexadecimal number, as a signed one is none."""
    digits = line.partition(b";")[0].strip()
    if not digits or digits.strip(b"0123456789abcdefABCDEF"):
        raise ValueError(f"a chunk has no size: {quote_bytes(digits[:_LONGEST_SIZE_LINE])}")
    return int(digits, 16)
