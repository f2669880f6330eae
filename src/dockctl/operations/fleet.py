"""Several engines asked at once: what each answers, and what is wrong with those that don't."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, TypeVar

from dockctl.errors import DockctlError, EngineUnreachableError, NotFoundError, raise_all

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from dockctl.session import Session

_TIMEOUT = 10.0  # seconds, where --host-timeout doesn't say
Answer = TypeVar("Answer")


@dataclass
class Answers(Generic[Answer]):
    """What the engines answered, in the order they were named, and what failed."""

    given: list[tuple[Session, Answer]] = field(default_factory=list)
    failures: list[DockctlError] = field(default_factory=list)

    def raise_failures(self) -> None:
        """Raise DockctlError with what failed, if anything has."""
        raise_all(self.failures)


def ask_each(session: Session, question: Callable[[Session], Answer]) -> Answers[Answer]:
    """Put ``question`` to every engine of ``session`` at once.

    An engine that is asked alone has all the time it wants, and its failure is raised. One of several, or any
    under --host-timeout, has that long to answer. Raises DockctlError if none has.
    """
    if not session.is_fleet:
        return Answers([(session, question(session))])
    import threading
    import time
    from concurrent.futures import Future

    def work(member: Session, answer: Future[Answer]) -> None:
        try:
            answer.set_result(question(member))
        except BaseException as error:  # noqa: BLE001  (raised again where the answer is waited for)
            answer.set_exception(error)

    tasks: list[tuple[Session, Future[Answer]]] = [(member, Future()) for member in session.members]
    for task in tasks:
        # A daemon: the program ends without one that hangs.
        threading.Thread(target=work, args=task, daemon=True, name=task[0].label).start()
    timeout = _TIMEOUT if session.host_timeout is None else session.host_timeout
    deadline = time.monotonic() + timeout
    answers = Answers[Answer]()
    for member, answer in tasks:
        try:
            answers.given.append((member, answer.result(max(0.0, deadline - time.monotonic()))))
        except TimeoutError:
            late = EngineUnreachableError(f"{member.label}: no answer within {timeout:g}s")
            answers.failures.append(late.about(member.label))
        except DockctlError as error:
            answers.failures.append(error.prefixed(f"{member.label}: "))
    if not answers.given:
        answers.raise_failures()
    return answers


def find_containers(
    session: Session, names: Sequence[str], *, ignore_missing: bool = False
) -> Answers[list[str]]:
    """Return which of ``names`` each engine has; asked alone, it is taken to have them all.

    One that no engine has is a failure, if not ``ignore_missing``.
    """
    if not session.asks_several:
        return ask_each(session, lambda _: list(names))
    missing: dict[str, DockctlError] = {}

    def find(member: Session) -> list[str]:
        found = []
        for name in names:
            try:
                member.engine.containers.inspect(name)
            except NotFoundError as error:
                missing[name] = error.about(name)
            else:
                found.append(name)
        return found

    answers = ask_each(session, find)
    if ignore_missing:
        return answers
    anywhere = {name for _, found in answers.given for name in found}
    answers.failures += [missing[name] for name in names if name in missing and name not in anywhere]
    return answers


def named(member: Session, name: str) -> str:
    """Return ``name`` as it is written: with its engine and a tab before it where that is one of several."""
    return f"{member.host}\t{name}" if member.host else name
