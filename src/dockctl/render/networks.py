"""Networks as rows: one property a field, in docker's names for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dockctl.render.rows import JsonRow, LabelledRow, RowFormat
from dockctl.render.text import short_id
from dockctl.render.units import go_timestamp

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dockctl.engine.payloads.networks import NetworkResource

KIND = RowFormat(
    headers={
        "ID": "NETWORK ID",
        "Name": "NAME",
        "Driver": "DRIVER",
        "Scope": "SCOPE",
        "IPv4": "IPV4",
        "IPv6": "IPV6",
        "Internal": "INTERNAL",
        "Labels": "LABELS",
        "CreatedAt": "CREATED AT",
    },
    json_fields=("CreatedAt", "Driver", "ID", "IPv4", "IPv6", "Internal", "Labels", "Name", "Scope"),
    fields=("ID", "Name", "Driver", "Scope"),
    raw="network_id: {{.ID}}\nname: {{.Name}}\ndriver: {{.Driver}}\nscope: {{.Scope}}\n",
    identity=("ID", "network_id"),
)


class NetworkRow(LabelledRow, JsonRow):
    """A network; ``truncate`` shortens its ID."""

    kind = KIND
    go_type = "*network.networkContext"

    def __init__(self, network: NetworkResource, *, truncate: bool = True) -> None:
        self._network = network
        self._truncate = truncate

    @property
    def _labels(self) -> Mapping[str, str]:
        return self._network.get("Labels") or {}

    @property
    def ID(self) -> str:
        """The network's ID."""
        return short_id(self._network["Id"]) if self._truncate else self._network["Id"]

    @property
    def Name(self) -> str:
        """Its name."""
        return self._network["Name"]

    @property
    def Driver(self) -> str:
        """The driver it was made with."""
        return self._network["Driver"]

    @property
    def Scope(self) -> str:
        """How far it reaches: local, swarm or global."""
        return self._network["Scope"]

    @property
    def IPv4(self) -> str:
        """Whether it gives out IPv4 addresses, where the engine says so (API 1.48)."""
        return _word(self._network.get("EnableIPv4"))

    @property
    def IPv6(self) -> str:
        """Whether it gives out IPv6 addresses."""
        return _word(self._network.get("EnableIPv6"))

    @property
    def Internal(self) -> str:
        """Whether it is cut off from other networks."""
        return _word(self._network.get("Internal"))

    @property
    def CreatedAt(self) -> str:
        """When it was made, in the engine's words, as Go prints a time."""
        return go_timestamp(self._network["Created"])


def _word(value: object) -> str:
    return "true" if value else "false"
