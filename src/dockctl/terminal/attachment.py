"""A container's output on our own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dockctl.engine.stream import STDERR

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dockctl.engine.stream import Frame
    from dockctl.streams import Output


def copy_output(frames: Iterable[Frame], stdout: Output, stderr: Output) -> None:
    """Write every frame to its own stream as it comes, byte for byte and in order."""
    for frame in frames:
        (stderr if frame.stream == STDERR else stdout).write(frame.data)
