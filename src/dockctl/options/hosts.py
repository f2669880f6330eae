"""Names and addresses: ``--add-host``, ``--dns``, ``--dns-search``, ``--ip``, ``--link``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dockctl.letters import trim
from dockctl.visible import quote

if TYPE_CHECKING:
    from ipaddress import IPv4Address, IPv6Address

_GATEWAY = "host-gateway"
_LABEL = re.compile(r"[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?", re.ASCII)
_LONGEST_DOMAIN = 254


def parse_extra_host(text: str) -> str:
    """Return ``NAME:ADDRESS`` for ``NAME=ADDRESS`` or ``NAME:ADDRESS``; raises ValueError."""
    name, sign, address = text.partition("=")
    if not sign:
        name, sign, address = text.partition(":")
    if not sign or not name or ":" in name:
        raise ValueError(f"bad format for add-host: {quote(text)}")
    if address != _GATEWAY:
        bare = address[1:-1] if len(address) > 2 and address[0] == "[" and address[-1] == "]" else address  # noqa: PLR2004
        if read_address(trim(bare)) is None:
            raise ValueError(f"invalid IP address in add-host: {quote(bare)}")
        address = bare
    return f"{name}:{address}"


def read_address(text: str) -> IPv4Address | IPv6Address | None:
    """Return the IP address that ``text`` is, as Go reads one: without a zone; None for anything else."""
    import ipaddress

    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return None
    return None if "%" in text else getattr(address, "ipv4_mapped", None) or address


def parse_address(text: str) -> str:
    """Return an IP address in its usual form; raises ValueError."""
    address = read_address(trim(text))
    if address is None:
        raise ValueError(f"IP address is not correctly formatted: {text}")
    return str(address)


def parse_search_domain(text: str) -> str:
    """Return a domain to search names in; ``.`` is none. Raises ValueError."""
    domain = text.strip(" ")
    if domain == ".":
        return domain
    name = domain.rstrip().removesuffix(".")
    is_domain = re.search(r"[a-zA-Z]", name) and all(_LABEL.fullmatch(label) for label in name.split("."))
    if not is_domain or len(name) > _LONGEST_DOMAIN:
        raise ValueError(f"{domain} is not a valid domain")
    return name


def parse_link(text: str) -> str:
    """Return ``NAME[:ALIAS]`` as it is; raises ValueError."""
    if not text:
        raise ValueError("empty string specified for links")
    if text.count(":") > 1:
        raise ValueError(f"bad format for links: {text}")
    return text
