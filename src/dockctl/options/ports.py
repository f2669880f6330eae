"""``-p [[ADDRESS:]HOST-PORT:]PORT[/PROTOCOL]`` and ``--expose``."""

from __future__ import annotations

import re
from typing import NamedTuple

from dockctl.options.mounts import split_csv

_PROTOCOLS = {"tcp", "udp", "sctp"}
_LARGEST = 65535
_RANGE = re.compile(r"(\d+)(?:-(\d+))?", re.ASCII)


class Binding(NamedTuple):
    """A container's ``port`` (``80/tcp``), and where it is published."""

    port: str
    address: str
    host_port: str


def parse_publish(text: str) -> list[Binding]:
    """Return the bindings that one value of --publish states; raises ValueError in docker's words."""
    return _parse_long(text) if "=" in text else _parse_short(text)


def _parse_long(text: str) -> list[Binding]:
    known = {"protocol": "tcp", "published": "", "target": ""}
    for field in split_csv(text):
        name, equals, value = field.partition("=")
        if not equals or not value:
            raise ValueError(f"invalid field: {field}")
        known[name.lower()] = value.lower()
    return _parse_short(f"{known['published']}:{known['target']}/{known['protocol']}".removeprefix(":"))


def _parse_short(text: str) -> list[Binding]:
    head, _, protocol = text.rpartition("/") if "/" in text else (text, "", "tcp")
    rest, _, container = head.rpartition(":")
    address, colon, host = rest.rpartition(":")
    if not colon:
        address, host = "", rest
    protocol = protocol.lower()
    address = _check_address(address)
    if not container:
        raise ValueError(f"no port specified: {text}<empty>")
    first, last = _parse_range(container, "containerPort")
    if protocol not in _PROTOCOLS:
        raise ValueError(f"invalid proto: {protocol}")
    count = last - first + 1
    if not host:
        return [Binding(f"{first + number}/{protocol}", address, "") for number in range(count)]
    start, end = _parse_range(host, "hostPort")
    if end - start + 1 == count:
        return [
            Binding(f"{first + number}/{protocol}", address, str(start + number)) for number in range(count)
        ]
    if count != 1:
        raise ValueError(f"invalid ranges specified for container and host Ports: {container} and {host}")
    return [Binding(f"{first}/{protocol}", address, f"{start}-{end}")]


def _check_address(text: str) -> str:
    bare = text[1:-1] if text.startswith("[") and text.endswith("]") else text
    if not bare:
        return ""
    import ipaddress

    try:
        ipaddress.ip_address(bare)
    except ValueError:
        raise ValueError(f"invalid IP address: {bare}") from None
    return bare


def _parse_range(text: str, what: str) -> tuple[int, int]:
    match = _RANGE.fullmatch(text)
    if match is None:
        raise ValueError(f"invalid {what}: {text}")
    first = int(match[1])
    last = int(match[2]) if match[2] else first
    if first > _LARGEST or last > _LARGEST or last < first:
        raise ValueError(f"invalid {what}: {text}")
    return first, last


def parse_expose(text: str) -> list[str]:
    """Return the ports (``80/tcp``) that one value of --expose states; raises ValueError."""
    if ":" in text:
        raise ValueError(f"invalid port format for --expose: {text}")
    ports, slash, protocol = text.partition("/")
    match = _RANGE.fullmatch(ports)
    try:
        first, last = _parse_range(ports, "port")
    except ValueError:
        reason = f"invalid range specified for port: {ports}"
        if match is None:
            reason = f'strconv.ParseUint: parsing "{ports}": invalid syntax'
        raise ValueError(f"invalid range format for --expose: {ports}, error: {reason}") from None
    # The protocol is the engine's to check, as docker leaves it.
    return [f"{number}/{protocol if slash else 'tcp'}" for number in range(first, last + 1)]
