"""What a copy's source and target are called: docker's rules, which follow ``cp``'s.

A path that ends in ``/`` must be a directory, one that ends in ``/.`` stands for a directory's content. Both
endings are lost when a path is cleaned, and so have functions here.
"""

from __future__ import annotations

import errno
import os
import posixpath
import stat
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dockctl.errors import DockctlError, reason_of

if TYPE_CHECKING:
    from collections.abc import Callable

_MOST_LINKS = 11


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
    return posixpath.basename(path.rstrip("/")) == "." or not path


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
    """Return ``path`` made absolute, with its ending."""
    absolute = path if posixpath.isabs(path) else posixpath.join(_working_directory(), path)
    return keep_ending(clean(absolute), path)


def _working_directory() -> str:
    """Return the directory that paths begin at, as the shell calls it: ``..`` leads back through a link.

    Raises DockctlError for one that is gone.
    """
    name = os.environ.get("PWD", "")
    try:
        if posixpath.isabs(name) and os.path.samefile(name, "."):
            return name
    except OSError:
        name = ""  # it is not there any more, or never was
    try:
        return os.getcwd()
    except OSError as error:
        raise DockctlError(f"getwd: {reason_of(error)}") from error


def rebased(path: str, resolved: str) -> tuple[str, str]:
    """Return ``resolved``, where the link ``path`` leads, with its ending, and the name it keeps in the archive."""
    resolved = keep_ending(resolved, path)
    name, target_name = split_entry(path.rstrip("/") or "/")[1], split_entry(resolved.rstrip("/") or "/")[1]
    return resolved, name if name != target_name else ""


def local_source(path: str, *, follow: bool) -> Place:
    """Return what is to be copied: a link itself, unless ``follow`` or the path's ending says where it leads.

    Links on the way to it are resolved. Raises DockctlError if there is nothing.
    """
    path = local_path(path)
    if follow or asserts_directory(path):
        resolved, name = rebased(path, _resolve(path))
    else:
        folder, entry = posixpath.split(path)
        resolved, name = posixpath.join(_resolve(f"{folder}/"), entry), ""
    try:
        is_directory = stat.S_ISDIR(os.lstat(resolved).st_mode)
    except OSError as error:
        raise DockctlError(f"lstat {resolved}: {reason_of(error)}") from error
    return Place(resolved, exists=True, is_directory=is_directory, rebase_name=name)


def _resolve(path: str) -> str:
    """Return ``path`` without links; raises DockctlError in docker's words where it leads nowhere."""
    try:
        resolved = os.path.realpath(path, strict=True)
        os.stat(path)  # which minds a slash behind a file, at the end of the path or of a link
    except OSError as error:
        if error.errno == errno.ELOOP:
            raise DockctlError("EvalSymlinks: too many links") from error
        reason = reason_of(error)
        raise DockctlError(
            reason if error.errno == errno.ENOTDIR else f"lstat {error.filename}: {reason}"
        ) from error
    return resolved


def local_target(path: str) -> Place:
    """Return where a copy goes: links are followed, the directory it lies in must be there; raises DockctlError."""
    path = local_path(path)
    parent = posixpath.dirname(clean(path))
    if not os.path.exists(parent):
        raise DockctlError(f'invalid output path: directory "{parent}" does not exist')
    _check_target(path)
    current = path
    for _ in range(_MOST_LINKS):
        try:
            kind = os.lstat(current).st_mode
        except FileNotFoundError:
            return _new_target(current)
        except OSError as error:
            raise DockctlError(f"lstat {current}: {reason_of(error)}") from error
        if not stat.S_ISLNK(kind):
            return Place(current, exists=True, is_directory=stat.S_ISDIR(kind))
        current = clean(posixpath.join(split_entry(current)[0], os.readlink(current)))
    raise DockctlError(f'too many symlinks in "{path}"')


def _check_target(path: str) -> None:
    """Raise DockctlError for a device, and for a path that can't be followed."""
    try:
        kind = os.stat(path).st_mode
    except FileNotFoundError:
        return
    except OSError as error:
        raise DockctlError(f"stat {path}: {reason_of(error)}") from error
    if stat.S_ISCHR(kind) or stat.S_ISBLK(kind):
        raise DockctlError(f'invalid output path: "{path}" must be a directory or a regular file: got a device')


def _new_target(path: str) -> Place:
    """Return the place of what isn't there yet; raises DockctlError unless it can be made in a directory."""
    folder = split_entry(path)[0]
    try:
        kind = os.stat(folder).st_mode
    except OSError as error:
        raise DockctlError(f"stat {folder}: {reason_of(error)}") from error
    if not stat.S_ISDIR(kind):
        raise DockctlError("not a directory")
    return Place(path)


def plan_copy(source: Place, target: Place) -> Plan:
    """Return where the archive of ``source`` is unpacked so that it becomes ``target``; raises DockctlError."""
    if target.exists and target.is_directory:
        return Plan(target.path, source.rebase_name)
    if target.exists and source.is_directory:
        raise DockctlError("cannot copy directory")
    if not target.exists and not source.is_directory and asserts_directory(target.path):
        raise DockctlError("no such directory")
    return Plan(*split_entry(target.path))
