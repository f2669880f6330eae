"""A context in one file, as docker exports and imports it: meta.json, and the certificates of each endpoint below tls/."""

from __future__ import annotations

import io
import posixpath
import stat
import tarfile
import zipfile
import zlib
from typing import TYPE_CHECKING

from dockctl.config.contexts import META_FILE, parse_metadata, write_metadata
from dockctl.errors import DockctlError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dockctl.config.contexts import KnownContext, Material

LARGEST = 10 << 20  # of an archive, and of what is packed in it
_TOO_LARGE = "read exceeds the defined limit"
_ZIP = b"PK\x03\x04"
_BLOCK = tarfile.BLOCKSIZE


def pack_context(known: KnownContext, material: Material) -> bytes:
    """Return a tar archive of what is known of a context and of its certificates."""
    pieces = [_entry(META_FILE, write_metadata(known), 0o644), _folder("tls")]
    for endpoint, files in sorted(material.items()):
        pieces.append(_folder(f"tls/{endpoint}"))
        pieces += [_entry(f"tls/{endpoint}/{name}", data, 0o600) for name, data in sorted(files.items())]
    return b"".join([*pieces, bytes(2 * _BLOCK)])


def _folder(name: str) -> bytes:
    info = tarfile.TarInfo(name)
    info.type, info.mode = tarfile.DIRTYPE, 0o700
    return info.tobuf(tarfile.PAX_FORMAT)


def _entry(name: str, data: bytes, mode: int) -> bytes:
    info = tarfile.TarInfo(name)
    info.size, info.mode = len(data), mode
    return info.tobuf(tarfile.PAX_FORMAT) + data + bytes(-len(data) % _BLOCK)


def unpack_context(data: bytes) -> tuple[KnownContext, Material]:
    """Return the context in a tar or zip archive; raises DockctlError in docker's words for what is none.

    ``data`` is at most one byte longer than LARGEST: that much is enough to know that there is more.
    """
    files = _zipped(data) if data.startswith(_ZIP) else _tarred(data)
    known: KnownContext | None = None
    material: dict[str, dict[str, bytes]] = {}
    total = 0
    for name, content in files:
        total += len(content)
        if total > LARGEST:
            raise DockctlError(_TOO_LARGE)
        if name == META_FILE:
            try:
                known = parse_metadata(content)
            except ValueError as error:
                raise DockctlError(str(error)) from error
            continue
        endpoint, slash, file = name.removeprefix("tls/").partition("/")
        if not slash or "/" in file:
            raise DockctlError("archive format is invalid")
        material.setdefault(endpoint, {})[file] = content
    if known is None:
        raise DockctlError("invalid context: no metadata found")
    return known, material


def _check_name(name: str) -> None:
    """Raise DockctlError for a file that has no place in a context, or that would be written outside of it."""
    if name != META_FILE and not name.startswith("tls/"):
        raise DockctlError(f"{name}: unexpected context file")
    if posixpath.normpath(name) != name:
        raise DockctlError(f"{name}: unexpected path format")
    if "\\" in name:
        raise DockctlError(f"{name}: unexpected '\\' in path")


def _zipped(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield the regular files in a zip archive."""
    if len(data) > LARGEST:
        raise DockctlError(_TOO_LARGE)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for info in archive.infolist():
                if info.is_dir() or stat.S_IFMT(info.external_attr >> 16) not in {0, stat.S_IFREG}:
                    continue
                _check_name(info.filename)
                with archive.open(info) as file:
                    yield info.filename, file.read(LARGEST + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, ValueError, OSError) as error:
        raise DockctlError("zip: not a valid zip file") from error


def _tarred(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield the regular files in a tar archive."""
    broken = _TOO_LARGE if len(data) > LARGEST else "archive/tar: invalid tar header"
    cut = _TOO_LARGE if len(data) > LARGEST else "unexpected EOF"
    if not data[: 2 * _BLOCK].strip(b"\0"):
        return
    if len(data) < _BLOCK:
        raise DockctlError(cut)
    try:
        # Docker's own archives end with the last file, unpadded.
        whole = data[:LARGEST] + bytes(-len(data[:LARGEST]) % _BLOCK)
        with tarfile.open(fileobj=io.BytesIO(whole), mode="r:") as archive:
            for member in archive:
                if not member.isreg():
                    continue
                _check_name(member.name)
                if member.size > LARGEST or member.offset_data + member.size > len(data):
                    raise DockctlError(_TOO_LARGE if member.size > LARGEST else cut)
                file = archive.extractfile(member)
                yield member.name, file.read() if file else b""
            rest = data[archive.offset : archive.offset + _BLOCK]
    except (tarfile.TarError, ValueError, EOFError, OSError) as error:
        raise DockctlError(cut if "end of data" in str(error) else broken) from error
    if rest.strip(b"\0"):
        raise DockctlError(broken if len(rest) == _BLOCK else cut)
