"""What was found out about the engines of this machine, and about the user's configuration."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dockctl.engine.examination import EngineFacts


@dataclass
class SocketFacts:
    """One of the usual sockets: whether it is there and may be used, and the engine behind it."""

    product: str
    path: str
    exists: bool
    permitted: bool
    engine: EngineFacts | None


@dataclass
class Problem:
    """What is wrong, and what to do about it."""

    text: str
    advice: str


@dataclass
class Findings:
    """All that was found out; ``reason`` says what has chosen the engine."""

    reason: str
    engine: EngineFacts
    sockets: list[SocketFacts]
    config_path: str
    helpers: dict[str, bool]
    problems: list[Problem] = field(default_factory=list)
