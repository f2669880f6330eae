"""Operations on many objects, also where the system gives this process no threads, or too few."""

from __future__ import annotations

from concurrent.futures import Executor, Future, ThreadPoolExecutor
from threading import current_thread
from typing import TYPE_CHECKING, Any

import pytest

from dockctl.operations.batch import submit_each

if TYPE_CHECKING:
    from collections.abc import Callable

NAMES = [f"name{number}" for number in range(6)]


class ScarcePool(Executor):
    """A pool that may have one thread, or none; as the standard library's it keeps what it then refuses."""

    def __init__(self, threads: int, allowed: int) -> None:
        self._pool = ThreadPoolExecutor(threads) if threads else None
        self._allowed = allowed

    def submit(self, function: Callable[..., Any], /, *arguments: Any, **named: Any) -> Future[Any]:  # noqa: ANN401  (as the base class has it)
        future: Future[Any] = self._pool.submit(function, *arguments, **named) if self._pool else Future()
        self._allowed -= 1
        if self._allowed < 0:
            raise RuntimeError("can't start new thread")
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT002  (as the base class has it)
        if self._pool:
            self._pool.shutdown(wait, cancel_futures=cancel_futures)


@pytest.mark.parametrize(("threads", "allowed"), [(0, 0), (1, 0), (1, 3), (2, 6)])
def test_every_operation_is_done_once_without_threads(threads: int, allowed: int) -> None:
    done: list[str] = []

    def note(name: str) -> str:
        done.append(name)
        return name.upper()

    with ScarcePool(threads, allowed) as pool:
        futures = submit_each(pool, NAMES, note)
        assert [future.result(60) for future in futures] == [name.upper() for name in NAMES]
    assert sorted(done) == NAMES


def test_without_a_thread_a_failure_is_its_objects_own_and_the_order_is_kept() -> None:
    done = []

    def fail_for_one(name: str) -> str:
        done.append((name, current_thread()))
        if name == "name2":
            raise ValueError(name)
        return name

    with ScarcePool(0, 0) as pool:
        futures = submit_each(pool, NAMES, fail_for_one)
    assert done == [(name, current_thread()) for name in NAMES]
    assert isinstance(futures[2].exception(0), ValueError)
    assert futures[3].result(0) == "name3"


def test_without_a_thread_an_interruption_leaves_the_rest_undone() -> None:
    done = []

    def interrupt(name: str) -> None:
        done.append(name)
        raise KeyboardInterrupt

    with ScarcePool(0, 0) as pool, pytest.raises(KeyboardInterrupt):
        submit_each(pool, NAMES, interrupt)
    assert done == NAMES[:1]
