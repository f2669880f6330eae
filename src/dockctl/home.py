"""The user's home, where there is one."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


def home_folder(environment: Mapping[str, str]) -> Path | None:
    """Return the folder that HOME names, or else the system's list of users; None for a user without one."""
    if environment.get("HOME"):
        return Path(environment["HOME"])
    import pwd

    try:
        found = pwd.getpwuid(os.getuid()).pw_dir
    except KeyError:
        return None
    return Path(found) if found else None
