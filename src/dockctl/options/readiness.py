"""``--wait healthy|running|log=RE|port=N[/PROTO]``: when a container is ready."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated

import typer

from dockctl.errors import DockctlError
from dockctl.options.values import parse_seconds

_KINDS = "healthy, running, log=REGEXP or port=NUMBER[/tcp|/udp]"
_HIGHEST_PORT, _PORT_DIGITS = 65_535, 5
_DEFAULT_TIMEOUT = 60.0  # seconds


@dataclass(frozen=True)
class Readiness:
    """One condition: its ``kind`` (healthy, running, log, port), and what a log or a port is to be."""

    kind: str
    pattern: str = ""
    port: int = 0
    protocol: str = ""

    def __str__(self) -> str:
        """Return what must become true, as messages say it."""
        texts = {
            "healthy": "it was healthy",
            "running": "it ran",
            "log": f"its log had a line with {self.pattern}",
            "port": f"it listened on port {self.port}/{self.protocol}",
        }
        return texts[self.kind]

    @property
    def wish(self) -> str:
        """What is to become true, in a few words."""
        texts = {"log": f"a line with {self.pattern}", "port": f"port {self.port}/{self.protocol}"}
        return texts.get(self.kind, self.kind)


def parse_readiness(text: str) -> Readiness:
    """Return the condition that ``text`` names; raises ValueError."""
    kind, _, value = text.partition("=")
    if text in {"healthy", "running"}:
        return Readiness(text)
    if kind == "log" and value:
        try:
            re.compile(value)
        except re.error as error:
            raise ValueError(f"not a regular expression: {error}") from error
        return Readiness(kind, pattern=value)
    if kind == "port":
        number, _, protocol = value.partition("/")
        valid = (
            number.isascii()
            and number.isdigit()
            and len(number) <= _PORT_DIGITS
            and 0 < int(number) <= _HIGHEST_PORT
        )
        if valid and protocol in {"", "tcp", "udp"}:
            return Readiness(kind, port=int(number), protocol=protocol or "tcp")
    raise ValueError(f"must be {_KINDS}")


@dataclass(kw_only=True)
class WaitFlags:
    """What to wait for before a command ends, and for how long at most, in seconds (0: without end)."""

    wait: Annotated[
        list[Readiness] | None,
        typer.Option(
            "--wait",
            metavar="condition",
            parser=parse_readiness,
            help=f"Return only when the container is ready: {_KINDS}; several must all be true",
        ),
    ] = None
    wait_timeout: Annotated[
        float,
        typer.Option(
            "--wait-timeout",
            metavar="duration",
            parser=parse_seconds,
            show_default="1m",
            help="Give up waiting for that after this long, with exit status 124 (0: never)",
        ),
    ] = _DEFAULT_TIMEOUT

    def check(self) -> None:
        """Raise DockctlError for a deadline of nothing."""
        if not self.wait and self.wait_timeout != _DEFAULT_TIMEOUT:
            raise DockctlError("conflicting options: --wait-timeout needs --wait")
