"""The engine itself: its version, and registries' accounts."""

from __future__ import annotations

import time
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, cast

from dockctl.engine.filters import encode_filters
from dockctl.engine.progress import read_objects

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from dockctl.engine.client import Engine
    from dockctl.engine.filters import Filters
    from dockctl.engine.payloads.system import (
        AuthConfig,
        AuthResponse,
        BuildPruneReport,
        DiskUsage,
        Event,
        SystemInfo,
        SystemVersion,
    )


@dataclass(frozen=True)
class Ping:
    """What an engine says when it is called: its highest API version, how long that took, and what time it has.

    ``seconds`` is the time from call to answer; ``date`` is the answer's, None if it has none.
    """

    api_version: str
    seconds: float
    date: datetime | None
    system: str = ""  # that containers run on: "linux" or "windows"; "" where the engine doesn't say


class System:
    """The operations on the engine itself."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def ping(self, *, timeout: float) -> Ping:
        """HEAD /_ping, whatever the API version; raises EngineUnreachableError after ``timeout`` seconds."""
        started = time.monotonic()
        answer = self._engine.call("HEAD", "/_ping", timeout=timeout)
        seconds = time.monotonic() - started
        answer.read()
        text = answer.headers.get("Date", "")
        date = parsedate_to_datetime(text) if text else None
        return Ping(answer.headers.get("Api-Version", ""), seconds, date, answer.headers.get("Ostype", ""))

    def version(self) -> SystemVersion:
        """GET /version: the engine's own version and its components'."""
        answer: SystemVersion = self._engine.request("GET", "/version").json(dict)
        return answer

    def auth(self, account: AuthConfig) -> AuthResponse:
        """POST /auth: let the engine ask the registry whether it knows the account."""
        answer: AuthResponse = self._engine.request("POST", "/auth", payload=account, timeout=None).json(dict)
        return answer

    def info(self) -> SystemInfo:
        """GET /info: all it says of itself."""
        answer: SystemInfo = self._engine.request("GET", "/info").json(dict)
        return answer

    def events(self, *, since: str = "", until: str = "", filters: Filters | None = None) -> Iterator[Event]:
        """GET /events: what happens, as it happens; with ``since`` also what did, with ``until`` to an end.

        Times as containers.logs() takes them. The request is made at once; raises StreamError when the
        stream breaks off.
        """
        query = {"since": since} if since else {}
        query |= {"until": until} if until else {}
        query |= {"filters": encode_filters(filters)} if filters else {}
        response = self._engine.request("GET", "/events", query=query, timeout=None)
        return cast("Iterator[Event]", read_objects(response.chunks()))

    def disk_usage(self) -> DiskUsage:
        """GET /system/df: what takes how much room; slow, for everything is counted."""
        answer: DiskUsage = self._engine.request("GET", "/system/df", timeout=None).json(dict)
        return answer

    def prune_builds(self, filters: Filters, *, all_: bool = False) -> BuildPruneReport:
        """POST /build/prune: empty the build cache (API 1.31); ``all_`` also of what may be of use."""
        query = {"filters": encode_filters(filters)} | ({"all": "1"} if all_ else {})
        answer: BuildPruneReport = self._engine.request("POST", "/build/prune", query=query, timeout=None).json(
            dict
        )
        return answer
