"""A list on a terminal that is drawn anew whenever something happens to containers."""

from __future__ import annotations

import queue
import threading
import time
from typing import TYPE_CHECKING

from dockctl.errors import DockctlError
from dockctl.render.drawing import DrawnText
from dockctl.streams import Output

if TYPE_CHECKING:
    from collections.abc import Callable

    from dockctl.session import Session

_REST = 0.2  # seconds between two drawings, however much happens
_LONGEST = 5.0  # seconds after which ages are told anew


class _Text(Output):
    """An output that is kept."""

    is_terminal = False

    def __init__(self) -> None:
        super().__init__(1, "text")
        self.text = ""

    def write(self, data: str | bytes) -> None:
        """Add ``data``."""
        self.text += data.decode(errors="replace") if isinstance(data, bytes) else data


def watch_containers(session: Session, show: Callable[[Output], list[DockctlError]]) -> None:
    """Draw what ``show`` writes until the user ends it; raises DockctlError when an engine is lost."""
    if not session.stdout.is_terminal:
        raise DockctlError("--watch needs a terminal", hint="scripts read events: dockctl events --format json")
    happened: queue.Queue[DockctlError | None] = queue.Queue()
    for member in session.members:
        threading.Thread(target=_listen, args=(member, happened), daemon=True).start()
    with DrawnText(session.stdout, folded=True) as drawing:
        while True:
            output = _Text()
            failures = show(output)
            output.write("".join(f"{failure.message}\n" for failure in failures))
            drawing.draw(output.text)
            _await(happened)


def _listen(member: Session, happened: queue.Queue[DockctlError | None]) -> None:
    try:
        for _ in member.engine.system.events(filters={"type": ["container"]}):
            happened.put(None)
    except DockctlError as error:
        happened.put(error)


def _await(happened: queue.Queue[DockctlError | None]) -> None:
    """Return some time after something has happened, or when ages have changed."""
    try:
        items = [happened.get(timeout=_LONGEST)]
    except queue.Empty:
        return
    time.sleep(_REST)
    while not happened.empty():
        items.append(happened.get())
    for item in items:
        if item is not None:
            raise item
