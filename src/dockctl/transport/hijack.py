"""Upgraded connections: HTTP that turns into a two-way stream of bytes, as attach needs.

requests can't do this: it gives an upgrade's answer an empty body, and what arrived together with the
answer's headers would be lost.
"""

from __future__ import annotations

import contextlib
import http.client
import json
import socket
from http import HTTPStatus
from typing import TYPE_CHECKING

from dockctl.errors import StreamError
from dockctl.transport.answers import WholeResponse
from dockctl.transport.connections import open_socket
from dockctl.transport.failures import connection_error, describe_failure
from dockctl.transport.headers import encode_headers
from dockctl.transport.http import CHUNK_SIZE, encode_query

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dockctl.transport.address import Address
    from dockctl.transport.http import Query


class _Connection(http.client.HTTPConnection):
    """An HTTP connection to an engine's address."""

    response_class = WholeResponse

    def __init__(self, address: Address) -> None:
        super().__init__(address.host or "localhost", address.port or None)
        self._address = address

    def connect(self) -> None:
        self.sock = open_socket(self._address)


class UpgradedConnection:
    """A two-way stream to a container's process.

    Reading may go on while another thread writes. ``content_type`` is the engine's word for what is sent.
    """

    def __init__(
        self,
        connection: http.client.HTTPConnection,
        sock: socket.socket,
        response: http.client.HTTPResponse,
    ) -> None:
        self._connection = connection
        self._socket = sock
        # The response's own buffer holds the bytes that came with the headers; the response itself is kept
        # because it closes that buffer when it goes.
        self._response = response
        self._reader = response.fp
        self.content_type = response.headers.get("Content-Type", "")

    def read1(self, size: int = CHUNK_SIZE) -> bytes:
        """Return at most ``size`` bytes as soon as there are any; b"" at the end."""
        try:
            return self._reader.read1(size)
        except OSError as error:
            raise StreamError(f"lost the stream from the engine: {describe_failure(error)}") from error

    def write(self, data: bytes) -> None:
        """Send all of ``data``."""
        try:
            self._socket.sendall(data)
        except OSError as error:
            raise StreamError(f"lost the stream to the engine: {describe_failure(error)}") from error

    def close_write(self) -> None:
        """Tell the other side that no more input comes; output can still be read."""
        with contextlib.suppress(OSError):  # the other side has closed already: it needs no telling
            self._socket.shutdown(socket.SHUT_WR)

    def close(self) -> None:
        """Close both directions; a read in another thread ends."""
        with contextlib.suppress(OSError):  # closed by the other side
            self._socket.shutdown(socket.SHUT_RDWR)
        self._response.close()
        self._connection.close()
        self._socket.close()


class RefusedUpgradeError(Exception):
    """The engine answered an upgrade with an ordinary response: ``status``, ``reason`` and ``body``."""

    def __init__(self, status: int, reason: str, body: bytes) -> None:
        super().__init__(status, reason)
        self.status = status
        self.reason = reason
        self.body = body


def upgrade(
    address: Address,
    path: str,
    *,
    query: Query,
    headers: Mapping[str, str],
    payload: object = None,
) -> UpgradedConnection:
    """POST to ``path`` and return the connection as a stream.

    Raises RefusedUpgradeError when the engine answers with an error, EngineUnreachableError when with nothing.
    """
    encoded = encode_headers(headers)
    connection = _Connection(address)
    body = b"" if payload is None else json.dumps(payload).encode()
    target = f"{address.root}{path}{encode_query(query) or '?'}"
    kind = "text/plain" if payload is None else "application/json"
    try:
        connection.request(
            "POST",
            target,
            body,
            {**encoded, "Content-Type": kind, "Connection": "Upgrade", "Upgrade": "tcp"},
        )
        sock = connection.sock
        response = connection.getresponse()
        # Old podman answers 200 and then streams all the same.
        if response.status in {HTTPStatus.SWITCHING_PROTOCOLS, HTTPStatus.OK}:
            return UpgradedConnection(connection, sock, response)
        refusal = RefusedUpgradeError(response.status, response.reason, response.read())
    except (OSError, http.client.HTTPException) as error:
        connection.close()
        raise connection_error(address, error) from error
    connection.close()
    raise refusal
