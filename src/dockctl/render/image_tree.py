"""``images --tree``: each image with the platforms it holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dockctl.render.images import NONE
from dockctl.render.table import write_table
from dockctl.render.text import short_id
from dockctl.render.units import human_size

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dockctl.engine.payloads.images import ImageSummary
    from dockctl.streams import Output

_FIELDS = ("Repository", "ID", "DiskUsage", "ContentSize", "InUse")
_HEADER = ("IMAGE", "ID", "DISK USAGE", "CONTENT SIZE", "IN USE")


def write_image_tree(output: Output, summaries: Sequence[ImageSummary]) -> None:
    """Write a line for each image, sorted by name, and below it one for each platform that is there."""
    lines = [_HEADER]
    for summary in sorted(summaries, key=lambda item: (item.get("RepoTags") or [NONE])[0]):
        platforms = [item for item in summary.get("Manifests") or [] if item.get("Kind") == "image"]
        content = sum(item["Size"].get("Content", 0) for item in platforms)
        used = "yes" if any(_containers(item) for item in platforms) or summary.get("Containers", 0) > 0 else ""
        facts = (short_id(summary["Id"]), human_size(summary["Size"]), human_size(content), used)
        lines.extend((name, *facts) for name in summary.get("RepoTags") or [NONE])
        lines.extend(_platform_lines(platforms))
    if not output.look.is_plain:
        from dockctl.render.screen_table import Listing, write_list

        write_list(output, Listing(_FIELDS, lines))
        return
    write_table(output, "".join("\t".join(cells) + "\n" for cells in lines))


def _platform_lines(platforms: Sequence[dict[str, Any]]) -> Iterator[tuple[str, str, str, str, str]]:
    for number, item in enumerate(platforms, start=1):
        branch = "└─" if number == len(platforms) else "├─"
        platform = (item.get("ImageData") or {}).get("Platform") or {}
        parts = (platform.get("os"), platform.get("architecture"), platform.get("variant"))
        name = "/".join(part for part in parts if part)
        size = item["Size"]
        there = item.get("Available", False)
        yield (
            f"{branch} {name}",
            short_id(item["ID"]),
            human_size(size.get("Total", 0)) if there else "",
            human_size(size.get("Content", 0)) if there else "",
            "yes" if _containers(item) else "",
        )


def _containers(manifest: dict[str, Any]) -> list[str]:
    found: list[str] = (manifest.get("ImageData") or {}).get("Containers") or []
    return found
