"""One line of comma-separated values, as Go's encoding/csv reads it."""

from __future__ import annotations

from typing import NoReturn

_BARE = 'bare " in non-quoted-field'
_STRAY = 'extraneous or missing " in quoted-field'


def split_csv(text: str) -> list[str]:
    """Return the fields of the first line that isn't empty; quotes keep commas and line breaks.

    Raises ValueError in Go's words, which count bytes.
    """
    return [field.decode(errors="surrogateescape") for field in _Line(text).fields()]


class _Line:
    def __init__(self, text: str) -> None:
        data = text.encode(errors="surrogateescape")
        self._lines = data.replace(b"\r\n", b"\n").removesuffix(b"\r").splitlines(keepends=True)
        if b"\r" in data:  # which ends no line in Go
            self._lines = [
                line + b"\n" for line in data.replace(b"\r\n", b"\n").removesuffix(b"\r").split(b"\n")
            ]
            last = self._lines.pop().removesuffix(b"\n")
            self._lines += [last] if last else []
        self._number = self._start = 0
        self._column = 1
        self._rest = b""

    def fields(self) -> list[bytes]:
        while not self._rest.strip(b"\n"):
            if not self._next_line():
                raise ValueError("EOF")
        self._start = self._number
        found = []
        while True:
            field, more = self._quoted() if self._rest.startswith(b'"') else self._plain()
            found.append(field)
            if not more:
                return found

    def _next_line(self) -> bool:
        if self._number >= len(self._lines):
            return False
        self._rest, self._column = self._lines[self._number], 1
        self._number += 1
        return True

    def _fail(self, reason: str) -> NoReturn:
        place = f"parse error on line {self._number}, column {self._column}: {reason}"
        raise ValueError(place if self._start == self._number else f"record on line {self._start}; {place}")

    def _plain(self) -> tuple[bytes, bool]:
        field, comma, rest = self._rest.partition(b",")
        field = field if comma else field.removesuffix(b"\n")
        if b'"' in field:
            self._column += field.index(b'"')
            self._fail(_BARE)
        self._rest = rest
        self._column += len(field) + 1
        return field, bool(comma)

    def _quoted(self) -> tuple[bytes, bool]:
        field = b""
        self._advance(1)
        while True:
            part, mark, rest = self._rest.partition(b'"')
            field += part
            if not mark:
                self._column += len(part)
                if not self._next_line():
                    self._fail(_STRAY)
                continue
            self._advance(len(part) + 1)
            if rest.startswith(b'"'):
                field += b'"'
                self._advance(1)
            elif rest.startswith(b","):
                self._advance(1)
                return field, True
            elif rest in {b"", b"\n"}:
                return field, False
            else:
                self._column -= 1
                self._fail(_STRAY)

    def _advance(self, count: int) -> None:
        self._rest = self._rest[count:]
        self._column += count
