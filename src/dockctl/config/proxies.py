"""Through which HTTP proxy an engine on TCP is reached: HTTP_PROXY, HTTPS_PROXY and NO_PROXY, as Go reads them."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from dockctl.errors import EngineUnreachableError, InvalidAddressError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dockctl.transport.address import Address

_SUPPORTED = ("http", "https")


def choose_proxy(address: Address, environment: Mapping[str, str]) -> str:
    """Return the URL of the proxy to the engine at ``address``; "" for none.

    Raises InvalidAddressError for a proxy that isn't HTTP's, EngineUnreachableError where a web server runs us.
    """
    if address.is_unix or address.is_ssh:
        return ""
    name = "HTTPS_PROXY" if address.tls else "HTTP_PROXY"
    given = environment.get(name) or environment.get(name.lower(), "")
    if not given or not _is_proxied(address, environment.get("NO_PROXY") or environment.get("no_proxy", "")):
        return ""
    if (
        environment.get("REQUEST_METHOD") and not address.tls
    ):  # a client of that server may have set the variable
        raise EngineUnreachableError(
            "error during connect: refusing to use HTTP_PROXY value in CGI environment; see golang.org/s/cgihttpproxy"
        )
    url = given if _has_host(given) else f"http://{given}"
    scheme = urlsplit(url).scheme.lower() if _has_host(url) else ""
    if scheme not in _SUPPORTED:
        shown = url.rpartition("@")[2] if "@" in url else url  # without a password
        raise InvalidAddressError(
            f"proxies like the one that {name} names are not supported: {shown}",
            hint="give an http:// or https:// address, or name the engine's host in NO_PROXY",
        )
    return url


def _has_host(url: str) -> bool:
    """Tell whether this is a URL with a scheme and a host."""
    try:
        parts = urlsplit(url)
        return bool("://" in url and parts.scheme and parts.hostname and (parts.port is None or parts.port > 0))
    except ValueError:
        return False


def _is_proxied(address: Address, exceptions: str) -> bool:
    """Tell whether requests to ``address`` go through a proxy: it isn't this machine, nor is an exception about it."""
    host = address.host.lower()
    ip = _parse_ip(host)
    if host == "localhost" or (ip is not None and ip.is_loopback):
        return False
    entries = [entry.strip().lower() for entry in exceptions.split(",")]
    return not any(_matches(entry, host, ip, str(address.port)) for entry in entries if entry)


def _matches(entry: str, host: str, ip: IPv4Address | IPv6Address | None, port: str) -> bool:
    """Tell whether an entry of NO_PROXY is about a host: ``*``, a network, an address or a domain, some with a port."""
    if entry == "*":
        return True
    network, slash, bits = entry.partition("/")
    if slash and bits.isdecimal() and _parse_ip(network):
        try:
            return ip is not None and ip in ip_network(entry, strict=False)
        except ValueError:
            pass  # more bits than an address has: a name that nobody bears
    name, only_port = _split_port(entry)
    if not name or (only_port and only_port != port):
        return False
    address = _parse_ip(name)
    if address is not None or ip is not None:
        return address == ip
    suffix = name.removeprefix("*")
    return host.endswith(suffix) if suffix.startswith(".") else host == suffix or host.endswith(f".{suffix}")


def _split_port(entry: str) -> tuple[str, str]:
    """Return the host and the port that ``HOST:PORT`` or ``[HOST]:PORT`` names; "" for no port."""
    name, colon, port = entry.rpartition(":")
    if colon and name.startswith("[") and name.endswith("]"):
        return name[1:-1], port
    return (name, port) if colon and ":" not in name else (entry, "")


def _parse_ip(text: str) -> IPv4Address | IPv6Address | None:
    try:
        found = ip_address(text)
    except ValueError:
        return None
    mapped = found.ipv4_mapped if isinstance(found, IPv6Address) else None
    return mapped or found
