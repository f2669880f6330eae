"""Tar archives between the engine and this machine's files, standard input and standard output.

Memory is bounded by the size of a piece, whatever the archive's length.
"""

from __future__ import annotations

import os
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
    _check_target(Path(path), what)
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


def _check_target(path: Path, what: str) -> None:
    parent = path.parent
    if not path.is_absolute():
        try:
            Path.cwd()
        except OSError as error:
            raise DockctlError(f"{what}: getwd: {reason_of(error)}") from error
    if not parent.is_dir():
        reason = "not a directory" if parent.exists() else "no such file or directory"
        raise DockctlError(f"{what}: invalid output path: stat {parent}: {reason}")
    if path.is_dir():
        raise DockctlError(f"{what}: cannot write to a directory")


def read_pieces(path: str) -> Iterator[bytes]:
    """Return the content of the file ``path``, ``-`` for standard input, in pieces; it is opened at once.

    Raises DockctlError when it can't be opened.
    """
    if path == "-":
        descriptor = 0
    else:
        try:
            descriptor = os.open(path, os.O_RDONLY)
            os.read(descriptor, 0)  # a directory can be opened, but not read
        except OSError as error:
            raise DockctlError(f"open {path}: {reason_of(error)}") from error
    return _pieces(descriptor)


def _pieces(descriptor: int) -> Iterator[bytes]:
    try:
        while piece := os.read(descriptor, _PIECE):
            yield piece
    except OSError as error:
        raise DockctlError(f"read: {reason_of(error)}") from error
    finally:
        if descriptor:
            os.close(descriptor)
