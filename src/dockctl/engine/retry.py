"""Which failures pass by themselves, and how long to wait for that."""

from __future__ import annotations

import random
import re
import time
from typing import TYPE_CHECKING, TypeVar

from dockctl.errors import EngineError, EnginePermissionError, EngineUnreachableError, StreamError

if TYPE_CHECKING:
    from collections.abc import Callable

    from dockctl.errors import DockctlError

Result = TypeVar("Result")
_LONGEST_DELAY = 60.0
# An engine reports a registry's trouble in words, with whatever HTTP status: there is nothing else to go by.
_TRANSIENT = re.compile(
    r"timeout|timed out|unexpected EOF|: EOF|connection reset|connection refused|broken pipe|toomanyrequests"
    r"|too many requests|temporar|server misbehaving|no route to host|network is unreachable"
    r"|\b(?:429|500|502|503|504)\b|lost the connection|broke off",
    re.IGNORECASE,
)
_LASTING = re.compile(
    r"unauthorized|denied|no basic auth|authentication required|not found|manifest unknown|no space left"
    r"|no matching manifest|invalid",
    re.IGNORECASE,
)


def is_transient(error: DockctlError) -> bool:
    """Tell whether the same request may well succeed a little later."""
    if not isinstance(error, (EngineError, StreamError)):
        return False
    return bool(_TRANSIENT.search(error.message)) and not _LASTING.search(error.message)


def _may_come_back(error: DockctlError) -> bool:
    """Tell whether the engine was gone, as it is while it restarts."""
    return isinstance(error, EngineUnreachableError) and not isinstance(error, EnginePermissionError)


def with_retries(
    operation: Callable[[], Result],
    *,
    retries: int,
    delay: float,
    notify: Callable[[DockctlError, float], None],
) -> Result:
    """Return what ``operation`` returns, tried again up to ``retries`` times after transient failures.

    The first wait is of about ``delay`` seconds, each further one twice as long; ``notify`` is told. An engine
    that has answered before may be restarting: that it can't be reached then is transient, too.
    """
    for attempt in range(retries):
        try:
            return operation()
        except (EngineError, StreamError, EngineUnreachableError) as error:
            if not (is_transient(error) or (attempt > 0 and _may_come_back(error))):
                raise
            pause = min(_LONGEST_DELAY, delay * 2**attempt) * random.uniform(0.8, 1.2)  # noqa: S311  (no secret)
            notify(error, pause)
            time.sleep(pause)
    return operation()
