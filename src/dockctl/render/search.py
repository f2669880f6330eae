"""Repositories that a search has found, as rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dockctl.render.rows import JsonRow, RowFormat
from dockctl.render.text import shorten

if TYPE_CHECKING:
    from dockctl.engine.payloads.images import SearchResult

KIND = RowFormat(
    headers={
        "Name": "NAME",
        "Description": "DESCRIPTION",
        "StarCount": "STARS",
        "IsOfficial": "OFFICIAL",
        "IsAutomated": "AUTOMATED",
    },
    json_fields=("Description", "IsAutomated", "IsOfficial", "Name", "StarCount"),
    fields=("Name", "Description", "StarCount", "IsOfficial"),
    identity=("Name", "name"),
)
_DESCRIPTION_WIDTH = 45
_OK = "[OK]"


class SearchRow(JsonRow):
    """One repository; ``truncate`` shortens its description."""

    kind = KIND
    go_type = "*registry.searchContext"

    def __init__(self, result: SearchResult, *, truncate: bool = True) -> None:
        self._result = result
        self._truncate = truncate

    @property
    def Name(self) -> str:
        """The repository."""
        return self._result["name"]

    @property
    def Description(self) -> str:
        """What its owner says of it, in one line."""
        text = self._result["description"].replace("\n", " ").replace("\r", " ")
        return shorten(text, _DESCRIPTION_WIDTH) if self._truncate else text

    @property
    def StarCount(self) -> str:
        """How many users like it."""
        return str(self._result["star_count"])

    @property
    def IsOfficial(self) -> str:
        """``[OK]`` for Docker's own choice of images."""
        return _OK if self._result["is_official"] else ""

    @property
    def IsAutomated(self) -> str:
        """``[OK]`` where it was built by Docker Hub, which no longer does that."""
        return _OK if self._result.get("is_automated") else ""
