"""``ps --sort``: by what containers are ordered."""

from __future__ import annotations

ORDERS = ("name", "created", "status", "image", "size", "id")


def parse_order(text: str) -> str:
    """Return ``text``, names of ORDERS with commas between them; raises ValueError."""
    unknown = [name for name in text.split(",") if name not in ORDERS]
    if unknown:
        raise ValueError(f"must be of {', '.join(ORDERS)}")
    return text
