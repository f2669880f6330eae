"""Contexts as rows: one property a field, in docker's names for them."""

from __future__ import annotations

from dockctl.render.rows import JsonRow, RowFormat
from dockctl.render.text import shorten

DEFAULT_DESCRIPTION = "Current DOCKER_HOST based configuration"
KIND = RowFormat(
    headers={
        "Name": "NAME",
        "Marked": "NAME",
        "Current": "CURRENT",
        "Description": "DESCRIPTION",
        "DockerEndpoint": "DOCKER ENDPOINT",
        "Error": "ERROR",
        "ShortError": "ERROR",
    },
    json_fields=("Current", "Description", "DockerEndpoint", "Error", "Name"),
    fields=("Marked", "Description", "DockerEndpoint", "ShortError"),
    identity=("Name", ""),
)
_ERROR_WIDTH = 45


class ContextRow(JsonRow):
    """A context, or why it can't be read."""

    kind = KIND
    go_type = "*formatter.clientContextContext"

    def __init__(self, name: str, description: str, host: str, *, current: bool, error: str = "") -> None:
        self.Name = name
        self.Description = description
        self.DockerEndpoint = host
        self.Current = current
        self.Error = error

    @property
    def Marked(self) -> str:
        """The name, with a star if it is the one in use."""
        return f"{self.Name} *" if self.Current else self.Name

    @property
    def ShortError(self) -> str:
        """Why it can't be read, in the room that there is."""
        return shorten(self.Error, _ERROR_WIDTH)
