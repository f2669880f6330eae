"""What containers use, as rows, and as a table that is drawn again and again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dockctl.engine.stats import Sample
from dockctl.render.format import write_listing
from dockctl.render.rows import JSON, TABLE, JsonRow, RowFormat
from dockctl.render.text import natural_order, short_id
from dockctl.render.units import binary_size, human_size

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    from dockctl.streams import Output

KIND = RowFormat(
    headers={
        "Container": "CONTAINER",
        "ID": "CONTAINER ID",
        "Name": "NAME",
        "CPUPerc": "CPU %",
        "MemUsage": "MEM USAGE / LIMIT",
        "MemPerc": "MEM %",
        "NetIO": "NET I/O",
        "BlockIO": "BLOCK I/O",
        "PIDs": "PIDS",
    },
    json_fields=("BlockIO", "CPUPerc", "Container", "ID", "MemPerc", "MemUsage", "Name", "NetIO", "PIDs"),
    fields=("ID", "Name", "CPUPerc", "MemUsage", "MemPerc", "NetIO", "BlockIO", "PIDs"),
)
_UNKNOWN = "--"
# How columns give way in a narrow window: long names are cut first, then columns go.
_NET_GOES = ("NetIO", 0)
_STEPS = (
    ("Name", 24),
    ("BlockIO", 0),
    _NET_GOES,
    ("PIDs", 0),
    ("Name", 12),
    ("ID", 0),
    ("MemUsage", 0),
    ("MemPerc", 0),
)
_KEYS: dict[str, Callable[[Sample], Any]] = {
    "cpu": lambda sample: -sample.processor,
    "mem": lambda sample: -sample.memory,
    "name": lambda sample: natural_order(sample.name),
    "net": lambda sample: -(sample.received + sample.sent),
}


class StatsRow(JsonRow):
    """A sample; where there are no figures yet, two dashes stand for each."""

    kind = KIND
    go_type = "*container.statsContext"

    def __init__(self, sample: Sample, *, truncate: bool = True) -> None:
        self._sample = sample
        self._truncate = truncate

    @property
    def Container(self) -> str:
        """The name it was asked for by."""
        return self._sample.container

    @property
    def ID(self) -> str:
        """The container's ID."""
        identifier = self._sample.id or _UNKNOWN
        return short_id(identifier) if self._truncate else identifier

    @property
    def Name(self) -> str:
        """Its name."""
        return self._sample.name or _UNKNOWN

    @property
    def CPUPerc(self) -> str:
        """Its share of a processor."""
        return self._known(f"{self._sample.processor:.2f}%")

    @property
    def MemUsage(self) -> str:
        """Its memory, and how much it may have."""
        unknown = f"{_UNKNOWN} / {_UNKNOWN}"
        return self._known(_pair(self._sample.memory, self._sample.memory_limit, binary_size), unknown)

    @property
    def MemPerc(self) -> str:
        """Its memory as a share of what it may have."""
        return self._known(f"{self._sample.memory_share:.2f}%")

    @property
    def NetIO(self) -> str:
        """Bytes received and sent."""
        return self._known(_pair(self._sample.received, self._sample.sent, human_size))

    @property
    def BlockIO(self) -> str:
        """Bytes read from devices and written to them."""
        return self._known(_pair(self._sample.read, self._sample.written, human_size))

    @property
    def PIDs(self) -> str:
        """How many processes and threads it has."""
        return self._known(str(self._sample.processes))

    def _known(self, text: str, unknown: str = _UNKNOWN) -> str:
        return text if self._sample.known else unknown


def _pair(first: int, second: int, size: Callable[[float], str]) -> str:
    return f"{size(first)} / {size(second)}"


def check_format(format_: str) -> None:
    """Raise DockctlError for a template that can't be parsed, or asks for what no container has."""
    if format_ not in {TABLE, JSON}:
        from dockctl.render.template import check_template

        check_template(format_.removeprefix(TABLE), StatsRow(Sample("")), KIND)


class StatsView:
    """How samples are shown: in which format, and in the order of one of ORDERS, or as they are for ""."""

    def __init__(self, format_: str, *, truncate: bool, order: str = "") -> None:
        self._format = format_
        self._truncate = truncate
        self._order = order
        self._widths: dict[str, int] = {}

    @property
    def has_header(self) -> bool:
        """Whether the first line is no container's."""
        return self._format.startswith(TABLE)

    def write(self, output: Output, samples: Sequence[Sample]) -> None:
        """Write the samples."""
        rows = [StatsRow(sample, truncate=self._truncate) for sample in in_order(samples, self._order)]
        if self._format != TABLE or output.look.is_plain:
            write_listing(output, rows, self._format, KIND)
            return
        from dockctl.render.screen_table import Listing, write_list

        lines = [[getattr(row, field) for field in KIND.fields] for row in rows]
        steps = (
            _STEPS if self._order != "net" else (*(step for step in _STEPS if step[0] != "NetIO"), _NET_GOES)
        )
        header = [KIND.headers[field] for field in KIND.fields]
        write_list(output, Listing(KIND.fields, [header, *lines], steps=steps, widths=self._widest(lines)))

    def _widest(self, lines: Sequence[Sequence[str]]) -> list[int]:
        """Return how wide columns of figures have been up to now: one that changes doesn't move the others."""
        for number, field in enumerate(KIND.fields):
            if field != "Name":
                widths = [len(line[number]) for line in lines]
                self._widths[field] = max(self._widths.get(field, 0), *widths, 0)
        return [self._widths.get(field, 1) for field in KIND.fields]


def in_order(samples: Sequence[Sample], order: str) -> list[Sample]:
    """Return what uses most first, or names as people count; what isn't known yet comes last."""
    if not order:
        return list(samples)
    key = _KEYS[order]
    return sorted(samples, key=lambda sample: (not sample.known, key(sample)))
