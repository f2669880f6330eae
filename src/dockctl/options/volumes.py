"""``-v [SOURCE:]TARGET[:OPTIONS]``."""

from __future__ import annotations

import os.path

_PARTS = 3
_TOO_SHORT = 2  # to be more than a target


def is_anonymous(spec: str) -> bool:
    """Tell whether ``spec`` names a target alone; raises ValueError for one that can't be understood."""
    if not spec:
        raise ValueError("invalid empty volume spec")
    if len(spec.encode(errors="surrogateescape")) <= _TOO_SHORT:
        return True
    parts = _sections(spec)
    if not all(parts[:_PARTS]):
        raise ValueError(f"invalid spec: {spec}: empty section between colons")
    if len(parts) > _PARTS:
        raise ValueError(f"invalid spec: {spec}: too many colons")
    return len(parts) == 1


def _sections(spec: str) -> list[str]:
    """Return what the colons separate; one behind a single letter is a drive's, but a volume may have such a name."""
    source, *rest = spec.split(":")
    sections = [source]
    for part in rest:
        if len(sections) > 1 and len(sections[-1]) == 1 and sections[-1].isalpha():
            sections[-1] += f":{part}"
        else:
            sections.append(part)
    return sections


def resolve_source(spec: str) -> str:
    """Return ``spec`` with a source that begins with a dot made absolute; ``~`` is the shell's affair."""
    source, colon, rest = spec.partition(":")
    return f"{absolute(source)}{colon}{rest}"


def absolute(path: str) -> str:
    """Return ``path``, made absolute if it begins with a dot and there is a working directory."""
    if not path.startswith("."):
        return path
    try:
        return os.path.abspath(path)  # noqa: PTH100  (a text, with no link followed)
    except OSError:
        return path
