"""``run --timeout`` and what goes with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import typer

from dockctl.errors import DockctlError
from dockctl.options.values import parse_seconds

_GRACE, _SIGNAL = 10.0, "TERM"
_ENDS = ("keep", "stop", "kill")


def parse_end(text: str) -> str:
    """Return what --on-abort names; raises ValueError."""
    if text not in _ENDS:
        raise ValueError('must be one of "keep", "stop" or "kill"')
    return text


@dataclass(kw_only=True)
class DeadlineFlags:
    """How long a container may run, in seconds (0: as long as it likes), and how it is ended then."""

    on_abort: Annotated[
        str,
        typer.Option(
            "--on-abort",
            parser=parse_end,
            help="What becomes of a running container that dockctl has to leave, such as at a second Ctrl-C"
            ' ("keep", "stop", "kill")',
        ),
    ] = "keep"
    run_timeout: Annotated[
        float,
        typer.Option(
            "--timeout",
            metavar="duration",
            parser=parse_seconds,
            help="End the container when it has run this long, with exit status 124 (0: never)",
        ),
    ] = 0.0
    timeout_grace: Annotated[
        float,
        typer.Option(
            "--timeout-grace",
            metavar="duration",
            parser=parse_seconds,
            show_default="10s",
            help="Time for the container to end itself then, before it is killed",
        ),
    ] = _GRACE
    timeout_signal: Annotated[
        str, typer.Option("--timeout-signal", help="Signal that the container gets then")
    ] = _SIGNAL

    def check(self) -> None:
        """Raise DockctlError for what happens at a deadline where there is none."""
        if not self.run_timeout and (self.timeout_grace, self.timeout_signal) != (_GRACE, _SIGNAL):
            raise DockctlError("conflicting options: --timeout-grace and --timeout-signal need --timeout")
