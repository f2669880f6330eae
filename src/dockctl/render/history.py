"""The steps that an image was made in, as rows."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from dockctl.render.rows import JsonRow, RowFormat
from dockctl.render.text import short_id, shorten
from dockctl.render.units import human_size, time_ago

if TYPE_CHECKING:
    from dockctl.engine.payloads.images import HistoryItem

KIND = RowFormat(
    headers={
        "ID": "IMAGE",
        "CreatedSince": "CREATED",
        "CreatedAt": "CREATED AT",
        "CreatedBy": "CREATED BY",
        "Size": "SIZE",
        "Comment": "COMMENT",
    },
    json_fields=("Comment", "CreatedAt", "CreatedBy", "CreatedSince", "ID", "Size"),
)
_COMMAND_WIDTH = 45


def fields(*, human: bool) -> tuple[str, ...]:
    """Return the fields of the table, with ages or, unless ``human``, with times."""
    return ("ID", "CreatedSince" if human else "CreatedAt", "CreatedBy", "Size", "Comment")


class HistoryRow(JsonRow):
    """One step; ``human`` rounds ages and sizes, ``truncate`` shortens IDs and instructions."""

    kind = KIND
    go_type = "*image.historyContext"

    def __init__(self, item: HistoryItem, *, human: bool = True, truncate: bool = True) -> None:
        self._item = item
        self._human = human
        self._truncate = truncate

    @property
    def ID(self) -> str:
        """The image after this step; ``<missing>`` where it is not here."""
        return short_id(self._item["Id"]) if self._truncate else self._item["Id"]

    @property
    def CreatedAt(self) -> str:
        """When the step was made, in the local time zone."""
        created = self._item["Created"]
        if created <= 0:
            return ""
        return datetime.fromtimestamp(created, UTC).astimezone().isoformat().replace("+00:00", "Z")

    @property
    def CreatedSince(self) -> str:
        """How long ago that was."""
        if not self._human:
            return self.CreatedAt
        return time_ago(self._item["Created"], time.time()) if self._item["Created"] > 0 else "N/A"

    @property
    def CreatedBy(self) -> str:
        """The instruction."""
        text = self._item["CreatedBy"].replace("\t", " ")
        return shorten(text, _COMMAND_WIDTH) if self._truncate else text

    @property
    def Size(self) -> str:
        """The bytes that the step has added."""
        return human_size(self._item["Size"]) if self._human else str(self._item["Size"])

    @property
    def Comment(self) -> str:
        """What was said of it."""
        return self._item["Comment"]
