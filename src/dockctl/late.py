"""Libraries imported without what few of their functions need, which is imported when one of those is called.

A fifth of a short command's start went into modules and regular expressions that it never used: digests, mail, host
names in other alphabets. While a library is imported, stand-ins take their places.
"""

from __future__ import annotations

import re
import sys
from contextlib import ExitStack, contextmanager
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_compile = re.compile


class LateModule(ModuleType):
    """Stands for a module, and its attributes for functions of it, until one of them is called.

    ``values`` are attributes that the library looks at while it is imported. To stand for a class or a constant it
    is no use: choose modules of which the library calls functions.
    """

    def __init__(self, name: str, **values: object) -> None:
        super().__init__(name)
        self.__dict__.update(values)

    def __getattr__(self, name: str) -> object:
        if name.startswith("__"):
            raise AttributeError(name)

        def call(*arguments: Any, **settings: Any) -> Any:  # noqa: ANN401  (whatever the function takes and gives)
            if sys.modules.get(self.__name__) is self:
                del sys.modules[self.__name__]
            return getattr(import_module(self.__name__), name)(*arguments, **settings)

        return call


class _LatePattern:
    """Stands for a compiled regular expression until it is used."""

    def __init__(self, *arguments: Any) -> None:  # noqa: ANN401  (as re.compile has them)
        self._arguments = arguments

    def __getattr__(self, name: str) -> object:
        found = getattr(_compile(*self._arguments), name)
        setattr(self, name, found)
        return found


def late_pattern(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return ``pattern``, which is compiled when one of its methods is called; for no function of `re` itself."""
    return cast("re.Pattern[str]", _LatePattern(pattern, flags))


def import_lean(
    library: str, late: Iterable[str], instead: Mapping[str, ModuleType | None] | None = None
) -> None:
    """Import ``library``, unless it is imported, without the modules ``late``, which wait until they are called.

    ``instead`` has stand-ins of the caller's own in the places of modules; None is for no module.

    Whoever imports one of those later gets the real one. A release of the library that can't be imported so, because
    it wants more of them than it did, is imported as it is.
    """
    if library in sys.modules:
        return
    before = set(sys.modules)
    try:
        with ExitStack() as stack:
            stack.enter_context(_late_patterns())
            for name, substitute in {**{name: LateModule(name) for name in late}, **(instead or {})}.items():
                stack.enter_context(_instead(name, substitute))
            import_module(library)
    except Exception:  # noqa: BLE001  (a stand-in can fail in as many ways as it can be used)
        for name in set(sys.modules) - before:
            del sys.modules[name]
        import_module(library)


@contextmanager
def _instead(name: str, substitute: ModuleType | None) -> Iterator[None]:
    """Let imports of ``name`` find ``substitute``, unless it has been imported."""
    if name in sys.modules:
        yield
        return
    modules: dict[str, ModuleType | None] = sys.modules  # type: ignore[assignment]  # None forbids an import
    modules[name] = substitute
    try:
        yield
    finally:
        if name in modules and modules[name] is substitute:
            del modules[name]


@contextmanager
def _late_patterns() -> Iterator[None]:
    """Let `re.compile` put its work off."""
    re.compile = _LatePattern  # type: ignore[assignment]
    try:
        yield
    finally:
        re.compile = _compile
