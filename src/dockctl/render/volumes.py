"""Volumes as rows: one property a field, in docker's names for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dockctl.render.rows import UNKNOWN, JsonRow, LabelledRow, RowFormat
from dockctl.render.units import human_size

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dockctl.engine.payloads.volumes import Volume

KIND = RowFormat(
    headers={
        "Name": "VOLUME NAME",
        "Driver": "DRIVER",
        "Scope": "SCOPE",
        "Mountpoint": "MOUNTPOINT",
        "Labels": "LABELS",
        "Links": "LINKS",
        "Size": "SIZE",
        "Group": "GROUP",
        "Availability": "AVAILABILITY",
        "Status": "STATUS",
    },
    json_fields=(
        "Availability", "Driver", "Group", "Labels", "Links", "Mountpoint", "Name", "Scope", "Size", "Status",
    ),
    fields=("Driver", "Name"),
    raw="name: {{.Name}}\ndriver: {{.Driver}}\n",
    identity=("Name", "name"),
)  # fmt: skip
CLUSTER_FIELDS = ("Name", "Group", "Driver", "Availability", "Status")
_SIZE_DIGITS = 4


class VolumeRow(LabelledRow, JsonRow):
    """A volume; those of a swarm have a group, an availability and a status."""

    kind = KIND
    go_type = "*formatter.volumeContext"

    def __init__(self, volume: Volume) -> None:
        self._volume = volume

    @property
    def _labels(self) -> Mapping[str, str]:
        return self._volume.get("Labels") or {}

    @property
    def _cluster(self) -> dict[str, Any]:
        return self._volume.get("ClusterVolume") or {}

    @property
    def Name(self) -> str:
        """The volume's name."""
        return self._volume["Name"]

    @property
    def Driver(self) -> str:
        """The driver that keeps it."""
        return self._volume["Driver"]

    @property
    def Scope(self) -> str:
        """How far it reaches: local or global."""
        return self._volume["Scope"]

    @property
    def Mountpoint(self) -> str:
        """Where it lies on the engine's machine."""
        return self._volume["Mountpoint"]

    @property
    def Links(self) -> str:
        """How many containers have it, if the engine has counted."""
        usage = self._volume.get("UsageData")
        return str(usage["RefCount"]) if usage else UNKNOWN

    @property
    def Size(self) -> str:
        """How large it is, if the engine has counted."""
        usage = self._volume.get("UsageData")
        return human_size(usage["Size"], _SIZE_DIGITS) if usage else UNKNOWN

    @property
    def Group(self) -> str:
        """The group of a swarm's volume."""
        return str(self._cluster["Spec"].get("Group", "")) if self._cluster else UNKNOWN

    @property
    def Availability(self) -> str:
        """The availability of a swarm's volume."""
        return str(self._cluster["Spec"].get("Availability", "")) if self._cluster else UNKNOWN

    @property
    def Status(self) -> str:
        """Whether a swarm's volume is there, and how far its deletion has come."""
        if not self._cluster:
            return UNKNOWN
        published = self._cluster.get("PublishStatus") or []
        if not (self._cluster.get("Info") or {}).get("VolumeID"):
            return "pending creation"
        if len(published) == 1:
            return f"in use (1 node{'' if published[0].get('State') == 'published' else ', pending'})"
        return f"in use ({len(published)} nodes)" if published else "created"
