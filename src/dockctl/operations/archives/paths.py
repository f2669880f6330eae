"""What a copy's source and target are called: docker's rules, which follow ``cp``'s.

A path that ends in ``/`` must be a directory, one that ends in ``/.`` stands for a directory's content. Both
endings are lost when a path is cleaned, and so have functions here.
"""

from __future__ import annotations

import os
import posixpath
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from dockctl.errors import DockctlError, reason_of

if TYPE_CHECKING:
    from collections.abc import Callable

_MOST_LINKS = 10


@dataclass(frozen=True)
class Place:
    """Where a copy comes from or goes to: a path, what is there, and another name for it in the archive."""

    path: str
    exists: bool = False
    is_directory: bool = False
    rebase_name: str = ""


@dataclass(frozen=True)
class Plan:
    """Where an archive is unpacked, and what its root is called there; "" if that stays as it is."""

    directory: str
    name: str = ""


def renamer(old: str, new: str) -> Callable[[str], str]:
    """Return a function that tells what an archive's entry is called once its root ``old`` is called ``new``."""
    if not new:
        return lambda name: name
    if old == ".":  # also where the archive has no such root, but what is in it alone (engine.podman)
        return lambda name: f"{new}/{name.removeprefix('./')}"
    if old == "/":
        return lambda name: f"{new}/{name.lstrip('/')}"

    def rename(name: str) -> str:
        return new + name[len(old) :] if name == old or name.startswith(f"{old}/") else name

    return rename


def split_argument(argument: str) -> tuple[str, str]:
    """Return container ("" for this machine) and path of an argument of ``cp``, as docker tells them apart."""
    if posixpath.isabs(argument):
        return "", argument
    container, colon, path = argument.partition(":")
    # "./a:b" is a file of this machine.
    if not colon or container.startswith("."):
        return "", argument
    return container, path


def clean(path: str) -> str:
    """Return ``path`` without detours, as Go's filepath.Clean."""
    normal = posixpath.normpath(path) if path else "."
    return "/" + normal.lstrip("/") if normal.startswith("/") else normal


def names_content(path: str) -> bool:
    """Tell whether ``path`` stands for the content of a directory: ``d/.``."""
    return posixpath.basename(path) == "." or not path


def asserts_directory(path: str) -> bool:
    """Tell whether ``path`` must be a directory."""
    return path.endswith("/") or names_content(path)


def split_entry(path: str) -> tuple[str, str]:
    """Return the directory that ``path`` is in and its name there; the name is "." for the content of one."""
    cleaned = clean(path)
    if names_content(path):
        return cleaned, "."
    return posixpath.dirname(cleaned) or ".", posixpath.basename(cleaned) or "/"


def keep_ending(cleaned: str, original: str) -> str:
    """Return ``cleaned`` with the ending that ``original`` has."""
    if names_content(original) and not names_content(cleaned):
        return cleaned if cleaned == "/" else f"{cleaned}/."
    if original.endswith("/") and not cleaned.endswith("/"):
        return f"{cleaned}/"
    return cleaned


def local_path(path: str) -> str:
    """Return ``path`` made absolute, with its ending; raises DockctlError where there is no working directory."""
    try:
        start = "/" if path.startswith("/") else str(Path.cwd())
    except OSError as error:
        raise DockctlError(f"getwd: {reason_of(error)}") from error
    return keep_ending(clean(posixpath.join(start, path)), path)


def rebased(path: str, resolved: str) -> tuple[str, str]:
    """Return ``resolved``, where the link ``path`` leads, with its ending, and the name it keeps in the archive."""
    resolved = keep_ending(resolved, path)
    name, target_name = split_entry(path.rstrip("/") or "/")[1], split_entry(resolved.rstrip("/") or "/")[1]
    return resolved, name if name != target_name else ""


def local_source(path: str, *, follow: bool) -> Place:
    """Return what is to be copied; ``follow`` resolves a link. Raises DockctlError if there is nothing."""
    path = local_path(path)
    bare = path.removesuffix("/.").rstrip("/") or "/"
    if follow or asserts_directory(path):
        resolved, name = rebased(path, os.path.realpath(bare))
    else:
        resolved, name = posixpath.join(os.path.realpath(posixpath.dirname(bare)), posixpath.basename(bare)), ""
    try:
        is_directory = os.path.isdir(resolved) if asserts_directory(resolved) else _is_real_directory(resolved)
        if not os.path.lexists(resolved.removesuffix("/.").rstrip("/") or "/"):
            raise FileNotFoundError
    except FileNotFoundError:
        shown = resolved.removesuffix("/.").rstrip("/")
        raise DockctlError(f"lstat {shown}: no such file or directory") from None
    if asserts_directory(path) and not is_directory:
        raise DockctlError("not a directory")
    return Place(resolved, exists=True, is_directory=is_directory, rebase_name=name)


def _is_real_directory(path: str) -> bool:
    return os.path.isdir(path) and not os.path.islink(path)


def local_target(path: str) -> Place:
    """Return where a copy goes: links are followed, the directory it lies in must be there; raises DockctlError."""
    path = local_path(path)
    parent = posixpath.dirname(clean(path))
    if not os.path.exists(parent):
        raise DockctlError(f'invalid output path: directory "{parent}" does not exist')
    current = path
    for _ in range(_MOST_LINKS):
        bare = current.removesuffix("/.").rstrip("/") or "/"
        if not os.path.islink(bare):
            break
        current = keep_ending(clean(posixpath.join(posixpath.dirname(bare), os.readlink(bare))), current)
    else:
        raise DockctlError(f'too many symlinks in "{path}"')
    bare = current.removesuffix("/.").rstrip("/") or "/"
    if os.path.lexists(bare):
        is_directory = os.path.isdir(bare)
        if not is_directory and not os.path.isfile(bare):
            raise DockctlError(
                f'invalid output path: "{path}" must be a directory or a regular file: got a device'
            )
        return Place(current, exists=True, is_directory=is_directory)
    folder = posixpath.dirname(bare)
    if not os.path.isdir(folder):
        raise DockctlError(
            "not a directory" if os.path.exists(folder) else f"lstat {folder}: no such file or directory"
        )
    return Place(current)


def plan_copy(source: Place, target: Place) -> Plan:
    """Return where the archive of ``source`` is unpacked so that it becomes ``target``; raises DockctlError."""
    if target.exists and target.is_directory:
        return Plan(target.path, source.rebase_name)
    if target.exists and source.is_directory:
        raise DockctlError("cannot copy directory")
    if not target.exists and not source.is_directory and asserts_directory(target.path):
        raise DockctlError("no such directory")
    return Plan(*split_entry(clean(target.path)))
