"""``--secret``: files that a container has, and that nobody sees who inspects it.

They lie in an anonymous volume for each folder, which is filled between the container's creation and its start (a tmpfs
can't be: the engine finds no path in it), and goes with the container where --rm or ``rm -v`` removes it.
"""

from __future__ import annotations

import io
import tarfile
from pathlib import Path
from posixpath import dirname
from typing import TYPE_CHECKING

from dockctl.errors import CommandError, reason_of
from dockctl.options.flags import Request

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dockctl.options.flags import CreateFlags
    from dockctl.options.secrets import Secret


def prepare(flags: CreateFlags, environment: Mapping[str, str], command: str) -> bytes:
    """Add the volumes to ``flags``, and return the archive that fills them; raises CommandError."""
    secrets = flags.secret or []
    archive = _archive([(secret, _read(secret, environment, command)) for secret in secrets])
    folders = dict.fromkeys(dirname(secret.target) for secret in secrets)
    flags.mount = [*(flags.mount or ()), *(Request(Type="volume", Target=folder) for folder in folders)]
    return archive


def _read(secret: Secret, environment: Mapping[str, str], command: str) -> bytes:
    if secret.variable:
        if secret.variable not in environment:
            raise CommandError(f"secret {secret.name}: {secret.variable} is not set", command=command)
        return environment[secret.variable].encode(errors="surrogateescape")
    try:
        return Path(secret.source).read_bytes()
    except OSError as error:
        reason = reason_of(error)
        raise CommandError(f"secret {secret.name}: open {secret.source}: {reason}", command=command) from error


def _archive(contents: Sequence[tuple[Secret, bytes]]) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        for secret, content in contents:
            entry = tarfile.TarInfo(secret.target.lstrip("/"))
            entry.size, entry.mode, entry.uid, entry.gid = len(content), secret.mode, secret.uid, secret.gid
            archive.addfile(entry, io.BytesIO(content))
    return buffer.getvalue()
