"""Child processes of tests, and what tests wait for: each child has an end, and no test counts on a moment."""

from __future__ import annotations

import subprocess
import threading
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

PATIENCE = 60.0  # seconds a machine may take that has much else to do
_LIFETIME = 100.0  # seconds, within the 120 that a test has: whoever reads the output sees its end then


@contextmanager
def started(
    command: Sequence[str],
    *,
    lifetime: float = _LIFETIME,
    **options: Any,  # noqa: ANN401  (Popen's own)
) -> Iterator[subprocess.Popen[Any]]:
    """Start ``command``; kill it when the block ends, or after ``lifetime`` seconds if it still runs then.

    The options are those of subprocess.Popen.
    """
    with subprocess.Popen(command, **options) as process:
        watchdog = threading.Timer(lifetime, process.kill)
        watchdog.daemon = True
        watchdog.start()
        try:
            yield process
        finally:
            watchdog.cancel()
            process.kill()


def wait_until(condition: Callable[[], object], *, limit: float = PATIENCE) -> None:
    """Return once ``condition`` holds; raises AssertionError if it doesn't within ``limit`` seconds."""
    deadline = time.monotonic() + limit
    while not condition():
        assert time.monotonic() < deadline, f"not within {limit} seconds"
        time.sleep(0.02)


def signal_waits(pid: int, number: int) -> bool:
    """Tell whether a signal waits to be taken by a process, by the masks in /proc."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return False
    masks = [line.split()[1] for line in status.splitlines() if line.startswith(("SigPnd:", "ShdPnd:"))]
    return any(int(mask, 16) & 1 << number - 1 for mask in masks)
