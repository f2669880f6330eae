"""Rows of several engines: each says which one it is from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dockctl.render.rows import JsonRow, RowFormat

FIELD = "Host"
Row = TypeVar("Row", bound="JsonRow")


class HostedRow:
    """A row with the field Host before its own."""

    def __init__(self, row: JsonRow, host: str) -> None:
        self._row = row
        self.go_type = row.go_type
        self.Host = host

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401  (whatever the row holds)
        return getattr(self._row, name)

    def to_json(self) -> dict[str, object]:
        """Return field → value."""
        return {FIELD: self.Host, **self._row.to_json()}


def of_host(rows: Sequence[Row], host: str) -> Sequence[Row | HostedRow]:
    """Return ``rows`` with the field Host; as they are if it is ""."""
    return [HostedRow(row, host) for row in rows] if host else rows


def with_host(kind: RowFormat) -> RowFormat:
    """Return ``kind`` with the engine first in tables and raw lines."""
    return kind._replace(
        headers={FIELD: "HOST", **kind.headers},
        fields=(FIELD, *kind.fields),
        raw=f"host: {{{{.{FIELD}}}}}\n{kind.raw}",
    )
