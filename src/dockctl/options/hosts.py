"""Names and addresses: ``--add-host``, ``--dns``, ``--dns-search``, ``--ip``, ``--link``."""

from __future__ import annotations

import re

_GATEWAY = "host-gateway"
_LABEL = re.compile(r"[a-zA-Z0-9_](?:[a-zA-Z0-9_-]*[a-zA-Z0-9])?", re.ASCII)


def parse_extra_host(text: str) -> str:
    """Return ``NAME:ADDRESS`` for ``NAME=ADDRESS`` or ``NAME:ADDRESS``; raises ValueError."""
    name, sign, address = text.partition("=")
    if not sign:
        name, sign, address = text.partition(":")
    if not sign or not name or ":" in name:
        raise ValueError(f'bad format for add-host: "{text}"')
    if address != _GATEWAY:
        bare = address[1:-1] if len(address) > 2 and address[0] == "[" and address[-1] == "]" else address  # noqa: PLR2004
        try:
            address = parse_address(bare)
        except ValueError:
            raise ValueError(f'invalid IP address in add-host: "{bare}"') from None
    return f"{name}:{address}"


def parse_address(text: str) -> str:
    """Return an IP address in its usual form; raises ValueError."""
    import ipaddress

    try:
        return str(ipaddress.ip_address(text.strip()))
    except ValueError:
        raise ValueError(f"IP address is not correctly formatted: {text}") from None


def parse_search_domain(text: str) -> str:
    """Return a domain to search names in; ``.`` is none. Raises ValueError."""
    domain = text.strip(" ")
    if domain == ".":
        return domain
    labels = domain.removesuffix(".").split(".")
    if not re.search(r"[a-zA-Z]", domain) or not all(_LABEL.fullmatch(label) for label in labels):
        raise ValueError(f"{domain} is not a valid domain")
    return domain


def parse_link(text: str) -> str:
    """Return ``NAME[:ALIAS]`` as it is; raises ValueError."""
    if not text:
        raise ValueError("empty string specified for links")
    if text.count(":") > 1:
        raise ValueError(f"bad format for links: {text}")
    return text
