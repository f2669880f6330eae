"""``--network NAME`` and ``--network name=NAME,alias=…,ip=…``."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from dockctl.letters import lower, trim
from dockctl.options.csv_fields import split_csv
from dockctl.options.values import parse_decimal

_ADVANCED = re.compile(r"\w+=\w+(?:,\w+=\w+)*", re.ASCII)
_NOT_USER_DEFINED = {"", "default", "bridge", "host", "none", "nat"}
_BYTES = re.compile(r"[0-9a-fA-F]{2}(?:([:-])[0-9a-fA-F]{2})(?:\1[0-9a-fA-F]{2})*", re.ASCII)
_PAIRS = re.compile(r"[0-9a-fA-F]{4}(?:\.[0-9a-fA-F]{4})+", re.ASCII)
_MAC_LENGTHS = {6, 8, 20}


@dataclass
class Attachment:
    """A network, and what the container is called and has there."""

    target: str
    aliases: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    ipv4: str = ""
    ipv6: str = ""
    link_local: list[str] = field(default_factory=list)
    mac: str = ""
    driver_options: dict[str, str] = field(default_factory=dict)
    gateway_priority: int = 0

    @property
    def is_user_defined(self) -> bool:
        """Whether this is a network that a user has made, and not a mode."""
        return self.target not in _NOT_USER_DEFINED and not self.target.startswith("container:")

    @property
    def is_plain(self) -> bool:
        """Whether nothing but the network's name is wanted."""
        return self == Attachment(self.target)


def parse_network(text: str) -> Attachment:
    """Return the attachment that ``text`` states; raises ValueError in docker's words.

    The name keeps its capitals, which docker loses.
    """
    if not _ADVANCED.search(text):
        return Attachment(text)
    attachment = Attachment("")
    for item in split_csv(text):
        name, equals, value = item.partition("=")
        if not equals:
            raise ValueError(f"invalid field {item}")
        _apply(attachment, trim(lower(name)), trim(value))
    if not attachment.target:
        raise ValueError("network name/id is not specified")
    return attachment


def _apply(attachment: Attachment, name: str, value: str) -> None:
    if name == "name":
        attachment.target = value
    elif name == "alias":
        attachment.aliases.append(value)
    elif name == "ip":
        attachment.ipv4 = value
    elif name == "ip6":
        attachment.ipv6 = value
    elif name == "mac-address":
        attachment.mac = value
    elif name == "link-local-ip":
        attachment.link_local.append(value)
    elif name == "driver-opt":
        key, equals, option = value.partition("=")
        if not equals:
            raise ValueError("invalid key value pair format in driver options")
        attachment.driver_options[trim(lower(key))] = trim(option)
    elif name == "gw-priority":
        try:
            attachment.gateway_priority = parse_decimal(value)
        except ValueError as error:
            raise ValueError(
                f"invalid gw-priority ({lower(value)}): {str(error).rpartition(': ')[2]}"
            ) from None
    else:
        raise ValueError(f"invalid field key {name}")


def check_mac(text: str) -> str:
    """Return a hardware address as it is, blanks around it also; raises ValueError."""
    address = trim(text)
    is_address = _BYTES.fullmatch(address) or _PAIRS.fullmatch(address)
    if text and not (is_address and len(re.sub(r"[:.-]", "", address)) // 2 in _MAC_LENGTHS):
        raise ValueError(f"{text} is not a valid mac address")
    return text
