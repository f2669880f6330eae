"""Containers as rows: one property a field, in docker's names for them."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from dockctl.engine.reference import parse_reference
from dockctl.errors import InvalidReferenceError
from dockctl.render.ports import format_ports
from dockctl.render.table import write_table
from dockctl.render.text import quote, shorten
from dockctl.render.units import go_time, human_size, time_ago

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dockctl.engine.payloads import ContainerSummary
    from dockctl.streams import Output

HEADERS = {
    "ID": "CONTAINER ID",
    "Image": "IMAGE",
    "Command": "COMMAND",
    "RunningFor": "CREATED",
    "Status": "STATUS",
    "Ports": "PORTS",
    "Names": "NAMES",
    "Size": "SIZE",
}
COLUMNS = ("ID", "Image", "Command", "RunningFor", "Status", "Ports", "Names")
SHORT_ID = 12
_COMMAND_WIDTH = 20


def short_id(identifier: str) -> str:
    """Return the first twelve digits of an ID, without its algorithm."""
    return identifier.rpartition(":")[2][:SHORT_ID]


class ContainerRow:
    """A listed container; ``truncate`` shortens IDs, commands and names."""

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
        names = [name.removeprefix("/") for name in self._summary["Names"] or []]
        if self._truncate:
            return next((name for name in names if "/" not in name), "")
        return ",".join(names)

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
    def Size(self) -> str:
        """Bytes it has written, and with its image."""
        own = human_size(self._summary.get("SizeRw", 0))
        whole = self._summary.get("SizeRootFs", 0)
        return f"{own} (virtual {human_size(whole)})" if whole else own


def write_containers(output: Output, rows: Sequence[ContainerRow], *, quiet: bool = False) -> None:
    """Write the containers as docker's table, or with ``quiet`` their IDs."""
    if quiet:
        output.write("".join(f"{row.ID}\n" for row in rows))
        return
    header = [HEADERS[name] for name in COLUMNS]
    write_table(output, [header, *([getattr(row, name) for name in COLUMNS] for row in rows)])
