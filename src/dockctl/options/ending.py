"""How containers are told to end: the flags of `stop` and `restart`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from dockctl.errors import DockctlError
from dockctl.options.shared import Signal  # noqa: TC001  (Typer reads it)

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(kw_only=True)
class EndingFlags:
    """The signal ("" for the container's own), and the seconds until it is killed (None: as it says itself)."""

    signal: Signal = ""
    time: Annotated[int | None, typer.Option("--time", hidden=True, help="Deprecated: use --timeout")] = None
    timeout: Annotated[
        int | None, typer.Option("--timeout", "-t", help="Seconds to wait before killing the container")
    ] = None

    def grace(self, warn: Callable[[str], None]) -> int | None:
        """Return --timeout, or else the deprecated --time, after a warning; raises DockctlError for both."""
        if self.time is None:
            return self.timeout
        warn("Flag --time has been deprecated, use --timeout instead")
        if self.timeout is not None:
            raise DockctlError("conflicting options: cannot specify both --timeout and --time")
        return self.time
