"""One operation on many objects at once, told in the order they were named."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor, wait
from threading import Lock
from typing import TYPE_CHECKING, Generic, TypeVar

from dockctl.errors import DockctlError, raise_all

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from concurrent.futures import Executor

    from dockctl.session import Session

_AT_ONCE = 50  # of what an engine has work with
_MOST_WAITING = 500
_OTHER_FILES = 24  # descriptors that this process needs for other things
Result = TypeVar("Result")


def most_waiting(session: Session, connections: int = 1) -> int:
    """Return for how many objects the engine may be asked at once where it lets each answer wait.

    That is as many as there are file descriptors for; each object takes so many ``connections``.
    """
    import resource

    if session.engine.address.is_ssh:  # whose servers refuse many connections at once
        return _AT_ONCE
    files, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    if files == resource.RLIM_INFINITY:
        return _MOST_WAITING
    return max(1, min(_MOST_WAITING, (files - _OTHER_FILES) // connections))


class _Task(Generic[Result]):
    """One operation, which whoever comes first runs: a thread of the pool, or this one where none can be started."""

    def __init__(self, operation: Callable[[str], Result], name: str) -> None:
        self.future: Future[Result] = Future()
        self._operation = operation
        self._name = name
        self._claim = Lock()

    def run(self) -> None:
        """Run the operation, unless somebody does already."""
        if not self._claim.acquire(blocking=False):
            return
        try:
            self.future.set_result(self._operation(self._name))
        except BaseException as error:
            self.future.set_exception(error)
            if not isinstance(error, Exception):  # a Ctrl-C ends all, if it comes in this thread
                raise


def submit_each(
    pool: Executor, names: Sequence[str], operation: Callable[[str], Result]
) -> list[Future[Result]]:
    """Return a future of ``operation`` for each of ``names``, in their order.

    Where the system gives this process no more threads, this one does its part of the work.
    """
    tasks = [_Task(operation, name) for name in names]
    try:
        for task in tasks:
            pool.submit(task.run)
    except RuntimeError:
        for task in tasks:
            task.run()
    return [task.future for task in tasks]


def collect_for_each(
    names: Sequence[str], operation: Callable[[str], Result], *, at_once: int = _AT_ONCE
) -> list[Result | DockctlError]:
    """Return, in the order of ``names``, what ``operation`` returns or raises for each."""

    def attempt(name: str) -> Result | DockctlError:
        try:
            return operation(name)
        except DockctlError as error:
            return error.about(name)

    if len(names) == 1:
        return [attempt(names[0])]
    pool = ThreadPoolExecutor(min(at_once, len(names)))
    try:
        return [future.result() for future in submit_each(pool, names, attempt)]
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


class Notes:
    """What is to be said on stderr of each name, whatever thread finds it out first."""

    def __init__(self) -> None:
        self._texts: dict[str, list[str]] = {}

    def add(self, name: str, text: str) -> None:
        """Take note of a line about ``name``."""
        self._texts.setdefault(name, []).append(text)

    def tell(self, session: Session, names: Sequence[str]) -> None:
        """Write all lines, in the order of ``names``."""
        for text in (text for name in dict.fromkeys(names) for text in self._texts.get(name, ())):
            session.warn(text)


def run_for_each(  # noqa: PLR0913  (what it may be told)
    session: Session,
    names: Sequence[str],
    operation: Callable[[str], str | None],
    *,
    doing: str = "",
    details: Mapping[str, Callable[[], str]] | None = None,
    notes: Notes | None = None,
    close_view: Callable[[], None] | None = None,
    failures: Sequence[DockctlError] = (),
    at_once: int = 0,
) -> None:
    """Call ``operation`` for every name, ``at_once`` (50) at a time, and write what each returns in their order.

    For one that returns None its name is written, on a line.

    ``close_view`` ends what the operations themselves show, before anything is written. With ``doing``, and
    on a terminal, what takes more than a moment is told on stderr: the names still being worked on, and what
    ``details``, to which operations may add, say of each. ``notes`` are written there at the end. Raises DockctlError
    for all that failed, ``failures`` of before first.
    """
    most = 1 if session.rehearses else at_once or _AT_ONCE  # a rehearsal is in their order
    pool = ThreadPoolExecutor(min(most, len(names) or 1))
    futures = submit_each(pool, names, operation)
    failures = list(failures)
    try:
        if names and doing and session.stderr.look.terminal:
            from dockctl.render.waiting import Waiting, show_waiting

            def describe() -> Waiting:
                left = [name for name, future in zip(names, futures, strict=True) if not future.done()]
                known = details or {}
                return Waiting(doing, [(name, known[name]() if name in known else "") for name in left])

            with show_waiting(session.stderr, describe):
                wait(futures)
        if close_view:
            wait(futures)
            close_view()
        for name, future in zip(names, futures, strict=True):
            try:
                text = future.result()
                session.stdout.write(f"{name}\n" if text is None else text)
            except DockctlError as error:
                failures.append(error.about(name))
    finally:
        # After a Ctrl-C nothing waits for an engine that waits for a container.
        pool.shutdown(wait=False, cancel_futures=True)
    if notes:
        notes.tell(session, names)
    raise_all(failures)
