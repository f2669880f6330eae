"""The health check of a container, from the flags --health-* and --no-healthcheck."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dockctl.options.flags import CreateFlags


def healthcheck(flags: CreateFlags) -> dict[str, Any] | None:
    """Return it as the engine takes it, None for the image's own; raises ValueError, as docker checks one by one."""
    times = {
        "Interval": flags.health_interval,
        "Timeout": flags.health_timeout,
        "StartPeriod": flags.health_start_period,
        "StartInterval": flags.health_start_interval,
    }
    wanted = bool(flags.health_cmd or flags.health_retries or any(times.values()))
    if flags.no_healthcheck:
        if wanted:
            raise ValueError("--no-healthcheck conflicts with --health-* options")
        return {"Test": ["NONE"]}
    if not wanted:
        return None
    names = {
        "Interval": "interval",
        "Timeout": "timeout",
        "StartPeriod": "start-period",
        "StartInterval": "start-interval",
    }
    for name in ("Interval", "Timeout"):
        if times[name] < 0:
            raise ValueError(f"--health-{names[name]} cannot be negative")
    if flags.health_retries < 0:
        raise ValueError("--health-retries cannot be negative")
    for name in ("StartPeriod", "StartInterval"):
        if times[name] < 0:
            raise ValueError(f"--health-{names[name]} cannot be negative")
    check: dict[str, Any] = {"Test": ["CMD-SHELL", flags.health_cmd]} if flags.health_cmd else {}
    check |= {name: value for name, value in times.items() if value}
    return check | ({"Retries": flags.health_retries} if flags.health_retries else {})
