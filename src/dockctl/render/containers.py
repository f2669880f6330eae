"""Containers as rows: one property a field, in docker's names for them."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from dockctl.engine.containers import own_name
from dockctl.engine.reference import parse_reference
from dockctl.errors import InvalidReferenceError
from dockctl.render.format import write_listing
from dockctl.render.hosts import HostedRow, with_host
from dockctl.render.ports import format_ports
from dockctl.render.rows import JSON, RAW, TABLE, JsonRow, LabelledRow, RowFormat
from dockctl.render.text import short_id, shorten
from dockctl.render.units import go_time, human_size, time_ago
from dockctl.visible import quote

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from dockctl.engine.payloads.containers import ContainerSummary
    from dockctl.streams import Output

KIND = RowFormat(
    headers={
        "ID": "CONTAINER ID",
        "Names": "NAMES",
        "Image": "IMAGE",
        "Command": "COMMAND",
        "CreatedAt": "CREATED AT",
        "RunningFor": "CREATED",
        "Ports": "PORTS",
        "State": "STATE",
        "Status": "STATUS",
        "HealthStatus": "HEALTH STATUS",
        "Size": "SIZE",
        "Labels": "LABELS",
        "Mounts": "MOUNTS",
        "LocalVolumes": "LOCAL VOLUMES",
        "Networks": "NETWORKS",
        "Platform": "PLATFORM",
    },
    # Without HealthStatus: docker 28's JSON has none.
    json_fields=(
        "Command", "CreatedAt", "ID", "Image", "Labels", "LocalVolumes", "Mounts", "Names", "Networks", "Platform",
        "Ports", "RunningFor", "Size", "State", "Status",
    ),
    fields=("ID", "Image", "Command", "RunningFor", "Status", "Ports", "Names"),
    raw=(
        "container_id: {{.ID}}\nimage: {{.Image}}\ncommand: {{.Command}}\ncreated_at: {{.CreatedAt}}\n"
        "state: {{- pad .State 1 0}}\nstatus: {{- pad .Status 1 0}}\nnames: {{.Names}}\n"
        "labels: {{- pad .Labels 1 0}}\nports: {{- pad .Ports 1 0}}\n"
    ),
    identity=("ID", "container_id"),
    parse_error="failed to parse template: ",
    execution_error="failed to execute template: ",
)  # fmt: skip
_COMMAND_WIDTH = 20
_MOUNT_WIDTH = 15
_HEALTHS = ("starting", "healthy", "unhealthy")


class ContainerRow(LabelledRow, JsonRow):
    """A listed container; ``truncate`` shortens IDs, commands, names and mounts."""

    kind = KIND
    go_type = "*formatter.ContainerContext"

    def __init__(self, summary: ContainerSummary, *, truncate: bool = True, now: float | None = None) -> None:
        self._summary = summary
        self._truncate = truncate
        self._now = time.time() if now is None else now

    @property
    def ID(self) -> str:
        """The container's ID."""
        identifier = self._summary["Id"]
        return short_id(identifier) if self._truncate else identifier

    @property
    def Names(self) -> str:
        """Its name; untruncated also the names that links give it."""
        if self._truncate:
            return own_name(self._summary)
        return ",".join(name.removeprefix("/") for name in self._summary["Names"] or [])

    @property
    def Image(self) -> str:
        """The image it was made of, as the user named it, without a digest."""
        image = self._summary["Image"]
        if not image:
            return "<no image>"
        if not self._truncate:
            return image
        image_id = short_id(self._summary.get("ImageID", ""))
        if image_id == short_id(image):
            return image_id
        try:
            reference = parse_reference(image)
        except InvalidReferenceError:
            return image
        return reference.familiar_name + (f":{reference.tag}" if reference.tag else "")

    @property
    def Command(self) -> str:
        """What it runs, in quotes."""
        command = self._summary["Command"]
        return quote(shorten(command, _COMMAND_WIDTH) if self._truncate else command)

    @property
    def CreatedAt(self) -> str:
        """When it was made, in the local time zone."""
        return go_time(self._summary["Created"])

    @property
    def RunningFor(self) -> str:
        """How long ago it was made, by this machine's clock."""
        return time_ago(self._summary["Created"], self._now)

    @property
    def Ports(self) -> str:
        """Exposed and published ports."""
        return format_ports(self._summary["Ports"] or [])

    @property
    def State(self) -> str:
        """One word, such as ``running``."""
        return self._summary["State"]

    @property
    def Status(self) -> str:
        """The engine's words for its state, with health and exit status."""
        return self._summary["Status"]

    @property
    def HealthStatus(self) -> str:
        """What its health check says, in one word; read from the status where the engine gives nothing else."""
        health = self._summary.get("Health") or {}
        words = health.get("Status") or self._summary["Status"].rpartition("(")[2].rstrip(")")
        return next((word for word in _HEALTHS if words.removeprefix("health: ") == word), "none")

    @property
    def Size(self) -> str:
        """Bytes it has written, and with its image."""
        own = human_size(self._summary.get("SizeRw", 0))
        whole = self._summary.get("SizeRootFs", 0)
        return f"{own} (virtual {human_size(whole)})" if whole else own

    @property
    def _labels(self) -> Mapping[str, str]:
        return self._summary["Labels"] or {}

    @property
    def Mounts(self) -> str:
        """The names of its volumes and the sources of its other mounts."""
        names = [mount.get("Name") or mount.get("Source", "") for mount in self._summary.get("Mounts") or []]
        return ",".join(shorten(name, _MOUNT_WIDTH) if self._truncate else name for name in names)

    @property
    def LocalVolumes(self) -> str:
        """How many of its mounts are volumes on the engine's machine."""
        mounts = self._summary.get("Mounts") or []
        return str(sum(mount.get("Driver") == "local" for mount in mounts))

    @property
    def Networks(self) -> str:
        """The networks it is on, sorted."""
        settings = self._summary.get("NetworkSettings") or {}
        return ",".join(sorted(settings.get("Networks") or {}))

    @property
    def Platform(self) -> dict[str, Any] | None:
        """The platform of its image, if the engine says; None prints as <nil>."""
        descriptor = self._summary.get("ImageManifestDescriptor") or {}
        return descriptor.get("platform")


_EMPTY: ContainerSummary = {
    "Id": "", "Names": [], "Image": "", "ImageID": "", "Command": "", "Created": 0, "Ports": [], "Labels": {},
    "State": "", "Status": "",
}  # fmt: skip


def check_format(format_: str, *, hosts: bool = False) -> bool:
    """Check a template for containers, and tell whether it shows their sizes; raises DockctlError.

    ``hosts``: the rows are of several engines.
    """
    if format_ in {TABLE, RAW, JSON}:
        return False
    from dockctl.render.template import check_template

    row = ContainerRow(_EMPTY)
    return check_template(format_, HostedRow(row, "") if hosts else row, KIND).shows("Size")


def write_containers(  # noqa: PLR0913  (what such a list may be told)
    output: Output,
    rows: Sequence[ContainerRow | HostedRow],
    format_: str = TABLE,
    *,
    quiet: bool = False,
    size: bool = False,
    hosts: bool = False,
    folded: bool = False,
) -> None:
    """Write the containers in ``format_``; ``quiet`` takes its place with their IDs alone.

    ``hosts``: the rows are of several engines. What is ``folded`` is shown whole in any window.
    """
    kind = with_host(KIND) if hosts else KIND
    write_listing(
        output,
        rows,
        # Unlike with other lists, --quiet is stronger than any template.
        format_ if not quiet or format_ == RAW else TABLE,
        kind,
        quiet=quiet,
        fields=[*kind.fields, *(["Size"] if size else [])],
        raw=kind.raw + ("size: {{.Size}}\n" if size else ""),
        folded=folded,
    )
