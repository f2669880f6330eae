"""``-p [[ADDRESS:]HOST-PORT:]PORT[/PROTOCOL]`` and ``--expose``."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from dockctl.options.hosts import read_address
from dockctl.options.values import parse_decimal

if TYPE_CHECKING:
    from collections.abc import Iterable

_PROTOCOLS = {"tcp", "udp", "sctp"}
_BITS = 16


class Binding(NamedTuple):
    """A container's ``port`` (``80/tcp``), and where it is published."""

    port: str
    address: str
    host_port: str


def parse_publish(text: str) -> list[Binding]:
    """Return the bindings that one short form of --publish states; raises ValueError in docker's words."""
    rest, _, end = text.rpartition(":")
    address, colon, host = rest.rpartition(":")
    if not colon:
        address, host = "", rest
    container, protocol = _split_protocol(end)
    address = _bare_address(address)
    if address and read_address(address) is None:
        raise ValueError(f"invalid IP address: {address}")
    if not container:
        raise ValueError(f"no port specified: {text}<empty>")
    first, last = _parse_range(container, "containerPort")
    start, end_ = _parse_range(host, "hostPort") if host else (0, 0)
    count = last - first + 1
    if host and end_ - start + 1 != count and count != 1:
        raise ValueError(f"invalid ranges specified for container and host Ports: {container} and {host}")
    if protocol.lower() not in _PROTOCOLS:
        raise ValueError(f"invalid proto: {protocol}")
    protocol = protocol.lower()
    if host and end_ - start + 1 != count:
        return [Binding(f"{first}/{protocol}", address, f"{start}-{end_}")]
    return [
        Binding(f"{first + number}/{protocol}", address, str(start + number) if host else "")
        for number in range(count)
    ]


def short_forms(texts: Iterable[str]) -> list[str]:
    """Return values of --publish with ``published=8080,target=80,protocol=udp`` as ``8080:80/udp``; raises ValueError."""
    return [_short_form(text) if "=" in text else text for text in texts]


def _short_form(text: str) -> str:
    known = {"published": "", "target": "", "protocol": "tcp"}
    for field in text.split(","):
        name, equals, value = field.partition("=")
        if not equals or not name:
            raise ValueError(f"invalid publish opts format (should be name=value but got '{field}')")
        known[name] = value
    return f"{known['published']}:{known['target']}/{known['protocol']}"


def _split_protocol(text: str) -> tuple[str, str]:
    """Return port and protocol; what stands behind a second slash is nothing to docker."""
    port, *rest = text.split("/")
    return (port, (rest[0] if rest else "") or "tcp") if port else ("", "")


def _bare_address(text: str) -> str:
    """Return an IPv6 address without its brackets; raises ValueError in the words of Go's net.SplitHostPort()."""
    if not text.startswith("["):
        return text
    end = text.find("]")
    if end < 0:
        reason = "missing ']' in address"
    elif end + 1 < len(text):
        reason = "too many colons in address" if text[end + 1] == ":" else "missing port in address"
    elif "[" in text[1:]:
        reason = "unexpected '[' in address"
    else:
        return text[1:end]
    raise ValueError(f"invalid IP address {text}: address {text}:: {reason}")


def _parse_range(text: str, what: str) -> tuple[int, int]:
    try:
        return _read_range(text)
    except ValueError:
        raise ValueError(f"invalid {what}: {text}") from None


def _read_range(text: str) -> tuple[int, int]:
    """Return the first and the last port of ``80`` or ``80-90``; what stands behind a second dash is nothing to docker."""
    if not text:
        raise ValueError("empty string specified for ports")
    numbers = [parse_decimal(part, "ParseUint", signed=False, bits=_BITS) for part in text.split("-")[:2]]
    if numbers[-1] < numbers[0]:
        raise ValueError(f"invalid range specified for port: {text}")
    return numbers[0], numbers[-1]


def parse_expose(text: str) -> list[str]:
    """Return the ports (``80/tcp``) that one value of --expose states; raises ValueError."""
    if ":" in text:
        raise ValueError(f"invalid port format for --expose: {text}")
    ports, protocol = _split_protocol(text)
    try:
        first, last = _read_range(ports)
    except ValueError as error:
        raise ValueError(f"invalid range format for --expose: {text}, error: {error}") from None
    # The protocol is the engine's to check, as docker leaves it.
    return [f"{number}/{protocol}" for number in range(first, last + 1)]
