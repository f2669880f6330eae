"""Ordinary HTTP requests, made by requests over a unix socket or TCP."""

from __future__ import annotations

import errno
import json
from typing import TYPE_CHECKING, Any, NoReturn, TypeAlias
from urllib.parse import urlencode

import requests
import requests.adapters
import requests_unixsocket.adapters
import urllib3
import urllib3.exceptions

from dockctl.errors import MissingFieldError, StreamError
from dockctl.transport.answers import POOLS, WholeResponse
from dockctl.transport.chunked import ChunkDecoder
from dockctl.transport.connections import CONNECT_TIMEOUT
from dockctl.transport.failures import connection_error, describe_failure
from dockctl.transport.headers import encode_headers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from dockctl.transport.address import Address, Tls

CHUNK_SIZE = 1 << 16
LONGEST_ANSWER = 64 << 20  # of one that is read as a whole: some 20,000 containers in a list
_LARGE_PIECE = 1 << 20
_LONGEST_QUOTE = 500

Query: TypeAlias = "Mapping[str, str | Sequence[str]]"


class _SocketPool(requests_unixsocket.adapters.UnixHTTPConnectionPool):  # type: ignore[misc]  # it has no types
    def _new_conn(self) -> object:
        connection = super()._new_conn()
        connection.response_class = WholeResponse
        return connection


class _SocketAdapter(requests_unixsocket.adapters.UnixAdapter):  # type: ignore[misc]  # as above
    """One connection pool a socket: the library's own adapter opens one a URL and never reuses it."""

    def get_connection(self, url: str, _proxies: Mapping[str, str] | None = None) -> object:
        scheme, _, rest = url.partition("://")
        socket = f"{scheme}://{rest.partition('/')[0]}"
        with self.pools.lock:
            if socket not in self.pools:
                self.pools[socket] = _SocketPool(socket, self.timeout)
            return self.pools[socket]


class _TcpAdapter(requests.adapters.HTTPAdapter):
    """As the library's own, with connections that notice an end within an answer's headers."""

    def init_poolmanager(self, *arguments: Any, **settings: Any) -> None:  # noqa: ANN401  (handed on)
        """Make the pools."""
        super().init_poolmanager(*arguments, **settings)
        self.poolmanager.pool_classes_by_scheme = POOLS

    def proxy_manager_for(self, proxy: str, **settings: Any) -> Any:  # noqa: ANN401  (handed on)
        """Return the pools of connections through a proxy."""
        manager = super().proxy_manager_for(proxy, **settings)
        manager.pool_classes_by_scheme = POOLS
        return manager


def encode_query(query: Query | None) -> str:
    """Return ``?name=value&…`` with the bytes of each value as they were typed; "" for no query."""
    return f"?{urlencode(query, doseq=True, errors='surrogateescape')}" if query else ""


class Answer(dict[str, Any]):
    """An object of the engine's JSON, of which a field that is missing is the engine's mistake, not ours."""

    def __missing__(self, key: str) -> NoReturn:
        raise MissingFieldError(f"the engine's answer is not what its API says: it has no {key}")


class Response:
    """An engine's answer: ``status``, ``headers`` and a body, read at once or as it comes.

    Every reading method raises StreamError when the connection breaks before the body's end.
    """

    def __init__(self, response: requests.Response, address: Address) -> None:
        self._response = response
        self._address = address
        self.status: int = response.status_code
        self.reason: str = response.reason or ""
        self.headers: Mapping[str, str] = response.headers
        self._chunks = ChunkDecoder() if response.raw.chunked else None

    def read(self) -> bytes:
        """Return the whole body; raises StreamError also for one that is too long to be an answer."""
        pieces, size = [], 0
        try:
            for piece in self._response.iter_content(_LARGE_PIECE):
                pieces.append(piece)
                size += len(piece)
                if size > LONGEST_ANSWER:
                    self.close()
                    raise StreamError(f"the answer from {self._address} has no end: {size >> 20} MiB so far")
        except (requests.RequestException, urllib3.exceptions.HTTPError, OSError, ValueError) as error:
            raise self._broken(error) from error
        return b"".join(pieces)

    def json(self, kind: type[dict[str, Any] | list[Any]]) -> Any:  # noqa: ANN401  (payloads.py names it)
        """Return the whole body, parsed: an object (``dict``) or objects in a ``list``, empty also for null.

        Raises StreamError for anything else, and later for the first field that is asked for and isn't there.
        """
        data = self.read()
        try:
            answer = json.loads(data, object_hook=Answer)
            if answer is None and kind is list:
                answer = []
            items = answer if isinstance(answer, list) else ()
            if not isinstance(answer, kind) or not all(isinstance(item, dict) for item in items):
                raise TypeError
        except (ValueError, TypeError, RecursionError) as error:
            text = data[:_LONGEST_QUOTE].decode(errors="replace").strip()
            fault = "not what its API says" if isinstance(error, TypeError) else "not JSON"
            raise StreamError(f"the answer from {self._address} is {fault}: {text}") from error
        return answer

    def read1(self, size: int = CHUNK_SIZE) -> bytes:
        """Return at most ``size`` bytes of the body as soon as there are any; b"" at its end."""
        try:
            if self._chunks is None:
                return self._response.raw.read1(size)
            return self._read_chunked(self._chunks, size)
        except (urllib3.exceptions.HTTPError, OSError, ValueError) as error:
            raise self._broken(error) from error

    def _read_chunked(self, decoder: ChunkDecoder, size: int) -> bytes:
        # Below urllib3's response lies the standard library's, and below that the buffered socket, from
        # which urllib3 itself reads chunks as well (HTTPResponse.read_chunked).
        source = self._response.raw._fp.fp  # type: ignore[union-attr]  # noqa: SLF001
        content = b""
        while not content and not decoder.finished:
            data = source.read1(size)
            if not data:
                raise ConnectionResetError(errno.ECONNRESET, "the answer broke off")
            content = decoder.feed(data)
        return content

    def chunks(self) -> Iterator[bytes]:
        """Yield the body in pieces, as it comes."""
        while data := self.read1():
            yield data

    def close(self) -> None:
        """Give up the rest of the body and the connection."""
        self._response.close()

    def _broken(self, error: Exception) -> StreamError:
        return StreamError(f"lost the connection to the engine at {self._address}: {describe_failure(error)}")


class HttpTransport:
    """Sends requests to one address, and keeps connections open between them.

    A timeout of ``None`` waits for ever: streams, and calls that end when a container does.
    """

    def __init__(self, address: Address, *, user_agent: str = "dockctl") -> None:
        self._address = address
        self._session = requests.Session()
        # No proxies and no .netrc from the environment by requests' rules: an engine's address says all there is to know.
        self._session.trust_env = False
        self._session.headers.update({"User-Agent": user_agent, "Accept-Encoding": "identity"})
        if address.is_unix:
            self._session.mount("http+unix://", _SocketAdapter())
        elif address.is_ssh:
            from dockctl.transport.tunnelled import TunnelAdapter

            self._session.mount("http+ssh://", TunnelAdapter(address))
        else:
            self._session.mount(f"{address.url.partition('://')[0]}://", _TcpAdapter())
            if address.proxy:
                self._session.proxies = dict.fromkeys(("http", "https"), address.proxy)
            if address.tls is not None:
                self._secure(address.tls)

    def _secure(self, tls: Tls) -> None:
        from dockctl.transport.tls import system_authorities

        self._session.verify = (tls.authority or system_authorities() or True) if tls.verify else False
        if not tls.verify:  # the user has said so: no need to tell it back at each request
            urllib3.disable_warnings(urllib3.exceptions.InsecureRequestWarning)
        if tls.certificate:
            self._session.cert = (tls.certificate, tls.key or tls.certificate)

    def send(  # noqa: PLR0913  (an HTTP request has as many parts)
        self,
        method: str,
        path: str,
        *,
        query: Query | None = None,
        payload: object = None,
        data: bytes | Iterable[bytes] | None = None,
        headers: Mapping[str, str] | None = None,
        timeout: float | None,
    ) -> Response:
        """Send one request and return once the answer's headers are there.

        ``payload`` is sent as JSON, ``data`` as it is, in chunks unless it is bytes. ``timeout`` bounds each wait
        for bytes, in seconds. Raises EngineUnreachableError.
        """
        encoded = encode_headers(headers or {})
        try:
            response = self._session.request(
                method,
                f"{self._address.url}{path}{encode_query(query)}",
                json=payload,
                data=data,
                headers=encoded,
                stream=True,
                timeout=(CONNECT_TIMEOUT, timeout),
                allow_redirects=False,
            )
        except (
            requests.RequestException,
            urllib3.exceptions.LocationValueError,
            OSError,
        ) as error:  # also of a certificate that is not there
            raise connection_error(self._address, error) from error
        return Response(response, self._address)

    def close(self) -> None:
        """Close the idle connections."""
        self._session.close()
