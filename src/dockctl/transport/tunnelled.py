"""Ordinary requests over connections that connections.py opens: those through ssh."""

from __future__ import annotations

from typing import TYPE_CHECKING

import requests.adapters
import urllib3.connection
import urllib3.connectionpool

from dockctl.transport.answers import WholeResponse
from dockctl.transport.connections import open_socket

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dockctl.transport.address import Address


class TunnelAdapter(requests.adapters.HTTPAdapter):
    """Keeps connections to the engine at ``address`` for all requests."""

    def __init__(self, address: Address) -> None:
        super().__init__()
        self._pool = _Pool(address)

    def get_connection_with_tls_context(self, *_: object, **__: object) -> urllib3.HTTPConnectionPool:
        """Return the pool, whatever the request."""
        return self._pool

    def request_url(self, request: requests.PreparedRequest, _proxies: Mapping[str, str] | None) -> str:
        """Return what the request's first line asks for."""
        return str(request.path_url)

    def close(self) -> None:
        """Close the idle connections."""
        self._pool.close()
        super().close()


class _Connection(urllib3.connection.HTTPConnection):
    response_class = WholeResponse
    address: Address

    def connect(self) -> None:
        self.sock = open_socket(self.address)


class _Pool(urllib3.connectionpool.HTTPConnectionPool):
    def __init__(self, address: Address) -> None:
        super().__init__("localhost", maxsize=10)
        self._address = address

    def _new_conn(self) -> _Connection:
        connection = _Connection("localhost")
        connection.address = self._address
        return connection
