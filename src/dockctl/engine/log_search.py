"""Looking for lines in logs, as grep does: with what stands around them, and whether there were any."""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from dockctl.engine.logs import LogLine

# What colours a terminal is no part of the text.
ESCAPES = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-Z\\-_])")


def compile_pattern(text: str, *, ignore_case: bool = False) -> re.Pattern[bytes]:
    """Return the regular expression for the bytes of lines; raises ValueError."""
    try:
        return re.compile(text.encode(errors="surrogateescape"), re.IGNORECASE if ignore_case else 0)
    except re.error as error:
        raise ValueError(f"not a regular expression: {error}") from error


def matches(line: LogLine, patterns: Sequence[re.Pattern[bytes]]) -> bool:
    """Tell whether one of ``patterns`` is in the text of ``line``."""
    text = ESCAPES.sub(b"", line.text)
    return any(pattern.search(text) for pattern in patterns)


@dataclass
class _Surroundings:
    before: deque[LogLine]
    after: int = 0


@dataclass
class Search:
    """Which lines are wanted: with one of ``patterns`` (``invert``: with none), and ``context`` lines around them.

    ``found`` counts those that are wanted for their own sake.
    """

    patterns: Sequence[re.Pattern[bytes]]
    invert: bool = False
    context: int = 0
    found: int = 0
    _around: dict[str, _Surroundings] = field(default_factory=dict)

    def select(self, lines: Iterable[LogLine]) -> Iterator[LogLine]:
        """Yield the wanted ones; what stands around a line is of its own container."""
        for line in lines:
            around = self._around.setdefault(line.container, _Surroundings(deque(maxlen=self.context)))
            if matches(line, self.patterns) is not self.invert:
                self.found += 1
                yield from around.before
                around.before.clear()
                around.after = self.context
                yield line
            elif around.after:
                around.after -= 1
                yield line
            elif self.context:
                around.before.append(line)


def until(lines: Iterable[LogLine], pattern: re.Pattern[bytes], seen: list[LogLine]) -> Iterator[LogLine]:
    """Yield lines up to the first with ``pattern``, which is added to ``seen``."""
    for line in lines:
        if matches(line, [pattern]):
            seen.append(line)
        yield line
        if seen:
            return
