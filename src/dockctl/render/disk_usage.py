"""What takes how much room: a row for each kind of object, or every object."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dockctl.errors import DockctlError
from dockctl.gotemplate.encoding import encode
from dockctl.gotemplate.kinds import Structure
from dockctl.render.build_cache import KIND as BUILDS
from dockctl.render.build_cache import BuildCacheRow
from dockctl.render.containers import KIND as CONTAINERS
from dockctl.render.containers import ContainerRow
from dockctl.render.format import write_fields, write_listing
from dockctl.render.images import KIND as IMAGES
from dockctl.render.images import first_row
from dockctl.render.rows import JSON, TABLE, JsonRow, RowFormat
from dockctl.render.screen import HEADING, Line, write_line
from dockctl.render.units import human_size
from dockctl.render.volumes import KIND as VOLUMES
from dockctl.render.volumes import VolumeRow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dockctl.engine.payloads.containers import ContainerSummary
    from dockctl.engine.payloads.system import BuildCache, DiskUsage
    from dockctl.streams import Output

KIND = RowFormat(
    headers={
        "Type": "TYPE",
        "TotalCount": "TOTAL",
        "Active": "ACTIVE",
        "Size": "SIZE",
        "Reclaimable": "RECLAIMABLE",
    },
    json_fields=("Active", "Reclaimable", "Size", "TotalCount", "Type"),
    fields=("Type", "TotalCount", "Active", "Size", "Reclaimable"),
    raw="type: {{.Type}}\ntotal: {{.TotalCount}}\nactive: {{.Active}}\nsize: {{.Size}}\nreclaimable: {{.Reclaimable}}\n",
)
_DIGITS = 4
_IMAGE_FIELDS = (
    "Repository", "Tag", "ID", "CreatedSince", "Size", "SharedSize", "UniqueSize", "Containers",
)  # fmt: skip
_CONTAINER_FIELDS = ("ID", "Image", "Command", "LocalVolumes", "Size", "RunningFor", "Status", "Names")
_VOLUME_FIELDS = ("Name", "Links", "Size")
_ACTIVE = {"running", "paused", "restarting"}


@dataclass(frozen=True)
class UsageRow(JsonRow):
    """One kind of object: how many, how many in use, and bytes; ``reclaimable`` could be freed."""

    Type: str
    count: int
    active: int
    size: int
    reclaimable: int
    with_share: bool = True

    kind = KIND
    go_type = "*formatter.diskUsageImagesContext"

    @property
    def TotalCount(self) -> str:
        """How many there are."""
        return str(self.count)

    @property
    def Active(self) -> str:
        """How many are in use."""
        return str(self.active)

    @property
    def Size(self) -> str:
        """How much room they take."""
        return human_size(self.size, _DIGITS)

    @property
    def Reclaimable(self) -> str:
        """How much of it could be free, and its share."""
        size = human_size(self.reclaimable, _DIGITS)
        if not self.with_share or self.size <= 0:
            return size
        return f"{size} ({int(self.reclaimable * 100 / self.size)}%)"


def usage_rows(usage: DiskUsage) -> list[UsageRow]:
    """Return a row for each kind of object."""
    images, containers = usage.get("Images") or [], usage.get("Containers") or []
    volumes, caches = usage.get("Volumes") or [], usage.get("BuildCache") or []
    layers = usage.get("LayersSize", 0)
    kept = sum(
        image["Size"] - image.get("SharedSize", 0)
        for image in images
        if image.get("Containers") and image["Size"] != -1 and image.get("SharedSize") != -1
    )
    written = {True: 0, False: 0}
    for container in containers:
        written[_is_active(container)] += container.get("SizeRw", 0)
    used = [volume.get("UsageData") or {"Size": -1, "RefCount": -1} for volume in volumes]
    sized = [entry for entry in used if entry["Size"] != -1]
    return [
        UsageRow(
            "Images",
            len(images),
            sum(image.get("Containers", 0) > 0 for image in images),
            layers,
            layers - kept,
        ),
        UsageRow(
            "Containers",
            len(containers),
            sum(map(_is_active, containers)),
            sum(written.values()),
            written[False],
        ),
        UsageRow(
            "Local Volumes",
            len(volumes),
            sum(entry["RefCount"] > 0 for entry in used),
            sum(entry["Size"] for entry in sized),
            sum(entry["Size"] for entry in sized if entry["RefCount"] == 0),
        ),
        UsageRow(
            "Build Cache",
            len(caches),
            sum(cache["InUse"] for cache in caches),
            _cache_size(caches),
            _cache_size(caches) - sum(c["Size"] for c in caches if c["InUse"] and not c["Shared"]),
            with_share=False,
        ),
    ]


def _is_active(container: ContainerSummary) -> bool:
    return container["State"] in _ACTIVE


def _cache_size(caches: Sequence[BuildCache]) -> int:
    return sum(cache["Size"] for cache in caches if not cache["Shared"])


def write_usage(output: Output, usage: DiskUsage, format_: str) -> None:
    """Write a row for each kind of object."""
    write_listing(output, usage_rows(usage), format_, KIND)


def write_details(output: Output, usage: DiskUsage, format_: str) -> None:
    """Write every object, in a table for each kind; other formats have them all at once."""
    truncate = format_ == TABLE
    images = [first_row(image, truncate=truncate) for image in usage.get("Images") or []]
    containers = [
        # Its own bytes alone: the image's are counted with the image.
        ContainerRow({**container, "SizeRootFs": 0}, truncate=truncate)
        for container in usage.get("Containers") or []
    ]
    volumes = [VolumeRow(volume) for volume in usage.get("Volumes") or []]
    caches = [BuildCacheRow(cache, truncate=truncate) for cache in usage.get("BuildCache") or []]
    if format_ != TABLE:
        facts: dict[str, Sequence[JsonRow]] = {
            "Images": images,
            "Containers": containers,
            "Volumes": volumes,
            "BuildCache": caches,
        }
        _write_formatted(output, facts, format_)
        return
    size = human_size(_cache_size(usage.get("BuildCache") or []), _DIGITS)
    tables: list[tuple[str, Sequence[JsonRow], Sequence[str], RowFormat]] = [
        ("Images space usage:", images, _IMAGE_FIELDS, IMAGES),
        ("Containers space usage:", containers, _CONTAINER_FIELDS, CONTAINERS),
        ("Local Volumes space usage:", volumes, _VOLUME_FIELDS, VOLUMES),
        (f"Build cache usage: {size}", caches, BUILDS.fields, BUILDS),
    ]
    for number, (title, rows, fields, kind) in enumerate(tables):
        output.write("\n" if number else "")
        write_line(output, Line(title, HEADING))
        output.write("\n")
        write_fields(output, rows, fields, kind)


def _write_formatted(output: Output, facts: dict[str, Sequence[JsonRow]], format_: str) -> None:
    if format_ == JSON:
        plain = {name: [row.to_json() for row in rows] for name, rows in facts.items()}
        output.write(encode(Structure(facts, plain)))
        return
    from dockctl.gotemplate.errors import ExecutionError, TemplateSyntaxError
    from dockctl.gotemplate.template import Template
    from dockctl.render.template import FUNCTIONS

    try:
        output.write(Template(format_, FUNCTIONS).render(facts))
    except (TemplateSyntaxError, ExecutionError) as error:
        raise DockctlError(f"template parsing error: {error}") from error
