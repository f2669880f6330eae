"""A list that fills the window, and is asked for anew whenever something happens to containers."""

from __future__ import annotations

import queue
import threading
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, TypeVar

from dockctl.errors import DockctlError

if TYPE_CHECKING:
    from collections.abc import Callable

    from dockctl.operations.fleet import Answers
    from dockctl.session import Session
    from dockctl.streams import Output

_REST = 0.2  # seconds between two questions, however much happens
_LONGEST = 5.0  # seconds after which ages are told anew
# What happens inside a container, or to whoever looks at it, and changes no list: health checks run commands all the time.
_INSIDE = {
    "exec_create", "exec_start", "exec_die", "exec_detach", "exec", "exec_died", "attach", "detach", "resize", "top",
    "archive-path", "extract-to-dir", "copy", "export", "commit", "checkpoint", "mount", "unmount", "sync", "cleanup",
}  # fmt: skip
Answer = TypeVar("Answer")


@dataclass
class _Latest(Generic[Answer]):
    """What was answered last, and what went wrong: written by threads, read by the one that draws."""

    answer: Answer
    failure: Exception | None = None
    changes: queue.SimpleQueue[None] = field(default_factory=queue.SimpleQueue)

    def check(self) -> None:
        """Raise what went wrong."""
        if self.failure:
            raise self.failure


def watch_containers(
    session: Session,
    ask: Callable[[], Answers[Answer]],
    write: Callable[[Output, Answers[Answer]], None],
    *,
    has_header: bool,
) -> None:
    """Fill the window with what ``write`` makes of the engines' answers, until the user ends it.

    ``ask`` is called anew whenever something happens to containers. Where the cursor can't be moved, each list that
    is another than the one before is written below it. Raises DockctlError when an engine is lost.
    """
    if not session.stdout.is_terminal:
        raise DockctlError("--watch needs a terminal", hint="scripts read events: dockctl events --format json")
    from dockctl.render.painting import Painter
    from dockctl.render.sheet import Page, listing_sheet
    from dockctl.terminal.full_screen import ENDED, FullScreen

    latest = _Latest(ask())  # an engine that can't be asked is told of on the screen as it is
    if not session.stdout.look.terminal:
        _write_changes(session, ask, latest, write)
        return
    painter = Painter(session.stdout.look)
    with FullScreen(session.stdout) as screen:
        _start_asking(session, ask, latest, screen.wake)
        why = ""
        while why != ENDED:
            latest.check()
            answers = latest.answer
            height, width = screen.size
            page = Page(session.stdout.look, width)
            write(page, answers)
            notes = [failure.message for failure in answers.failures]
            sheet = listing_sheet(page, has_header=has_header, notes=notes, footer=screen.how_to_end)
            screen.draw(painter.paint(sheet.fit(height), width, height))
            why = screen.wait()


def _write_changes(
    session: Session,
    ask: Callable[[], Answers[Answer]],
    latest: _Latest[Answers[Answer]],
    write: Callable[[Output, Answers[Answer]], None],
) -> None:
    from dockctl.render.sheet import Page

    changed = threading.Event()
    _start_asking(session, ask, latest, changed.set, longest=None)
    written = ""
    while True:
        latest.check()
        answers = latest.answer
        page = Page(session.stdout.look, session.stdout.columns)
        write(page, answers)
        text = page.text + "".join(f"{failure.message}\n" for failure in answers.failures)
        if text != written:
            session.stdout.write(text.encode())
            written = text
        changed.wait()
        changed.clear()


def _start_asking(
    session: Session,
    ask: Callable[[], Answer],
    latest: _Latest[Answer],
    tell: Callable[[], None],
    *,
    longest: float | None = _LONGEST,
) -> None:
    """Keep ``latest`` up to date from now on, in threads: keys and sizes don't wait for an engine that hangs.

    ``longest`` is how many seconds pass between two questions at the most, None for as long as nothing happens.
    """

    def listen(member: Session) -> None:
        while True:
            try:
                _note_changes(member, latest.changes)
            except Exception as error:  # noqa: BLE001  (raised again where the list is drawn)
                if not session.asks_several:
                    latest.failure = error
                    tell()
                    return
            latest.changes.put(None)  # the others' containers are still there to be seen, and it may come back
            time.sleep(_LONGEST)

    def ask_again() -> None:
        while latest.failure is None:
            _await(latest.changes, longest)
            try:
                latest.answer = ask()
            except Exception as error:  # noqa: BLE001  (as above)
                latest.failure = error
            tell()

    for member in session.members:
        threading.Thread(target=listen, args=(member,), daemon=True, name="events").start()
    threading.Thread(target=ask_again, daemon=True, name="list").start()


def _note_changes(member: Session, changes: queue.SimpleQueue[None]) -> None:
    """Add to ``changes`` whenever an engine's list may have changed, until its events end."""
    events = member.engine.system.events(filters={"type": ["container"]})
    changes.put(None)  # whatever has happened since the first question
    for event in events:
        if event.get("Action", "").partition(":")[0] not in _INSIDE:
            changes.put(None)


def _await(changes: queue.SimpleQueue[None], longest: float | None) -> None:
    """Return some time after something has changed, or after ``longest``."""
    try:
        changes.get(timeout=longest)
    except queue.Empty:
        return
    time.sleep(_REST)
    while not changes.empty():
        changes.get()
