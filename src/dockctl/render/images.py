"""Images as rows: one for each tag, in docker's names for the fields."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from dockctl.engine.reference import Reference, parse_reference
from dockctl.errors import InvalidReferenceError
from dockctl.render.format import write_listing
from dockctl.render.hosts import HostedRow, with_host
from dockctl.render.rows import TABLE, UNKNOWN, JsonRow, RowFormat
from dockctl.render.text import short_id
from dockctl.render.units import go_time, human_size, time_ago

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from dockctl.engine.payloads.images import ImageDeleted, ImageSummary
    from dockctl.streams import Output

KIND = RowFormat(
    headers={
        "Repository": "REPOSITORY",
        "Tag": "TAG",
        "Digest": "DIGEST",
        "ID": "IMAGE ID",
        "CreatedSince": "CREATED",
        "CreatedAt": "CREATED AT",
        "Size": "SIZE",
        "VirtualSize": "SIZE",
        "Containers": "CONTAINERS",
        "SharedSize": "SHARED SIZE",
        "UniqueSize": "UNIQUE SIZE",
    },
    json_fields=(
        "Containers", "CreatedAt", "CreatedSince", "Digest", "ID", "Repository", "SharedSize", "Size", "Tag",
        "UniqueSize", "VirtualSize",
    ),
    identity=("ID", "image_id"),
)  # fmt: skip
NONE = "<none>"
DIGEST = "{{.Digest}}"  # a template with just this asks for digests, as --digests does
_RAW_HEAD = "repository: {{.Repository}}\n{{if .Tag}}tag: {{.Tag}}\n{{end}}"
_RAW_TAIL = "image_id: {{.ID}}\ncreated_at: {{.CreatedAt}}\nvirtual_size: {{.Size}}\n"
_VIRTUAL_DIGITS = 4


class ImageRow(JsonRow):
    """One name of an image: ``Repository``, ``Tag`` and ``Digest``, ``<none>`` where it has none."""

    kind = KIND
    go_type = "*formatter.imageContext"

    def __init__(  # noqa: PLR0913  (what a row is made of)
        self,
        summary: ImageSummary,
        repository: str,
        tag: str,
        digest: str = NONE,
        *,
        truncate: bool = True,
        now: float = 0,
    ) -> None:
        self._summary = summary
        self._truncate = truncate
        self._now = now
        self.Repository = repository
        self.Tag = tag
        self.Digest = digest

    @property
    def ID(self) -> str:
        """The image's ID; untruncated with its algorithm."""
        return short_id(self._summary["Id"]) if self._truncate else self._summary["Id"]

    @property
    def CreatedSince(self) -> str:
        """How long ago it was made."""
        created = self._summary["Created"]
        return time_ago(created, self._now) if created > 0 else UNKNOWN

    @property
    def CreatedAt(self) -> str:
        """When it was made, in the local time zone."""
        return go_time(self._summary["Created"])

    @property
    def Size(self) -> str:
        """Its size, with what it shares."""
        return human_size(self._summary["Size"])

    @property
    def VirtualSize(self) -> str:
        """The same in one digit more: docker's older field."""
        return human_size(self._summary["Size"], _VIRTUAL_DIGITS)

    @property
    def Containers(self) -> str:
        """How many containers were made of it, if the engine says."""
        count = self._summary.get("Containers", -1)
        return UNKNOWN if count < 0 else str(count)

    @property
    def SharedSize(self) -> str:
        """What it shares with other images, if the engine says."""
        shared = self._summary.get("SharedSize", -1)
        return UNKNOWN if shared < 0 else human_size(shared, _VIRTUAL_DIGITS)

    @property
    def UniqueSize(self) -> str:
        """What is its own, if the engine says."""
        shared = self._summary.get("SharedSize", -1)
        return UNKNOWN if shared < 0 else human_size(self._summary["Size"] - shared, _VIRTUAL_DIGITS)


def image_rows(
    summaries: Sequence[ImageSummary],
    *,
    truncate: bool = True,
    digests: bool = False,
) -> list[ImageRow]:
    """Return a row for each tag; for an image without tags one for each repository, or one without names.

    With ``digests`` each tag has a row for every digest of its repository.
    """
    now = time.time()
    return [
        ImageRow(summary, *names, truncate=truncate, now=now)
        for summary in summaries
        for names in _names(summary, digests=digests)
    ]


def first_row(summary: ImageSummary, *, truncate: bool = True) -> ImageRow:
    """Return one row for an image, whatever the number of its tags."""
    repository, tag, _ = next(_names(summary, digests=False))
    return ImageRow(summary, repository, tag, "", truncate=truncate, now=time.time())


def _names(summary: ImageSummary, *, digests: bool) -> Iterator[tuple[str, str, str]]:
    """Yield repository, tag and digest of each row of an image."""
    # Podman gives tags without a name in GET /system/df; docker takes them for none.
    tagged = [reference for reference in _parsed(summary.get("RepoTags") or []) if reference.tag]
    digested = list(_parsed(summary.get("RepoDigests") or []))
    known: dict[str, list[str]] = {}
    for reference in digested:
        known.setdefault(reference.familiar_name, []).append(reference.digest)
    for reference in tagged:
        found = known.get(reference.familiar_name, []) if digests else []
        for digest in found or [NONE]:
            yield reference.familiar_name, reference.tag, digest
    for repository in known.keys() - {reference.familiar_name for reference in tagged}:
        for digest in known[repository] if digests else [""]:
            yield repository, NONE, digest
    if not tagged and not digested:
        yield NONE, NONE, NONE


def _parsed(names: Sequence[str]) -> Iterator[Reference]:
    for name in names:
        try:
            yield parse_reference(name)
        except InvalidReferenceError:  # <none>:<none>, how old engines say that there is none
            continue


def write_images(  # noqa: PLR0913  (what such a list may be told)
    output: Output,
    rows: Sequence[ImageRow | HostedRow],
    format_: str = TABLE,
    *,
    quiet: bool = False,
    digests: bool = False,
    hosts: bool = False,
    folded: bool = False,
) -> None:
    """Write the images in ``format_``; ``quiet`` shows their IDs alone where that is a word, no template.

    ``hosts``: the rows are of several engines. What is ``folded`` is shown whole in any window.
    """
    names = ["Repository", "Tag", *(["Digest"] if digests else []), "ID", "CreatedSince", "Size"]
    raw = _RAW_HEAD + ("{{if .Digest}}digest: {{.Digest}}\n{{end}}" if digests else "") + _RAW_TAIL
    kind = KIND._replace(fields=names, raw=raw)
    if format_ != TABLE and format_.startswith(TABLE) and digests and DIGEST not in format_:
        format_ += f"\t{DIGEST}"
    write_listing(output, rows, format_, with_host(kind) if hosts else kind, quiet=quiet, folded=folded)


def deleted_lines(items: Iterable[ImageDeleted], *, capital: bool = True) -> list[str]:
    """Return a line for each name and each image that went, with docker's two ways to write the first letter."""
    words = (
        {"Deleted": "Deleted", "Untagged": "Untagged"}
        if capital
        else {"Deleted": "deleted", "Untagged": "untagged"}
    )
    return [
        f"{words[name]}: {value}" for item in items for name, value in item.items() if name in words and value
    ]
