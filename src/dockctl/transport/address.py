"""Where an engine listens: the values DOCKER_HOST and ``--host`` take."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import SplitResult, quote, urlsplit

from dockctl.errors import InvalidAddressError

DEFAULT_SOCKET = "/var/run/docker.sock"
DEFAULT_PORT, DEFAULT_TLS_PORT = 2375, 2376
DEFAULT_HOST = "localhost"


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

    With ``is_ssh`` the engine is reached by logging in at ``host`` as ``user``; ``path`` is its socket there.
    ``str(address)`` is the form docker's messages show, ``url`` the one requests takes.
    """

    path: str = ""
    host: str = ""
    port: int = 0
    tls: Tls | None = None
    user: str = ""
    is_ssh: bool = False

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
        return f"{'https' if self.tls else 'http'}://{self._authority}"

    @property
    def _authority(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{host}:{self.port}" if self.port else host

    def __str__(self) -> str:
        if self.is_unix:
            return f"unix://{self.path}"
        if self.is_ssh:
            return f"ssh://{f'{self.user}@' if self.user else ''}{self._authority}{self.path}"
        return f"tcp://{self._authority}"


def parse_address(text: str, tls: Tls | None = None) -> Address:
    """Return the address that ``text`` names; a TCP connection is secured by ``tls``, if given.

    Takes ``unix://PATH``, ``tcp://HOST[:PORT]``, a bare ``HOST:PORT`` and ``ssh://[USER@]HOST[:PORT][/PATH]``; what
    is left out has docker's default. Raises InvalidAddressError.
    """
    scheme, separator, rest = text.partition("://")
    if not separator:
        scheme, rest = "tcp", text
    if scheme == "unix":
        return Address(path=rest or DEFAULT_SOCKET)
    if scheme in {"npipe", "fd"}:
        raise InvalidAddressError(
            f"{scheme}:// addresses are not supported: {text}",
            hint="give a unix://, tcp:// or ssh:// address in DOCKER_HOST or --host",
        )
    if scheme not in {"tcp", "ssh"}:
        raise InvalidAddressError(f"invalid bind address format: {text}")
    try:
        parts = urlsplit(f"//{rest}")
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise InvalidAddressError(
            f"invalid bind address format: {text}",
        ) from error
    if scheme == "ssh":
        return _ssh_address(text, parts)
    if parts.path.strip("/") or parts.username or (not separator and not (host and port)):
        raise InvalidAddressError(f"invalid bind address format: {text}")
    default = DEFAULT_TLS_PORT if tls else DEFAULT_PORT
    return Address(host=host or DEFAULT_HOST, port=port or default, tls=tls)


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
