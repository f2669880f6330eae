"""Filters as the API takes them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Filters: TypeAlias = "Mapping[str, Sequence[str]]"


def encode_filters(filters: Filters) -> str:
    """Return ``filters`` (name → values) as JSON in which each value is a key of its own."""
    return json.dumps({name: dict.fromkeys(values, True) for name, values in filters.items()})
