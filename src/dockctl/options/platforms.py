"""``--platform os[/arch[/variant]]``, read as containerd reads it."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, NamedTuple

from dockctl.errors import DockctlError
from dockctl.visible import quote

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dockctl.engine.client import Engine

_SYSTEM = r"^([A-Za-z0-9_-]+)(?:\(([A-Za-z0-9_.-]*)\))?$"
_PART = r"^[A-Za-z0-9_.-]+$"
_SYSTEMS = {
    "aix", "android", "darwin", "dragonfly", "freebsd", "hurd", "illumos", "ios", "js", "linux", "nacl", "netbsd",
    "openbsd", "plan9", "solaris", "windows", "zos",
}  # fmt: skip
_ARCHITECTURES = {
    "386", "amd64", "amd64p32", "arm", "armbe", "arm64", "arm64be", "ppc64", "ppc64le", "loong64", "mips", "mipsle",
    "mips64", "mips64le", "mips64p32", "mips64p32le", "ppc", "riscv", "riscv64", "s390", "s390x", "sparc", "sparc64",
    "wasm",
}  # fmt: skip
# Other names: architecture and variant.
_OTHER_NAMES = {
    "i386": ("386", ""), "x86_64": ("amd64", None), "x86-64": ("amd64", None), "aarch64": ("arm64", None),
    "armhf": ("arm", "v7"), "armel": ("arm", "v6"),
}  # fmt: skip
# (architecture, variant) → the variant's usual name.
_VARIANTS = {
    ("amd64", "v1"): "", ("arm64", "8"): "", ("arm64", "v8"): "", ("arm64", "9"): "v9", ("arm64", "9.0"): "v9",
    ("arm64", "v9.0"): "v9", ("arm", "5"): "v5", ("arm", "6"): "v6", ("arm", "7"): "v7", ("arm", "8"): "v8",
}  # fmt: skip
_LONE, _PAIR, _TRIPLE = 1, 2, 3  # parts of a platform


class Platform(NamedTuple):
    """An operating system, perhaps of a version, and a processor."""

    system: str
    version: str
    architecture: str
    variant: str

    def __str__(self) -> str:
        return "/".join(part for part in (self.system, self.architecture, self.variant) if part)


def parse_platform(text: str) -> Platform:
    """Return the platform that ``text`` names; raises ValueError in containerd's words."""
    if "*" in text:
        raise ValueError(f"{quote(text)}: wildcards not yet supported: invalid argument")
    parts = text.split("/", _TRIPLE)
    match = re.match(_SYSTEM.replace("$", r"\Z"), parts[0], re.ASCII)
    if match is None:
        raise ValueError(
            f"{quote(parts[0])} is an invalid OS component of {quote(text)}: OSAndVersion specifier component must"
            f" match {quote(_SYSTEM)}: invalid argument"
        )
    for part in parts[1:]:
        if not re.match(_PART.replace("$", r"\Z"), part, re.ASCII):
            raise ValueError(
                f"{quote(part)} is an invalid component of {quote(text)}: platform specifier component must match"
                f" {quote(_PART)}: invalid argument"
            )
    system = match[1].lower()
    system = {"macos": "darwin"}.get(system, system)
    version = match[2] or ""
    if len(parts) == _LONE:
        return _complete(text, system, version)
    if len(parts) > _TRIPLE:
        raise ValueError(f"{quote(text)}: cannot parse platform specifier: invalid argument")
    architecture, variant = _usual_names(*parts[1:])
    if len(parts) == _PAIR and (architecture, variant) == ("arm", "v7"):
        variant = ""
    if len(parts) == _TRIPLE and (architecture, variant) == ("arm64", ""):
        variant = "v8"
    return Platform(system, version, architecture, variant)


def _complete(text: str, system: str, version: str) -> Platform:
    """Return the platform of which one part is known: this machine's is the other."""
    if system in _SYSTEMS:
        import platform

        here, variant = _usual_names(platform.machine())
        return Platform(system, version, here, variant)
    architecture, variant = _usual_names(text)
    if architecture not in _ARCHITECTURES:
        raise ValueError(f"{quote(text)}: unknown operating system or architecture: invalid argument")
    import sys

    return Platform(
        sys.platform, version, architecture, "" if (architecture, variant) == ("arm", "v7") else variant
    )


def _usual_names(architecture: str, variant: str = "") -> tuple[str, str]:
    architecture, variant = architecture.lower(), variant.lower()
    architecture, fixed = _OTHER_NAMES.get(architecture, (architecture, None))
    variant = variant if fixed is None else fixed
    return architecture, _VARIANTS.get((architecture, variant), variant)


def chosen_platform(text: str, *, prefix: str = "invalid platform: ") -> str:
    """Return the platform as JSON; "" for "". Raises DockctlError, after ``prefix``, for what is no platform."""
    if not text:
        return ""
    try:
        platform = parse_platform(text)
    except ValueError as error:
        raise DockctlError(f"{prefix}{error}") from error
    fields = {
        "architecture": platform.architecture,
        "os": platform.system,
        "os.version": platform.version,
        "variant": platform.variant,
    }
    return json.dumps({name: value for name, value in fields.items() if value})


def chosen_platforms(engine: Engine, texts: Sequence[str], *, several_since: str) -> list[str]:
    """Return the platforms as chosen_platform() does; more than one need ``several_since``."""
    if len(texts) > 1:
        engine.require('"specifying multiple platforms"', several_since)
    return [chosen_platform(text) for text in texts]
