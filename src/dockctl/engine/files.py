"""Containers' file systems: one method an operation of the Engine API."""

from __future__ import annotations

import base64
import json
from typing import TYPE_CHECKING, NamedTuple

from dockctl.engine.paths import object_path
from dockctl.errors import StreamError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dockctl.engine.client import Engine
    from dockctl.engine.payloads.containers import FileChange
    from dockctl.transport.http import Response

# Go's os.FileMode, in which the engine tells what a path is.
_IS_DIRECTORY = 1 << 31
_IS_LINK = 1 << 27
_IS_SOCKET = 1 << 24
_IS_IRREGULAR = 1 << 26 | 1 << 21 | 1 << 19  # a device, a character device, neither of the known kinds
_STAT_HEADER = "X-Docker-Container-Path-Stat"


class PathStat(NamedTuple):
    """What a path in a container is: ``mode`` as Go counts it, and where a link leads."""

    mode: int
    link_target: str

    @property
    def is_directory(self) -> bool:
        """Whether it is a directory."""
        return bool(self.mode & _IS_DIRECTORY)

    @property
    def is_link(self) -> bool:
        """Whether it is a symbolic link."""
        return bool(self.mode & _IS_LINK)

    @property
    def is_socket(self) -> bool:
        """Whether it is a socket, of which an archive holds nothing."""
        return bool(self.mode & _IS_SOCKET)

    @property
    def is_irregular(self) -> bool:
        """Whether it is a device, and can't be written to as a file."""
        return bool(self.mode & _IS_IRREGULAR)


class Files:
    """The operations on containers' file systems; ``path`` is a path in the container."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def stat(self, container: str, path: str) -> PathStat:
        """HEAD /containers/{id}/archive: what ``path`` is; raises NotFoundError for nothing."""
        route = _route(container, "/archive")
        response = self._engine.request("HEAD", route, query={"path": path})
        response.read()
        return _read_stat(response)

    def get_archive(self, container: str, path: str) -> tuple[Response, PathStat]:
        """GET /containers/{id}/archive: what is at ``path`` as a tar archive, yet to be read, and what it is."""
        route = _route(container, "/archive")
        response = self._engine.request("GET", route, query={"path": path}, timeout=None)
        return response, _read_stat(response)

    def put_archive(
        self,
        container: str,
        archive: bytes | Iterable[bytes],
        *,
        path: str,
        keep_directories: bool = False,
        copy_owners: bool = False,
    ) -> None:
        """PUT /containers/{id}/archive: unpack a tar archive below ``path``, which must be a directory.

        ``keep_directories``: a file doesn't take the place of a directory, nor the other way round;
        ``copy_owners``: users and groups become those of the container.
        """
        query = {"path": path}
        query |= {"noOverwriteDirNonDir": "true"} if keep_directories else {}
        query |= {"copyUIDGID": "true"} if copy_owners else {}
        headers = {"Content-Type": "application/x-tar"}
        route = _route(container, "/archive")
        self._engine.request("PUT", route, query=query, data=archive, headers=headers, timeout=None).read()

    def export(self, container: str) -> Response:
        """GET /containers/{id}/export: the whole file system as a tar archive."""
        return self._engine.request("GET", _route(container, "/export"), timeout=None)

    def changes(self, container: str) -> list[FileChange]:
        """GET /containers/{id}/changes: what differs from the image; an empty list for nothing."""
        answer: list[FileChange] | None = self._engine.request("GET", _route(container, "/changes")).json(list)
        return answer or []


def _route(container: str, operation: str) -> str:
    return object_path("containers", "container", container, operation)


def _read_stat(response: Response) -> PathStat:
    try:
        fields = json.loads(base64.b64decode(response.headers[_STAT_HEADER]))
        return PathStat(int(fields["mode"]), str(fields.get("linkTarget") or ""))
    except (KeyError, ValueError, TypeError) as error:
        raise StreamError("the engine's answer doesn't say what the path is") from error
