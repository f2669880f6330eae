"""requests, without what no request here needs at its start.

requests imports charset_normalizer to guess the encoding of texts without one; an engine's answers are bytes and
JSON. That guesser takes 9 ms of the 80 that requests needs, so it is imported when somebody asks for it. The same
goes for importlib.metadata (2 ms), by which urllib3 looks for HTTP/2. OpenSSL takes another 7 ms, and a program that
talks to one unix socket needs none.
"""

from __future__ import annotations

import sys
from contextlib import ExitStack, contextmanager
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator


class _Late(ModuleType):
    """Stands for a module until something of it is used."""

    __version__ = "3.0.0"  # which requests checks as it is imported

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401  (whatever the module has)
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(import_module(self.__name__), name)


class _Metadata(_Late):
    """The same for a function that is imported by its name."""

    def version(self, package: str) -> str:
        return str(getattr(import_module(self.__name__), "version")(package))  # noqa: B009  (no type knows it)


def import_requests(*, secure: bool = True) -> None:
    """Import requests, if it isn't imported; whoever imports what stands in for it later gets the real one.

    Without ``secure`` it can make no TLS connection, for as long as the process lives: for programs of our own that
    will want none. The libraries know Pythons that were built without OpenSSL.
    """
    if "requests" in sys.modules:
        return
    absent = [] if secure else ["ssl", "_hashlib"]
    with ExitStack() as stack:
        stack.enter_context(_instead("charset_normalizer", _Late("charset_normalizer")))
        stack.enter_context(_instead("importlib.metadata", _Metadata("importlib.metadata")))
        for name in absent:
            stack.enter_context(_instead(name, None))
        import_module("requests")


@contextmanager
def _instead(name: str, substitute: ModuleType | None) -> Iterator[None]:
    """Let imports of ``name`` find ``substitute`` (nothing, for None), unless it has been imported."""
    if name in sys.modules:
        yield
        return
    modules: dict[str, ModuleType | None] = sys.modules  # type: ignore[assignment]  # None forbids an import
    modules[name] = substitute
    try:
        yield
    finally:
        del modules[name]
