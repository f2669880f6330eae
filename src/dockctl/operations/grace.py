"""How long a container that is being stopped still has before its engine kills it."""

from __future__ import annotations

import threading
import time
from contextlib import suppress
from typing import TYPE_CHECKING

from dockctl.errors import DockctlError

if TYPE_CHECKING:
    from dockctl.session import Session

_ENGINES_OWN = 10  # seconds, for a container that doesn't say


class Grace:
    """The time of one container from now on: ``seconds`` if the user said so, or else what it was made with.

    That is asked for when it is first wanted: most containers have stopped before anybody looks.
    """

    def __init__(self, session: Session, container: str, seconds: int | None) -> None:
        self._session = session
        self._container = container
        self._seconds = seconds
        self._began = time.monotonic()
        self._is_asked = seconds is not None

    def describe(self) -> str:
        """Return how much of it is left; "" as long as that isn't known."""
        if not self._is_asked:
            self._is_asked = True
            # In a thread: an engine that doesn't answer must not hold up whoever draws.
            threading.Thread(target=self._ask, daemon=True, name="grace").start()
        if self._seconds is None:
            return ""
        if self._seconds < 0:
            return "has all the time it wants"
        left = self._seconds - (time.monotonic() - self._began)
        return f"{int(left) + 1}s left" if left > 0 else "being killed"

    def _ask(self) -> None:
        with suppress(DockctlError):
            config = self._session.engine.containers.inspect(self._container)["Config"]
            seconds = config.get("StopTimeout")
            self._seconds = seconds if isinstance(seconds, int) else _ENGINES_OWN
