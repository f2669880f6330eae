"""A new container's places in its networks: those of --network, and what the flags about one network say of the first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dockctl.letters import trim
from dockctl.options.networks import Attachment, check_mac
from dockctl.visible import quote

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dockctl.options.flags import CreateFlags

_DEFAULT_NETWORK = "default"


def chosen_networks(flags: CreateFlags) -> list[Attachment]:
    """Return the networks; the flags about one network belong to the first of them. Raises ValueError."""
    networks = list(flags.network or ()) or [Attachment(_DEFAULT_NETWORK)]
    first = networks[0]
    own = {
        "alias": (first.aliases, flags.network_alias or [], "--network-alias and per-network alias"),
        "link": (first.links, flags.link or [], "--link and per-network links"),
        "ip": (first.ipv4, flags.ip, "--ip and per-network IPv4 address"),
        "ip6": (first.ipv6, flags.ip6, "--ip6 and per-network IPv6 address"),
        "mac": (first.mac, flags.mac_address, "--mac-address and per-network MAC address"),
        "local": (
            first.link_local,
            flags.link_local_ip or [],
            "--link-local-ip and per-network link-local IP addresses",
        ),
    }
    for there, given, names in own.values():
        if there and given:
            raise ValueError(f"conflicting options: cannot specify both {names}")
    first.aliases = first.aliases or list(flags.network_alias or ())
    first.ipv4, first.ipv6 = first.ipv4 or flags.ip, first.ipv6 or flags.ip6
    first.mac = first.mac or flags.mac_address
    first.link_local = first.link_local or list(flags.link_local_ip or ())
    if first.is_user_defined:
        first.links = list(flags.link or ())
    _check_networks(networks)
    return networks


def _check_networks(networks: Sequence[Attachment]) -> None:
    seen: set[str] = set()
    for network in networks:
        if not trim(network.target):
            raise ValueError("no name set for network")
        if network.target in seen:
            raise ValueError(f"network {quote(network.target)} is specified multiple times")
        seen.add(network.target)
        if network.aliases and not network.is_user_defined:
            raise ValueError("network-scoped aliases are only supported for user-defined networks")
        check_mac(network.mac)
    kinds = {network.is_user_defined for network in networks}
    if len(kinds) > 1 and len(networks) > 1:
        raise ValueError(
            "conflicting options: cannot attach both user-defined and non-user-defined network-modes",
        )


def endpoints(networks: Sequence[Attachment], *, named: bool) -> dict[str, Any]:
    """Return the settings of each network; a single one that was ``named`` and no more needs none."""
    single = networks[0]
    if len(networks) == 1 and single.is_plain and named:
        return {}
    return {network.target: _endpoint(network) for network in networks}


def _endpoint(network: Attachment) -> dict[str, Any]:
    addresses: dict[str, Any] = {
        "IPv4Address": network.ipv4,
        "IPv6Address": network.ipv6,
        "LinkLocalIPs": network.link_local,
    }
    addresses = {name: value for name, value in addresses.items() if value}
    return {
        "IPAMConfig": addresses or None,
        "Links": network.links or None,
        "Aliases": network.aliases or None,
        "MacAddress": network.mac,
        "DriverOpts": network.driver_options or None,
        "GwPriority": network.gateway_priority,
        "NetworkID": "",
        "EndpointID": "",
        "Gateway": "",
        "IPAddress": "",
        "IPPrefixLen": 0,
        "IPv6Gateway": "",
        "GlobalIPv6Address": "",
        "GlobalIPv6PrefixLen": 0,
        "DNSNames": None,
    }
