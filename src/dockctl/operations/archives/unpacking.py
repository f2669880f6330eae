"""From a tar archive, which may come from somebody hostile, to files of this machine.

No entry leaves the target: not by its name, not through a link that is there or that an entry before it has
made. Files appear once they are whole.
"""

from __future__ import annotations

import os
import stat
import tarfile
from collections import deque
from contextlib import suppress
from pathlib import Path
from tempfile import mkstemp
from typing import IO, TYPE_CHECKING, cast

from dockctl.errors import DockctlError, StreamError, reason_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from dockctl.engine.stream import Source

_PIECE = 1 << 18
_READ_AHEAD = 2 * _PIECE  # tarfile reads a piece more than it needs


class ArchiveReader:
    """What tarfile reads from: counts the bytes of ``source``, and keeps those that tarfile has read ahead."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self.size = 0
        self._latest: deque[bytes] = deque()
        self._kept = 0

    def read(self, _size: int = -1, /) -> bytes:
        """Return the next bytes, however many there are; b"" at the end."""
        piece = self._source.read1()
        self.size += len(piece)
        self._latest.append(piece)
        self._kept += len(piece)
        while self._kept - len(self._latest[0]) >= _READ_AHEAD:
            self._kept -= len(self._latest.popleft())
        return piece

    def finish(self, end: int) -> None:
        """Read the rest; raises StreamError unless the archive really ends at the byte ``end``: zeros are left.

        tarfile takes a broken header in the middle of an archive for its end.
        """
        ahead = b"".join(self._latest)[-(self.size - end) :] if self.size > end else b""
        is_whole = not ahead.strip(b"\0")
        while piece := self.read():
            is_whole = is_whole and not piece.strip(b"\0")
        if not is_whole or self.size < end + tarfile.BLOCKSIZE:
            raise StreamError("the archive from the engine is broken, or broke off")


def unpack(
    reader: ArchiveReader,
    directory: str,
    rename: Callable[[str], str],
    warn: Callable[[str], None],
    *,
    owners: bool = False,
) -> None:
    """Unpack an archive below ``directory``, each entry under the name that ``rename`` gives it.

    ``owners`` gives files to the users and groups that the archive names, by number. Devices are left out, and
    ``warn`` is told. Raises DockctlError for an entry that would leave the directory, and for what the
    file system refuses; StreamError for a broken archive.
    """
    target = _Target(Path(directory).resolve(), rename, warn, owners=owners)
    try:
        with tarfile.open(fileobj=cast("IO[bytes]", reader), mode="r|", bufsize=_PIECE) as archive:
            for entry in archive:
                target.place(archive, entry)
                archive.members.clear()  # type: ignore[attr-defined]  # or a long archive would be remembered
            end = archive.offset
    except tarfile.TarError as error:
        reason = "unexpected EOF" if "unexpected end" in str(error) else "archive/tar: invalid tar header"
        raise StreamError(f"the archive from the engine is broken: {reason}") from error
    reader.finish(end)
    target.finish()


class _Target:
    """The directory that is unpacked into."""

    def __init__(
        self, root: Path, rename: Callable[[str], str], warn: Callable[[str], None], *, owners: bool
    ) -> None:
        self._root = root
        self._rename = rename
        self._warn = warn
        self._owners = owners
        self._directories: list[tuple[Path, int, float]] = []  # whose mode and time are set at the end

    def place(self, archive: tarfile.TarFile, entry: tarfile.TarInfo) -> None:
        """Make one entry."""
        path = self._resolve(entry.name)
        try:
            if entry.isdir():
                self._make_directory(path, entry)
            elif path.is_dir() and not path.is_symlink():
                raise DockctlError(f'cannot overwrite directory "{path}" with non-directory "{self._root}"')
            elif entry.isreg():
                self._write_file(archive, path, entry)
            elif entry.issym():
                self._replace(path)
                path.symlink_to(entry.linkname)
            elif entry.islnk():
                source = self._resolve(entry.linkname)
                self._replace(path)
                os.link(source, path, follow_symlinks=False)
            elif entry.isfifo():
                self._replace(path)
                os.mkfifo(path, stat.S_IMODE(entry.mode))
            else:
                self._warn(f"WARNING: left out {entry.name}: devices are not copied")
                return
            if self._owners and not entry.isreg():  # of a file it was done before its mode was set
                os.chown(path, entry.uid, entry.gid, follow_symlinks=False)
        except OSError as error:
            raise DockctlError(f"{path}: {reason_of(error)}") from error

    def finish(self) -> None:
        """Set what making their entries has changed of directories."""
        for path, mode, modified in reversed(self._directories):
            with suppress(OSError):  # made unreadable by an entry of its own, or gone again
                path.chmod(mode)
                os.utime(path, (modified, modified))

    def _resolve(self, name: str) -> Path:
        """Return where the entry ``name`` lies; raises DockctlError if that is not below the root.

        The directories on the way are made where they are missing; none may be a link.
        """
        parts = [part for part in self._rename(name).split("/") if part not in {"", "."}]
        if ".." in parts:
            raise DockctlError(f'the archive has an entry that would leave its target: "{name}"')
        path = self._root
        for part in parts[:-1]:
            path /= part
            if path.is_symlink():
                raise DockctlError(f'the archive has an entry behind a link: "{name}"')
            with suppress(FileExistsError):
                path.mkdir()
        return path / parts[-1] if parts else path

    def _make_directory(self, path: Path, entry: tarfile.TarInfo) -> None:
        if path == self._root:
            return
        if path.is_symlink() or (path.exists() and not path.is_dir()):
            raise DockctlError(f'cannot overwrite non-directory "{path}" with directory "{self._root}"')
        with suppress(FileExistsError):
            path.mkdir(mode=0o700)
        self._directories.append((path, stat.S_IMODE(entry.mode), entry.mtime))

    def _write_file(self, archive: tarfile.TarFile, path: Path, entry: tarfile.TarInfo) -> None:
        source = archive.extractfile(entry)
        if source is None:
            raise StreamError(f"the archive from the engine is broken at {entry.name}")
        descriptor, name = mkstemp(dir=path.parent, prefix=".dockctl-")
        try:
            with os.fdopen(descriptor, "wb") as file:
                while piece := source.read(_PIECE):
                    file.write(piece)
                if self._owners:  # before the mode: a change of owner takes bits from it
                    os.fchown(file.fileno(), entry.uid, entry.gid)
                os.fchmod(file.fileno(), stat.S_IMODE(entry.mode))
            os.utime(name, (entry.mtime, entry.mtime))
            Path(name).replace(path)
        except BaseException:
            with suppress(FileNotFoundError):
                Path(name).unlink()
            raise

    @staticmethod
    def _replace(path: Path) -> None:
        with suppress(FileNotFoundError):
            path.unlink()
