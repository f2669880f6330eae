"""An engine on TCP behind an HTTP proxy; docker CLI 28.2 asks the same proxies for the same things."""

from __future__ import annotations

import base64
import json
import socket
import ssl
import threading
from typing import TYPE_CHECKING, Any, Self

import pytest

from dockctl.config.proxies import choose_proxy
from dockctl.errors import EngineUnreachableError, InvalidAddressError
from dockctl.transport.address import Address, Tls, parse_address
from dockctl.transport.connections import open_socket
from tests.engine.registries import write_certificates

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Dockctl

PROXY = "http://proxy.test:3128"
PING = b"HTTP/1.1 200 OK\r\nApi-Version: 1.41\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
NOTHING = (
    b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\nConnection: close\r\n\r\n[]"
)


class Server:
    """While entered, a TCP server on a port of its own; each client has a thread in ``handle``."""

    def __init__(self, handle: Callable[[socket.socket], None]) -> None:
        self._handle = handle
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]

    def __enter__(self) -> Self:
        threading.Thread(target=self._serve, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    def _serve(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._handle_one, args=(client,), daemon=True).start()

    def _handle_one(self, client: socket.socket) -> None:
        client.settimeout(60)
        with client:
            self._handle(client)


def read_head(client: Any) -> str:  # noqa: ANN401  (a socket, plain or with TLS)
    head = b""
    while not head.endswith(b"\r\n\r\n"):
        data = client.recv(1)
        if not data:
            return ""
        head += data
    return head.decode()


class Proxy(Server):
    """A proxy that answers in the engine's place, also within tunnels; the heads it was sent are in ``heads``."""

    def __init__(self, secured: ssl.SSLContext | None = None, refusal: bytes = b"") -> None:
        super().__init__(self.answer)
        self.heads: list[str] = []
        self._secured = secured
        self._refusal = refusal

    def answer(self, client: socket.socket) -> None:
        head = read_head(client)
        self.heads.append(head)
        if not head.startswith("CONNECT"):
            client.sendall(PING if "/_ping" in head else NOTHING)
        elif self._refusal:
            client.sendall(self._refusal)
        else:
            client.sendall(b"HTTP/1.1 200 Connection established\r\nVia: us\r\n\r\n")
            if self._secured is None:
                client.sendall(client.recv(100).upper())
                return
            with self._secured.wrap_socket(client, server_side=True) as inner:
                head = read_head(inner)
                self.heads.append(head)
                inner.sendall(PING if "/_ping" in head else NOTHING)


def test_requests_go_through_the_proxy(dockctl: Dockctl, environment: dict[str, str]) -> None:
    with Proxy() as proxy:
        settings = {
            "DOCKER_HOST": "tcp://engine.test:5/p",
            "HTTP_PROXY": f"us%40er:pa%3Ass@127.0.0.1:{proxy.port}",
        }
        result = dockctl("ps", "-q", environment=environment | settings)
    assert (result.stdout, result.stderr, result.status) == ("", "", 0)
    lines = [head.splitlines() for head in proxy.heads]
    assert [line[0].partition("?")[0].removesuffix(" HTTP/1.1") for line in lines] == [
        "HEAD http://engine.test:5/p/_ping",
        "GET http://engine.test:5/p/v1.41/containers/json",
    ]
    account = base64.b64encode(b"us@er:pa:ss").decode()
    assert all(f"Proxy-Authorization: Basic {account}" in line for line in lines)
    assert all("Host: engine.test:5" in line for line in lines)


def test_tls_goes_through_a_tunnel(dockctl: Dockctl, environment: dict[str, str], tmp_path: Path) -> None:
    write_certificates(tmp_path)
    secured = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    secured.load_cert_chain(tmp_path / "server.crt", tmp_path / "server.key")
    with Proxy(secured) as proxy:
        settings = {
            "DOCKER_HOST": "tcp://engine.test:5", "DOCKER_CERT_PATH": str(tmp_path), "DOCKER_TLS": "1",
            "HTTPS_PROXY": f"http://u:p@127.0.0.1:{proxy.port}", "HTTP_PROXY": "http://127.0.0.1:1",
        }  # fmt: skip
        result = dockctl("ps", "-q", environment=environment | settings)
    assert (result.stdout, result.stderr, result.status) == ("", "", 0)
    tunnels = [head for head in proxy.heads if head.startswith("CONNECT")]
    assert tunnels
    assert all(head.startswith("CONNECT engine.test:5 HTTP/1.") for head in tunnels)
    assert all("roxy-authorization: basic dtpw" in head.lower() for head in tunnels)
    inner = [head for head in proxy.heads if not head.startswith("CONNECT")]
    assert inner[-1].startswith("GET /v1.41/containers/json")
    assert all("roxy-" not in head for head in inner)


def test_streams_go_through_a_tunnel_or_straight_where_there_is_none() -> None:
    with (
        Proxy() as proxy,
        open_socket(Address(host="::5", port=7, proxy=f"http://u@127.0.0.1:{proxy.port}/")) as sock,
    ):
        sock.sendall(b"hello")
        assert sock.recv(100) == b"HELLO"
    assert proxy.heads[0].splitlines()[:2] == ["CONNECT [::5]:7 HTTP/1.1", "Host: [::5]:7"]

    def greet(client: socket.socket) -> None:
        client.sendall(b"engine")

    for refusal in (b"HTTP/1.1 403 Forbidden\r\n\r\n", b"no HTTP"):
        with Server(greet) as engine, Proxy(refusal=refusal) as proxy:
            address = Address(host="127.0.0.1", port=engine.port, proxy=f"http://127.0.0.1:{proxy.port}")
            with open_socket(address) as sock:
                assert sock.recv(100) == b"engine"
        assert len(proxy.heads) == 1


def test_a_proxy_that_does_not_listen_is_told_of_without_its_password(
    dockctl: Dockctl, environment: dict[str, str]
) -> None:
    settings = {"DOCKER_HOST": "tcp://engine.test:5", "HTTP_PROXY": "http://u:s3cret@127.0.0.1:1"}
    result = dockctl("--error-format", "json", "ps", environment=environment | settings)
    error = json.loads(result.stderr)["error"]
    assert (
        error["message"]
        == "Cannot connect to the Docker daemon at tcp://engine.test:5. Is the docker daemon running?"
    )
    assert error["hint"] == "by way of the proxy 127.0.0.1:1 (HTTP_PROXY, HTTPS_PROXY): connection refused"
    assert result.status == 1


@pytest.mark.parametrize(
    ("host", "exceptions", "is_proxied"),
    [
        ("engine.test:5", "", True), ("localhost:5", "", False), ("127.1.2.3:5", "", False), ("[::1]:5", "", False),
        ("engine.test:5", "*", False), ("engine.test:5", " , ENGINE.test ", False), ("engine.test:5", "test", False),
        ("engine.test:5", ".test", False), ("engine.test:5", "*.test", False), ("engine.test:5", ".engine.test", True),
        ("engine.test:5", "gine.test", True), ("engine.test:5", "engine.test:5", False),
        ("engine.test:5", "engine.test:6", True), ("engine.test:5", "*.test:5", False), ("engine.test:5", ":5", True),
        ("a.engine.test:5", "engine.test", False), ("192.0.2.1:5", "192.0.2.1", False),
        ("192.0.2.1:5", "192.0.2.0/24", False),
        ("192.0.2.1:5", "192.0.3.0/24", True), ("192.0.2.1:5", "192.0.2.1:5", False), ("192.0.2.1:5", "192.0.2.1:6", True),
        ("192.0.2.1:5", "192.0.2", True), ("192.0.2.1:5", "2.1", True), ("192.0.2.1:5", "192.0.2.0/255.255.255.0", True),
        ("192.0.2.1:5", "192.0.2.1/99", True), ("[2001:db8::1]:5", "2001:db8::1", False),
        ("[2001:db8::1]:5", "[2001:db8::1]:5", False), ("[2001:db8::1]:5", "2001:db8::/32", False),
        ("[2001:db8::1]:5", "[2001:db8::1]", True), ("[2001:db8::1]:5", "192.0.2.0/24", True),
    ],
)  # fmt: skip
def test_exceptions_are_those_of_go(host: str, exceptions: str, is_proxied: bool) -> None:
    for variable in ("NO_PROXY", "no_proxy"):
        environment = {"HTTP_PROXY": PROXY, variable: exceptions}
        assert choose_proxy(parse_address(f"tcp://{host}"), environment) == (PROXY if is_proxied else "")


def test_which_variable_names_the_proxy() -> None:
    plain, secured = parse_address("tcp://h:1"), parse_address("tcp://h:1", Tls())
    both = {"HTTP_PROXY": PROXY, "HTTPS_PROXY": "https://s.test"}
    assert (choose_proxy(plain, both), choose_proxy(secured, both)) == (PROXY, "https://s.test")
    assert choose_proxy(plain, {"http_proxy": PROXY}) == PROXY
    assert choose_proxy(plain, {"HTTP_PROXY": "", "http_proxy": PROXY}) == PROXY
    assert choose_proxy(plain, {"HTTP_PROXY": PROXY, "http_proxy": "http://other"}) == PROXY
    assert choose_proxy(plain, {"HTTP_PROXY": "proxy.test:3128"}) == PROXY
    assert choose_proxy(plain, {"ALL_PROXY": PROXY}) == ""
    for host in ("unix:///x", "ssh://h"):
        assert choose_proxy(parse_address(host), both) == ""
    for wrong in ("socks5://u:s3cret@h:1", "socks5h://h", "ftp://h"):
        with pytest.raises(InvalidAddressError, match="proxies like the one that HTTP_PROXY names") as caught:
            choose_proxy(plain, {"HTTP_PROXY": wrong})
        assert "s3cret" not in caught.value.message
    with pytest.raises(EngineUnreachableError, match="refusing to use HTTP_PROXY value in CGI environment"):
        choose_proxy(plain, both | {"REQUEST_METHOD": "GET"})
    assert choose_proxy(secured, both | {"REQUEST_METHOD": "GET"}) == "https://s.test"
