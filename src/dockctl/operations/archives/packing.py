"""From files of this machine to a tar archive, piece by piece."""

from __future__ import annotations

import os
import stat
import tarfile
from contextlib import suppress
from typing import TYPE_CHECKING

from dockctl.errors import DockctlError, reason_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_PIECE = 1 << 18
_CAPABILITY = "security.capability"


def pack(path: str, name: str, warn: Callable[[str], None]) -> Iterator[bytes]:
    """Yield a tar archive of what is at ``path``, which is called ``name`` in it; links are kept as such.

    Only a ``path`` that ends in ``/`` or ``/.`` is followed if it is a link, as the system itself does.
    Sockets are left out, and ``warn`` is told.

    Raises DockctlError for what can't be read, and for a file that becomes shorter meanwhile.
    """
    first_names: dict[tuple[int, int], str] = {}  # of files with several, by device and inode
    for file, entry_name in _walk(path, name):
        try:
            if stat.S_ISSOCK(os.lstat(file).st_mode):
                warn(f"WARNING: left out {file}: sockets are not copied")
            else:
                yield from _pack_entry(file, entry_name, first_names)
        except OSError as error:
            raise DockctlError(f"open {file}: {reason_of(error)}") from error
    yield bytes(2 * tarfile.BLOCKSIZE)


def _walk(path: str, name: str) -> Iterator[tuple[str, str]]:
    """Yield path and name of what is at ``path``, and of all below it."""
    pending = [(path, name)]
    while pending:
        current, current_name = pending.pop()
        yield current, current_name
        if os.path.isdir(current) and not os.path.islink(current):
            try:
                children = sorted(os.listdir(current), reverse=True)
            except OSError as error:
                raise DockctlError(f"open {current}: {reason_of(error)}") from error
            pending += [(os.path.join(current, child), f"{current_name}/{child}") for child in children]


def _pack_entry(path: str, name: str, first_names: dict[tuple[int, int], str]) -> Iterator[bytes]:
    status = os.lstat(path)
    entry = tarfile.TarInfo(name)
    entry.mode = stat.S_IMODE(status.st_mode)
    entry.uid, entry.gid = status.st_uid, status.st_gid
    entry.mtime = int(status.st_mtime)
    kind = status.st_mode
    if stat.S_ISDIR(kind):
        entry.type = tarfile.DIRTYPE
    elif stat.S_ISLNK(kind):
        entry.type, entry.linkname = tarfile.SYMTYPE, os.readlink(path)
    elif stat.S_ISFIFO(kind):
        entry.type = tarfile.FIFOTYPE
    elif stat.S_ISCHR(kind) or stat.S_ISBLK(kind):
        entry.type = tarfile.CHRTYPE if stat.S_ISCHR(kind) else tarfile.BLKTYPE
        entry.devmajor, entry.devminor = os.major(status.st_rdev), os.minor(status.st_rdev)
    else:
        inode = (status.st_dev, status.st_ino)
        if status.st_nlink > 1 and inode in first_names:
            entry.type, entry.linkname = tarfile.LNKTYPE, first_names[inode]
        else:
            first_names |= {inode: name} if status.st_nlink > 1 else {}
            yield from _pack_file(path, entry)
            return
    yield _header(entry)


def _pack_file(path: str, entry: tarfile.TarInfo) -> Iterator[bytes]:
    with open(path, "rb", buffering=0) as file:
        entry.size = os.fstat(file.fileno()).st_size
        with suppress(OSError):  # most files have none
            capability = os.getxattr(file.fileno(), _CAPABILITY)
            value = capability.decode(errors="surrogateescape")
            entry.pax_headers = {f"SCHILY.xattr.{_CAPABILITY}": value}
        yield _header(entry)
        left = entry.size
        while left:
            piece = file.read(min(_PIECE, left))
            if not piece:
                raise DockctlError(f"{path}: file has shrunk while it was read")
            left -= len(piece)
            yield piece
    yield bytes(-entry.size % tarfile.BLOCKSIZE)


def _header(entry: tarfile.TarInfo) -> bytes:
    return entry.tobuf(tarfile.PAX_FORMAT, "utf-8", "surrogateescape")
