"""What containers use, as rows, and as a table that is drawn again and again."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from dockctl.engine.stats import Sample
from dockctl.render.format import write_listing
from dockctl.render.rows import JSON, TABLE, JsonRow, RowFormat
from dockctl.render.table import align
from dockctl.render.text import short_id
from dockctl.render.units import binary_size, human_size

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

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
    """How samples are shown."""

    def __init__(self, format_: str, *, truncate: bool) -> None:
        self._format = format_
        self._truncate = truncate

    def write(self, output: Output, samples: Sequence[Sample]) -> None:
        """Write the samples."""
        write_listing(output, self._rows(samples), self._format, KIND)

    def text(self, samples: Sequence[Sample]) -> str:
        """Return the samples as lines for a terminal."""
        rows = self._rows(samples)
        if self._format == TABLE:
            cells = [[KIND.headers[name] for name in KIND.fields]]
            cells += [[getattr(row, name) for name in KIND.fields] for row in rows]
            return align("\n".join("\t".join(line) for line in cells))
        from dockctl.render.format import render_listing

        return render_listing(rows, self._format, KIND)

    def _rows(self, samples: Sequence[Sample]) -> list[StatsRow]:
        return [StatsRow(sample, truncate=self._truncate) for sample in samples]


@contextmanager
def live_view(output: Output, view: StatsView) -> Iterator[Callable[[Sequence[Sample]], None]]:
    """Give a function that shows samples: in the place of those before on a terminal, else one below the other."""
    if not output.is_terminal:
        yield lambda samples: view.write(output, samples)
        return
    from dockctl.render.drawing import DrawnText

    with DrawnText(output) as drawing:
        yield lambda samples: drawing.draw(view.text(samples))
