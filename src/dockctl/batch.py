"""One operation on many containers at once, told in the order they were named."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor, wait
from typing import TYPE_CHECKING

from dockctl.errors import DockctlError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from dockctl.session import Session

_AT_ONCE = 50


def run_for_each(
    session: Session,
    names: Sequence[str],
    operation: Callable[[str], str],
    *,
    doing: str = "",
    close_view: Callable[[], None] | None = None,
) -> None:
    """Call ``operation`` for every name, at most 50 at once, and write what each returns in their order.

    ``close_view`` ends what the operations themselves show, before anything is written. With ``doing``, and
    on a terminal, what takes more than a moment is told on stderr: the names still being worked on. Raises
    DockctlError, at the end, with the messages of all that failed.
    """
    if not names:
        return
    pool = ThreadPoolExecutor(min(_AT_ONCE, len(names)))
    futures = {name: pool.submit(operation, name) for name in names}
    failures: list[str] = []
    try:
        if doing and session.stderr.is_terminal:
            from dockctl.render.waiting import show_waiting

            def left() -> list[str]:
                return [name for name, future in futures.items() if not future.done()]

            with show_waiting(session.stderr, doing, left):
                wait(futures.values())
        if close_view:
            wait(futures.values())
            close_view()
        for name in names:
            try:
                session.stdout.write(futures[name].result())
            except DockctlError as error:
                failures.append(error.message)
    finally:
        # After a Ctrl-C nothing waits for an engine that waits for a container.
        pool.shutdown(wait=False, cancel_futures=True)
    if failures:
        raise DockctlError("\n".join(failures))
