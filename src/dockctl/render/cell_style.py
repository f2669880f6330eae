"""The style of a cell: IDs and what is missing are quiet, states are coloured by what they mean."""

from __future__ import annotations

from dockctl.render.screen import BAD, GOOD, PASSING, QUIET

_QUIET_FIELDS = {"ID", "Digest", "Parent"}
_MISSING = {"<none>", "<missing>", "N/A"}
_WORDS = {
    # containers, their health, nodes and tasks of a swarm; what is over and went well has no colour
    "running": GOOD,
    "healthy": GOOD,
    "ready": GOOD,
    "answers": GOOD,
    "[ok]": GOOD,
    "leader": GOOD,
    "paused": PASSING,
    "restarting": PASSING,
    "removing": PASSING,
    "removal": PASSING,
    "starting": PASSING,
    "new": PASSING,
    "pending": PASSING,
    "assigned": PASSING,
    "accepted": PASSING,
    "preparing": PASSING,
    "drain": PASSING,
    "pause": PASSING,
    "unknown": PASSING,
    "dead": BAD,
    "unhealthy": BAD,
    "failed": BAD,
    "rejected": BAD,
    "orphaned": BAD,
    "down": BAD,
    "disconnected": BAD,
    "unreachable": BAD,
    "no": BAD,  # no answer, no permission
    "not": QUIET,  # not there
}
_STATE_FIELDS = {
    "State", "HealthStatus", "Status", "CurrentState", "Availability", "ManagerStatus", "IsOfficial",
}  # fmt: skip
_ENDINGS = {"(healthy)": GOOD, "(unhealthy)": BAD, "(health: starting)": PASSING, "(Paused)": PASSING}
_LOADS = {"CPUPerc": (50.0, 90.0), "MemPerc": (70.0, 90.0)}  # percents that are much, and very much
_CHANGES = {"A": GOOD, "C": PASSING, "D": BAD}


def cell_style(field: str, text: str) -> str:
    """Return the style of a cell that shows ``text`` in the column of ``field``; "" for none."""
    if field in _QUIET_FIELDS or text in _MISSING:
        return QUIET
    if field in _STATE_FIELDS:
        return state_style(text)
    if field == "Error" and text:
        return BAD
    if field in _LOADS:
        return _load_style(text, *_LOADS[field])
    return _replicas_style(text) if field == "Replicas" else ""


def state_style(text: str) -> str:
    """Return the style of a state: a container's status in the engine's words, or one word."""
    first = text.partition(" ")[0].lower()
    if first == "up":
        return next((style for ending, style in _ENDINGS.items() if text.endswith(ending)), GOOD)
    if first == "exited" and "(" in text:
        return "" if "(0)" in text else BAD
    return _WORDS.get(first, "")


def change_style(kind: str) -> str:
    """Return the style of a file that was added (A), changed (C) or deleted (D)."""
    return _CHANGES.get(kind, "")


def _replicas_style(text: str) -> str:
    running, _, wanted = text.partition(" ")[0].partition("/")
    if running == wanted:
        return GOOD
    return BAD if running == "0" else PASSING


def _load_style(text: str, much: float, very_much: float) -> str:
    try:
        share = float(text.removesuffix("%"))
    except ValueError:  # not known yet
        return QUIET
    return BAD if share >= very_much else PASSING if share >= much else ""
