"""Which of a container's streams are attached."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from dockctl.options.flags import CreateFlags

_STREAMS = ("stdin", "stdout", "stderr")


class Streams(NamedTuple):
    """Which of a container's streams are attached."""

    stdin: bool
    stdout: bool
    stderr: bool

    @property
    def any(self) -> bool:
        """Whether there is something to attach to."""
        return self.stdin or self.stdout or self.stderr


def attached_streams(flags: CreateFlags, *, detach: bool) -> Streams:
    """Return the streams that the flags attach: all output, and with -i the input, unless told otherwise."""
    if detach:
        return Streams(stdin=False, stdout=False, stderr=False)
    chosen = set(flags.attach or ("stdout", "stderr"))
    if flags.interactive:
        chosen.add("stdin")
    return Streams(**{name: name in chosen for name in _STREAMS})
