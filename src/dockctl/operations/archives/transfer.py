"""Tar archives between the engine and this machine's files, standard input and standard output.

Memory is bounded by the size of a piece, whatever the archive's length.
"""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING

from dockctl.errors import DockctlError, reason_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from dockctl.session import Session
    from dockctl.transport.http import Response

_PIECE = 1 << 18
_TERMINAL = "cowardly refusing to save to a terminal. Use the -o flag or redirect"


def write_archive(session: Session, path: str, ask: Callable[[], Response], what: str) -> None:
    """Write the archive that ``ask`` returns to the file ``path``, "" for stdout, which must be no terminal.

    The file is there only once it is whole. ``what`` begins messages about it.
    """
    if not path:
        if session.stdout.is_terminal:
            raise DockctlError(_TERMINAL)
        for piece in ask().chunks():
            session.stdout.write(piece)
        return
    _check_target(path, what)
    from dockctl.whole_file import whole_file

    response = ask()
    try:
        with whole_file(Path(path)) as file:
            for piece in response.chunks():
                file.write(piece)
    except OSError as error:
        raise DockctlError(f"{what}: write {path}: {reason_of(error)}") from error
    finally:
        response.close()


def _check_target(path: str, what: str) -> None:
    """Raise DockctlError where no file can be written, with the checks in docker's order."""
    folder = os.path.normpath(path.rpartition("/")[0] or ("/" if "/" in path else "."))
    try:
        if folder != "." and not stat.S_ISDIR(Path(folder).stat().st_mode):
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR))
    except OSError as error:
        raise DockctlError(f"{what}: invalid output path: stat {folder}: {reason_of(error)}") from error
    try:
        mode = os.lstat(path).st_mode
    except FileNotFoundError:
        mode = 0
    except OSError as error:
        raise DockctlError(f"{what}: failed to stat output path: lstat {path}: {reason_of(error)}") from error
    if stat.S_ISDIR(mode):
        raise DockctlError(f"{what}: cannot write to a directory")
    if not path.startswith("/"):
        try:
            Path.cwd()
        except OSError as error:
            raise DockctlError(f"{what}: getwd: {reason_of(error)}") from error


def read_pieces(path: str | None) -> Iterator[bytes]:
    """Return the content of the file ``path``, None for standard input, in pieces; it is opened at once.

    Raises DockctlError when it can't be opened, or is a directory.
    """
    if path is None:
        return _pieces(0, "")
    try:
        descriptor = os.open(path, os.O_RDONLY)
    except OSError as error:
        raise DockctlError(f"open {path}: {reason_of(error)}") from error
    if stat.S_ISDIR(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise DockctlError(f"read {path}: {os.strerror(errno.EISDIR).lower()}")
    return _pieces(descriptor, f" {path}")


def _pieces(descriptor: int, shown: str) -> Iterator[bytes]:
    try:
        while piece := os.read(descriptor, _PIECE):
            yield piece
    except OSError as error:
        raise DockctlError(f"read{shown}: {reason_of(error)}") from error
    finally:
        if descriptor:
            os.close(descriptor)
