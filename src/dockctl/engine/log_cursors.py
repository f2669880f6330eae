"""Up to where each container's log has been shown: ``logs --since last``."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from dockctl.home import home_folder
from dockctl.whole_file import whole_file

if TYPE_CHECKING:
    from collections.abc import Mapping

_MOST = 1_000  # containers; the oldest entries go


class Cursors:
    """The times of the last lines, by container ID, kept in the user's state folder."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        state = environment.get("XDG_STATE_HOME")
        folder = Path(state) if state else (home_folder(environment) or Path()) / ".local" / "state"
        self._path = folder / "dockctl" / "cursors.json"
        self._times: dict[str, str] = {}
        with suppress(OSError, ValueError):
            known = json.loads(self._path.read_bytes())
            if isinstance(known, dict):
                self._times = {str(name): str(moment) for name, moment in known.items()}

    def after(self, container_id: str) -> str:
        """Return the moment after the last line, in seconds since 1970 as LogRequest takes it; "" for none."""
        last = self._times.get(container_id)
        return _written(_nanoseconds(last) + 1) if last else ""

    def has_passed(self, container_id: str, moment: str) -> bool:
        """Tell whether a line of that time (seconds since 1970) has been shown."""
        last = self._times.get(container_id)
        return bool(last and moment) and _nanoseconds(moment) <= _nanoseconds(last or "0")

    def keep(self, moments: Mapping[str, str]) -> None:
        """Take note of the last lines' times (seconds since 1970) of containers; raises OSError."""
        for container_id, moment in moments.items():
            self._times.pop(container_id, None)
            self._times[container_id] = moment
        recent = dict(list(self._times.items())[-_MOST:])
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with whole_file(self._path) as file:
            file.write(json.dumps(recent, indent=2).encode())


def _nanoseconds(moment: str) -> int:
    seconds, _, fraction = moment.partition(".")
    return int(seconds) * 10**9 + int(fraction.ljust(9, "0"))


def _written(nanoseconds: int) -> str:
    return f"{nanoseconds // 10**9}.{nanoseconds % 10**9:09d}"
