"""Where an engine listens: the values DOCKER_HOST and ``--host`` take."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from dockctl.errors import InvalidAddressError

DEFAULT_SOCKET = "/var/run/docker.sock"
DEFAULT_PORT = 2375
DEFAULT_HOST = "localhost"


@dataclass(frozen=True)
class Address:
    """An engine's address: a unix socket's ``path``, or a TCP ``host`` and ``port``.

    ``str(address)`` is the form docker's messages show, ``url`` the one requests takes.
    """

    path: str = ""
    host: str = ""
    port: int = 0

    @property
    def is_unix(self) -> bool:
        """Whether this is a unix socket."""
        return bool(self.path)

    @property
    def url(self) -> str:
        """The base of every request's URL, without a slash at its end."""
        if self.is_unix:
            return f"http+unix://{quote(self.path, safe='')}"
        return f"http://{self._authority}"

    @property
    def _authority(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{host}:{self.port}"

    def __str__(self) -> str:
        return f"unix://{self.path}" if self.is_unix else f"tcp://{self._authority}"


def parse_address(text: str) -> Address:
    """Return the address that ``text`` names.

    Takes ``unix://PATH``, ``tcp://HOST[:PORT]`` and a bare ``HOST:PORT``; what is left out has docker's
    default. Raises InvalidAddressError.
    """
    scheme, separator, rest = text.partition("://")
    if not separator:
        scheme, rest = "tcp", text
    if scheme == "unix":
        return Address(path=rest or DEFAULT_SOCKET)
    if scheme in {"ssh", "npipe", "fd"}:
        raise InvalidAddressError(
            f"{scheme}:// addresses are not supported: {text}",
            hint="give a unix:// or tcp:// address in DOCKER_HOST or --host",
        )
    if scheme != "tcp":
        raise InvalidAddressError(f"invalid bind address format: {text}")
    try:
        parts = urlsplit(f"//{rest}")
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise InvalidAddressError(
            f"invalid bind address format: {text}",
        ) from error
    if parts.path.strip("/") or parts.username or (not separator and not (host and port)):
        raise InvalidAddressError(f"invalid bind address format: {text}")
    return Address(host=host or DEFAULT_HOST, port=port or DEFAULT_PORT)
