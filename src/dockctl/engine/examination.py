"""Whether an engine can be used, and what it says of itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from dockctl.engine.version import MAXIMUM, MINIMUM, parse_version
from dockctl.errors import DockctlError

if TYPE_CHECKING:
    from dockctl.engine.client import Engine

_PATIENCE = 3.0  # seconds for an answer


@dataclass
class EngineFacts:
    """An engine at ``host``: whether it answers, its version and the API versions it speaks, or what is wrong.

    ``latency`` and ``clock_skew`` are in seconds; the skew is how far its clock is before ours.
    """

    host: str
    usable: bool = False
    version: str = ""
    api_minimum: str = ""
    api_maximum: str = ""
    latency: float | None = None
    clock_skew: float | None = None
    problem: str = ""
    advice: str = ""


def examine_engine(engine: Engine) -> EngineFacts:
    """Call an engine and return what it says of itself, or why it doesn't."""
    facts = EngineFacts(str(engine.address))
    try:
        engine.system.ping(timeout=_PATIENCE)
        ping = engine.system.ping(timeout=_PATIENCE)  # over a connection that is there: the engine's own time
        facts.latency = round(ping.seconds, 4)
        if ping.date is not None:
            facts.clock_skew = round((ping.date - datetime.now(UTC)).total_seconds() + ping.seconds / 2, 1)
        version = engine.system.version()
    except DockctlError as error:
        facts.problem, facts.advice = error.message, error.hint
        return facts
    facts.version = version.get("Version", "")
    facts.api_maximum = version.get("ApiVersion", ping.api_version)
    facts.api_minimum = version.get("MinAPIVersion", "")
    facts.usable = True
    if facts.api_minimum and parse_version(facts.api_minimum) > MAXIMUM:
        facts.usable = False
        facts.problem = f"the engine speaks API {facts.api_minimum} and above, dockctl {MINIMUM} to {MAXIMUM}"
        facts.advice = "install a newer dockctl"
    return facts
