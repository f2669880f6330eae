"""``ps --sort`` and ``stats --sort``: by what containers are ordered."""

from __future__ import annotations

ORDERS = ("name", "created", "status", "image", "size", "id")
STATS_ORDERS = ("cpu", "mem", "name", "net")


def parse_order(text: str) -> str:
    """Return ``text``, names of ORDERS with commas between them; raises ValueError."""
    unknown = [name for name in text.split(",") if name not in ORDERS]
    if unknown:
        raise ValueError(f"must be of {', '.join(ORDERS)}")
    return text


def parse_stats_order(text: str) -> str:
    """Return ``text``, one of STATS_ORDERS; raises ValueError."""
    if text not in STATS_ORDERS:
        raise ValueError(f"must be one of {', '.join(STATS_ORDERS)}")
    return text
