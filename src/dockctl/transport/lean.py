"""requests, without what no request here needs at its start.

requests imports charset_normalizer to guess the encoding of texts without one; an engine's answers are bytes and
JSON. That guesser takes 9 ms of the 80 that requests needs, so it is imported when somebody asks for it.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import Any

_GUESSER = "charset_normalizer"


class _Late(ModuleType):
    """Stands for a module until something of it is used."""

    __version__ = "3.0.0"  # which requests checks as it is imported

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401  (whatever the module has)
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(import_module(self.__name__), name)


def import_requests() -> None:
    """Import requests; whoever imports the guesser later gets the real one."""
    if "requests" in sys.modules or _GUESSER in sys.modules:
        return
    sys.modules[_GUESSER] = _Late(_GUESSER)
    try:
        import_module("requests")
    finally:
        del sys.modules[_GUESSER]


import_requests()
