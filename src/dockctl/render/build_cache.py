"""Entries of the build cache as rows."""

from __future__ import annotations

import time
from datetime import datetime
from typing import TYPE_CHECKING

from dockctl.render.rows import JsonRow, RowFormat
from dockctl.render.text import short_id
from dockctl.render.units import human_size, time_ago

if TYPE_CHECKING:
    from dockctl.engine.payloads.system import BuildCache

KIND = RowFormat(
    headers={
        "ID": "CACHE ID",
        "Parent": "PARENT",
        "CacheType": "CACHE TYPE",
        "Description": "DESCRIPTION",
        "InUse": "IN USE",
        "Shared": "SHARED",
        "Size": "SIZE",
        "CreatedSince": "CREATED",
        "LastUsedSince": "LAST USED",
        "UsageCount": "USAGE",
    },
    json_fields=(
        "CacheType", "CreatedSince", "Description", "ID", "InUse", "LastUsedSince", "Parent", "Shared", "Size",
        "UsageCount",
    ),
    fields=("ID", "CacheType", "Size", "CreatedSince", "LastUsedSince", "UsageCount", "Shared"),
)  # fmt: skip


class BuildCacheRow(JsonRow):
    """One entry of the build cache."""

    kind = KIND
    go_type = "*formatter.buildCacheContext"

    def __init__(self, entry: BuildCache, *, truncate: bool = True) -> None:
        self._entry = entry
        self._truncate = truncate

    @property
    def ID(self) -> str:
        """Its ID; with a star while it is in use."""
        identifier = short_id(self._entry["ID"]) if self._truncate else self._entry["ID"]
        return f"{identifier}*" if self._entry["InUse"] else identifier

    @property
    def Parent(self) -> str:
        """What it was built on."""
        parents = ", ".join(self._entry.get("Parents") or ()) or self._entry.get("Parent", "")
        return short_id(parents) if self._truncate else parents

    @property
    def CacheType(self) -> str:
        """What kind of entry it is."""
        return self._entry["Type"]

    @property
    def Description(self) -> str:
        """The instruction it keeps the result of."""
        return self._entry.get("Description", "")

    @property
    def InUse(self) -> str:
        """Whether a build uses it just now."""
        return "true" if self._entry["InUse"] else "false"

    @property
    def Shared(self) -> str:
        """Whether images have it too."""
        return "true" if self._entry["Shared"] else "false"

    @property
    def Size(self) -> str:
        """How much room it takes."""
        return human_size(self._entry["Size"], 3)

    @property
    def CreatedSince(self) -> str:
        """How long ago it was made."""
        return _since(self._entry["CreatedAt"])

    @property
    def LastUsedSince(self) -> str:
        """How long ago it was used, if ever."""
        return _since(self._entry.get("LastUsedAt") or "")

    @property
    def UsageCount(self) -> str:
        """How often it was used."""
        return str(self._entry["UsageCount"])


def _since(text: str) -> str:
    try:
        return time_ago(datetime.fromisoformat(text).timestamp(), time.time())
    except ValueError:
        return ""
