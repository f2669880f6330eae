"""Where an engine listens: the values DOCKER_HOST and ``--host`` take."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import SplitResult, quote, unquote, urlsplit

from dockctl import visible
from dockctl.errors import InvalidAddressError

DEFAULT_SOCKET = "/var/run/docker.sock"
DEFAULT_PORT, DEFAULT_TLS_PORT = 2375, 2376
DEFAULT_HOST = "localhost"
_LAST_PORT = 65535
_NOT_IN_HOSTS = ' <>"\\^`{}|'


class Tls(NamedTuple):
    """How a TCP connection is secured: paths of PEM files, "" for none.

    Without ``authority`` the system's own are trusted; unless ``verify`` nobody's word is needed.
    """

    authority: str = ""
    certificate: str = ""
    key: str = ""
    verify: bool = True


class Address(NamedTuple):
    """An engine's address: a unix socket's ``path``, or a TCP ``host`` and ``port``, with ``tls`` or without.

    ``base`` is where its API begins, "" for the root, and ``proxy`` the URL of a proxy on the way. With ``is_ssh`` the
    engine is reached by logging in at ``host`` as ``user``; ``path`` is its socket there.
    ``str(address)`` is the form docker's messages show, ``url`` the one requests takes.
    """

    path: str = ""
    host: str = ""
    port: int = 0
    tls: Tls | None = None
    user: str = ""
    is_ssh: bool = False
    base: str = ""
    proxy: str = ""

    @property
    def is_unix(self) -> bool:
        """Whether this is a unix socket."""
        return bool(self.path) and not self.is_ssh

    @property
    def url(self) -> str:
        """The base of every request's URL, without a slash at its end."""
        if self.is_unix:
            return f"http+unix://{quote(self.path, safe='')}"
        if self.is_ssh:
            return f"http+ssh://{self._authority}"
        return f"{'https' if self.tls else 'http'}://{self._authority}{self.root}"

    @property
    def root(self) -> str:
        """What the path of each request begins with."""
        return quote(self.base.rstrip("/"), safe="/%")

    @property
    def _authority(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{host}:{self.port}" if self.port or not self.is_ssh else host

    def __str__(self) -> str:
        if self.is_unix:
            return f"unix://{self.path}"
        if self.is_ssh:
            return f"ssh://{f'{self.user}@' if self.user else ''}{self._authority}{self.path}"
        return f"tcp://{self._authority}{self.base}"


def parse_address(text: str, tls: Tls | None = None) -> Address:
    """Return the address that ``text`` names; a TCP connection is secured by ``tls``, if given.

    Takes ``unix://PATH``, ``tcp://[HOST][:PORT][/PATH]``, ``[HOST][:PORT][/PATH]`` and ``ssh://[USER@]HOST[:PORT][/PATH]``;
    what is left out has docker's default, and blanks at the ends mean nothing. Raises InvalidAddressError.
    """
    text = text.strip() or f"unix://{DEFAULT_SOCKET}"
    scheme, separator, rest = text.partition("://")
    if not separator:
        scheme, rest = "tcp", text
    if scheme in {"npipe", "fd"}:
        raise InvalidAddressError(
            f"{scheme}:// addresses are not supported: {text}",
            hint="give a unix://, tcp:// or ssh:// address in DOCKER_HOST or --host",
        )
    if scheme not in {"tcp", "unix", "ssh"}:
        raise InvalidAddressError(f"invalid bind address format: {text}")
    if scheme == "ssh":
        return _ssh_address(text, _split(text, rest))
    rest = rest.removeprefix(f"{scheme}://")
    if "://" in rest:
        raise InvalidAddressError(f"invalid proto, expected {scheme}: {rest}")
    if scheme == "unix":
        return Address(path=rest or DEFAULT_SOCKET)
    return _tcp_address(rest, tls)


def context_address(text: str, tls: Tls | None) -> Address:
    """Return the address in a context, which may also be an ``http://`` or ``https://`` URL; raises InvalidAddressError."""
    scheme, separator, rest = text.partition("://")
    if separator and scheme in {"http", "https"}:
        return parse_address(f"tcp://{rest}", tls or (Tls() if scheme == "https" else None))
    return parse_address(text, tls)


def _tcp_address(text: str, tls: Tls | None) -> Address:
    """Return the address that ``[USER@][HOST][:PORT][/PATH]`` names, as docker reads it: user and query don't count."""
    if any(sign < " " or sign == "\x7f" for sign in text):
        raise InvalidAddressError(f"parse {_shown(text)}: net/url: invalid control character in URL")
    place, slash, path = text.partition("/")
    base = f"{slash}{path}".partition("#")[0].partition("?")[0]
    host, port = _split_port(place.partition("#")[0].partition("?")[0].rpartition("@")[2], text)
    wrong = next((sign for sign in host if sign in _NOT_IN_HOSTS or not sign.isprintable()), "")
    if wrong:
        raise InvalidAddressError(
            f"parse {_shown(text)}: invalid character {visible.quote(wrong)} in host name"
        )
    if "%" in host and not place.rpartition("@")[2].startswith("["):
        escape = host[host.index("%") :][:3]
        raise InvalidAddressError(f"parse {_shown(text)}: invalid URL escape {visible.quote(escape)}")
    default = DEFAULT_TLS_PORT if tls else DEFAULT_PORT
    return Address(
        host=host or DEFAULT_HOST, port=default if port is None else port, tls=tls, base=unquote(base)
    )


def _shown(text: str) -> str:
    return visible.quote(f"tcp://{text}")


def _split_port(place: str, text: str) -> tuple[str, int | None]:
    """Return the host and the port, None for none; raises InvalidAddressError."""
    if place.startswith("["):
        host, bracket, port = place[1:].partition("]")
        if not bracket or not port.startswith(":"):
            raise InvalidAddressError(f"invalid bind address format: {text}")
    else:
        host, colon, port = place.rpartition(":")
        if not colon:
            host, port = place, ":"
        elif host.endswith(":") or ":" in host:  # an IPv6 address without brackets, and no port
            if not (port.isascii() and port.isdigit()):
                raise InvalidAddressError(
                    f"parse {_shown(text)}: invalid port {visible.quote(f':{port}')} after host"
                )
            host, port = place, ":"
        port = f":{port.removeprefix(':')}"
    digits = port[1:]
    if not digits:
        return host, None
    if not (digits.isascii() and digits.isdigit()):
        raise InvalidAddressError(f"parse {_shown(text)}: invalid port {visible.quote(port)} after host")
    if int(digits) > _LAST_PORT:
        raise InvalidAddressError(f"address {digits}: invalid port")
    return host, int(digits)


def _split(text: str, rest: str) -> SplitResult:
    try:
        parts = urlsplit(f"//{rest}")
        _ = parts.hostname, parts.port
    except ValueError as error:
        raise InvalidAddressError(f"invalid bind address format: {text}") from error
    return parts


def _ssh_address(text: str, parts: SplitResult) -> Address:
    if parts.password is not None:
        raise InvalidAddressError("invalid SSH URL: plain-text password is not supported")
    if not parts.hostname:
        raise InvalidAddressError(f"invalid SSH URL: no host specified: {text}")
    if parts.query or parts.fragment:
        raise InvalidAddressError(f"invalid SSH URL: query and fragment are not supported: {text}")
    if parts.hostname.startswith("-") or (parts.username or "").startswith("-"):
        raise InvalidAddressError(f"invalid SSH URL: {text}")  # ssh would take it for an option
    return Address(
        path=parts.path.rstrip("/"),
        host=parts.hostname,
        port=parts.port or 0,
        user=parts.username or "",
        is_ssh=True,
    )
