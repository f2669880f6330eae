"""``run --timeout``: a container that is ended when its time is over, and whose end is waited for."""

from __future__ import annotations

import threading
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dockctl.errors import DockctlError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dockctl.engine.containers import Containers


@dataclass
class Deadline:
    """``seconds`` after its start a container gets ``signal``, and ``grace`` seconds later SIGKILL."""

    seconds: float
    signal: str
    grace: float
    passed: bool = False

    @contextmanager
    def running(self, containers: Containers, container_id: str) -> Iterator[None]:
        """Watch the time while entered."""
        over = threading.Event()

        def watch() -> None:
            if over.wait(self.seconds):
                return
            self.passed = True
            with suppress(DockctlError):  # it has ended in this moment
                containers.kill(container_id, signal=self.signal)
            if not over.wait(self.grace):
                with suppress(DockctlError):
                    containers.kill(container_id, signal="KILL")

        thread = threading.Thread(target=watch, daemon=True, name="deadline")
        thread.start()
        try:
            yield
        finally:
            over.set()
