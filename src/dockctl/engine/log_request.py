"""What is wanted of a log."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class LogRequest:
    """Which lines of a log, and what they begin with.

    Times are seconds since 1970 with nanoseconds after the point, ``tail`` is a number of lines; "" is for all.
    """

    stdout: bool = True
    stderr: bool = True
    follow: bool = False
    since: str = ""
    until: str = ""
    timestamps: bool = False
    details: bool = False
    tail: str = ""

    @property
    def query(self) -> dict[str, str]:
        """The query of GET /containers/{id}/logs, /services/{id}/logs and /tasks/{id}/logs."""
        values = {name: "1" if value is True else value for name, value in vars(self).items()}
        return {name: value for name, value in values.items() if value}
