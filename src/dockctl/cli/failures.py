"""How failures are told: as docker tells them, or a line of JSON each for programs (``--error-format json``).

A line is ``{"error": {"class", "message", "http_status", "command", "subject", "hint"}}``: ``class`` is one of the
kinds in :mod:`dockctl.errors`, ``message`` what the text would be, ``http_status`` null where there was no answer,
``subject`` the container or image it is about, or "".
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from dockctl.errors import CommandError, DockctlError, UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

FORMATS = ("text", "json")
_VARIABLE = "DOCKCTL_ERROR_FORMAT"
_FLAG = "--error-format"


def choose_format(name: str) -> None:
    """Tell failures as ``name`` says from now on, or else as the environment does; raises DockctlError."""
    name = name or os.environ.get(_VARIABLE) or FORMATS[0]
    if name not in FORMATS:
        raise DockctlError(f'invalid {_FLAG} "{name}": must be one of "text" or "json"')
    os.environ[_VARIABLE] = name


def wants_json(arguments: Sequence[str], environment: Mapping[str, str]) -> bool:
    """Tell whether lines of JSON are wanted, also for a failure that comes before choose_format()."""
    given = " ".join(arguments).replace("=", " ")
    return environment.get(_VARIABLE) == "json" or f"{_FLAG} json" in given.partition(" -- ")[0]


def as_text(error: DockctlError, program: str) -> str:
    """Return an error as docker would tell it; "" for one without words."""
    text = error.message
    if isinstance(error, UsageError):
        usage = f"\n\nUsage:  {error.usage}" if error.usage else ""
        text += f"{usage}\n\n{error.pointer} '{error.command} --help' for more information"
    elif isinstance(error, CommandError):
        text = f"{program}: {text}\n\nRun '{program} {error.command} --help' for more information"
    if error.hint:
        text += f"\nhint: {error.hint}"
    return f"{text}\n" if text else ""


def as_json(error: DockctlError) -> str:
    """Return a line for each failure; "" for one without words."""
    import json

    lines = []
    for part in error.parts:
        facts = {
            "class": part.kind,
            "message": part.message.strip(),
            "http_status": part.status,
            "command": part.caller or error.caller,
            "subject": part.subject,
            "hint": part.hint or error.hint,
        }
        if part.message:
            lines.append(json.dumps({"error": facts}, ensure_ascii=False) + "\n")
    return "".join(lines)
