"""Counts the faults of a run, for its last lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pytest


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print how many there were; in the processes of pytest-xdist each report brings its own count along."""
    reports = [report for kind in ("passed", "failed") for report in terminalreporter.stats.get(kind, [])]
    count = sum(value for report in reports for name, value in report.user_properties if name == "faults")
    if count:
        terminalreporter.write_line(f"{count} faults")
