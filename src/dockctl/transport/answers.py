"""Answers whose headers are all there: the standard library takes the end of a connection for the end of them."""

from __future__ import annotations

import errno
import http.client
from typing import IO, Any

import urllib3.connection
import urllib3.connectionpool


class WholeResponse(http.client.HTTPResponse):
    """An answer that is an error, ConnectionResetError, if the connection ends within its headers."""

    def begin(self) -> None:
        """Read the status line and the headers."""
        reader = self.fp
        heads: Any = _HeaderReader(reader)
        self.fp = heads
        try:
            super().begin()
        finally:
            if self.fp is heads:  # not closed meanwhile
                self.fp = reader


class _HeaderReader:
    """Reads the lines of a head; before the first one an end is the caller's to explain."""

    def __init__(self, reader: IO[bytes]) -> None:
        self._reader = reader
        self._begun = False

    def readline(self, limit: int = -1, /) -> bytes:
        line = self._reader.readline(limit)
        if not line.endswith(b"\n") and (line or self._begun) and not 0 < limit <= len(line):
            raise ConnectionResetError(errno.ECONNRESET, "the answer broke off")
        self._begun = True
        return line

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401  (whatever the reader has)
        return getattr(self._reader, name)


class _Connection(urllib3.connection.HTTPConnection):
    response_class = WholeResponse


class _SecureConnection(urllib3.connection.HTTPSConnection):
    response_class = WholeResponse


class _Pool(urllib3.connectionpool.HTTPConnectionPool):
    ConnectionCls = _Connection


class _SecurePool(urllib3.connectionpool.HTTPSConnectionPool):
    ConnectionCls = _SecureConnection


POOLS = {"http": _Pool, "https": _SecurePool}
