"""Rows: objects whose properties are the fields of templates, and what a kind of row is called and shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

TABLE, RAW, JSON = "table", "raw", "json"
UNKNOWN = "N/A"


class RowFormat(NamedTuple):
    """One kind of row: field → header, the fields its table and its JSON have, and how its errors begin.

    ``raw`` is the template that the word of this name stands for, where there is one; ``identity`` is the field
    that --quiet shows, and what it is called in raw lines.
    """

    headers: Mapping[str, str]
    json_fields: Sequence[str]
    fields: Sequence[str] = ()
    raw: str = ""
    identity: tuple[str, str] = ("ID", "")
    parse_error: str = "template parsing error: "
    execution_error: str = "template parsing error: "


class JsonRow:
    """A row that is written as JSON by the fields its kind names."""

    kind: RowFormat
    go_type: str

    def to_json(self) -> dict[str, object]:
        """Return field → value."""
        return {name: getattr(self, name) for name in self.kind.json_fields}


class LabelledRow:
    """A row of what has labels: ``_labels`` holds them."""

    @property
    def _labels(self) -> Mapping[str, str]:
        raise NotImplementedError

    @property
    def Labels(self) -> str:
        """All labels, ``name=value``, sorted."""
        return ",".join(f"{name}={value}" for name, value in sorted(self._labels.items()))

    def Label(self, name: str) -> str:
        """Return one label's value; "" if it has none of that name."""
        return self._labels.get(name, "")
