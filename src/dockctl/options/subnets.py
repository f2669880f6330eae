"""``--subnet``, ``--ip-range``, ``--gateway`` and ``--aux-address``: which belongs to which."""

from __future__ import annotations

from ipaddress import ip_address, ip_network
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def address_pools(
    subnets: Sequence[str],
    ranges: Sequence[str],
    gateways: Sequence[str],
    auxiliary: Mapping[str, str],
) -> list[dict[str, Any]]:
    """Return a pool for each subnet, as the engine takes them; raises ValueError in docker's words."""
    if len(subnets) < len(ranges) or len(subnets) < len(gateways):
        raise ValueError("every ip-range or gateway must have a corresponding subnet")
    pools: dict[str, dict[str, Any]] = {}
    for subnet in subnets:
        if any(_contains(known, subnet) or _contains(subnet, known) for known in pools):
            raise ValueError("multiple overlapping subnet configuration is not supported")
        pools[subnet] = {"Subnet": subnet, "AuxiliaryAddresses": {}}
    for text in ranges:
        pool = _pool_of(pools, text, f"no matching subnet for range {text}")
        if "IPRange" in pool:
            raise ValueError(
                f"cannot configure multiple ranges ({text}, {pool['IPRange']}) on the same subnet ({pool['Subnet']})"
            )
        pool["IPRange"] = text
    for text in gateways:
        pool = _pool_of(pools, text, f"no matching subnet for gateway {text}")
        if "Gateway" in pool:
            raise ValueError(
                f"cannot configure multiple gateways ({text}, {pool['Gateway']}) for the same subnet ({pool['Subnet']})"
            )
        pool["Gateway"] = text
    for name, text in auxiliary.items():
        _pool_of(pools, text, f"no matching subnet for aux-address {text}")["AuxiliaryAddresses"][name] = text
    return list(pools.values())


def _pool_of(pools: Mapping[str, dict[str, Any]], text: str, complaint: str) -> dict[str, Any]:
    for subnet, pool in pools.items():
        if _contains(subnet, text):
            return pool
    raise ValueError(complaint)


def _contains(subnet: str, other: str) -> bool:
    """Tell whether the first address of ``other``, an address or a subnet, lies in ``subnet``.

    What is neither is left for the engine to refuse.
    """
    try:
        network = ip_network(subnet, strict=False)
        address = ip_network(other, strict=False).network_address if "/" in other else ip_address(other)
    except ValueError:
        return False
    return address in network
