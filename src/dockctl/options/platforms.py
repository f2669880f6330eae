"""``--platform os[/arch[/variant]]`` where the engine takes it as JSON."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from dockctl.errors import DockctlError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dockctl.engine.client import Engine

_PART = re.compile(r"[A-Za-z0-9_.-]+", re.ASCII)
_MOST_PARTS = 3
_ARCHITECTURES = {"x86_64": "amd64", "x86-64": "amd64", "aarch64": "arm64", "armhf": "arm", "i386": "386"}


def chosen_platform(text: str) -> str:
    """Return the platform as the engine takes it; "" for "". Raises DockctlError for what is no platform."""
    if not text:
        return ""
    parts = text.split("/")
    if len(parts) > _MOST_PARTS or not all(_PART.fullmatch(part) for part in parts):
        raise DockctlError(f'invalid platform: "{text}": must be os[/arch[/variant]], such as "linux/amd64"')
    names = ("os", "architecture", "variant")
    platform = dict(zip(names, (part.lower() for part in parts), strict=False))
    if "architecture" in platform:
        platform["architecture"] = _ARCHITECTURES.get(platform["architecture"], platform["architecture"])
    return json.dumps(platform)


def chosen_platforms(engine: Engine, texts: Sequence[str], *, several_since: str) -> list[str]:
    """Return the platforms as chosen_platform() does; more than one need ``several_since``."""
    if len(texts) > 1:
        engine.require('"specifying multiple platforms"', several_since)
    return [chosen_platform(text) for text in texts]
