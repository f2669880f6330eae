"""Images as rows: one for each tag, in docker's names for the fields."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from dockctl.engine.reference import Reference, parse_reference
from dockctl.errors import InvalidReferenceError
from dockctl.render.containers import short_id
from dockctl.render.table import write_table
from dockctl.render.units import human_size, time_ago

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dockctl.engine.payloads import ImageSummary
    from dockctl.streams import Output

HEADERS = {
    "Repository": "REPOSITORY",
    "Tag": "TAG",
    "ID": "IMAGE ID",
    "CreatedSince": "CREATED",
    "Size": "SIZE",
}
COLUMNS = ("Repository", "Tag", "ID", "CreatedSince", "Size")
NONE = "<none>"


class ImageRow:
    """One name of an image: ``Repository`` and ``Tag``, ``<none>`` where it has none."""

    def __init__(
        self,
        summary: ImageSummary,
        repository: str,
        tag: str,
        *,
        truncate: bool = True,
        now: float,
    ) -> None:
        self._summary = summary
        self._truncate = truncate
        self._now = now
        self.Repository = repository
        self.Tag = tag

    @property
    def ID(self) -> str:
        """The image's ID; untruncated with its algorithm."""
        return short_id(self._summary["Id"]) if self._truncate else self._summary["Id"]

    @property
    def CreatedSince(self) -> str:
        """How long ago it was made."""
        created = self._summary["Created"]
        return time_ago(created, self._now) if created > 0 else "N/A"

    @property
    def Size(self) -> str:
        """Its size, with what it shares."""
        return human_size(self._summary["Size"])


def image_rows(summaries: Sequence[ImageSummary], *, truncate: bool = True) -> list[ImageRow]:
    """Return a row for each tag; for an image without tags one for each repository, or one without names."""
    now = time.time()
    return [
        ImageRow(summary, repository, tag, truncate=truncate, now=now)
        for summary in summaries
        for repository, tag in _names(summary)
    ]


def _names(summary: ImageSummary) -> Iterator[tuple[str, str]]:
    tagged = list(_parsed(summary.get("RepoTags") or []))
    digested = list(_parsed(summary.get("RepoDigests") or []))
    for reference in tagged:
        yield reference.familiar_name, reference.tag
    repositories = {reference.familiar_name for reference in tagged}
    untagged = dict.fromkeys(item.familiar_name for item in digested if item.familiar_name not in repositories)
    for repository in untagged:
        yield repository, NONE
    if not tagged and not digested:
        yield NONE, NONE


def _parsed(names: Sequence[str]) -> Iterator[Reference]:
    for name in names:
        try:
            yield parse_reference(name)
        except InvalidReferenceError:  # <none>:<none>, how old engines say that there is none
            continue


def write_images(output: Output, rows: Sequence[ImageRow], *, quiet: bool = False) -> None:
    """Write the images as docker's table, or with ``quiet`` their IDs."""
    if quiet:
        output.write("".join(f"{row.ID}\n" for row in rows))
        return
    header = [HEADERS[name] for name in COLUMNS]
    write_table(output, [header, *([getattr(row, name) for name in COLUMNS] for row in rows)])
