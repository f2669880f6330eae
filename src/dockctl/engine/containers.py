"""Containers: one method an operation of the Engine API."""

from __future__ import annotations

from contextlib import suppress
from http import HTTPStatus
from typing import TYPE_CHECKING

from dockctl.engine.filters import encode_filters
from dockctl.engine.paths import bare_name, object_path
from dockctl.engine.podman import forgets_status_of_removed, waits_before_killing
from dockctl.errors import EngineError, StreamError
from dockctl.visible import quote_bytes

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from dockctl.engine.client import Engine
    from dockctl.engine.exits import Condition, PendingExit
    from dockctl.engine.filters import Filters
    from dockctl.engine.log_request import LogRequest
    from dockctl.engine.payloads.containers import (
        ContainerCreateRequest,
        ContainerCreateResponse,
        ContainerInspectResponse,
        ContainersPruneReport,
        ContainerSummary,
        ContainerUpdateResponse,
        IDResponse,
        TopResponse,
    )
    from dockctl.engine.reference import Reference
    from dockctl.transport.hijack import UpgradedConnection
    from dockctl.transport.http import Response

_CONTROL = "@abcdefghijklmnopqrstuvwxyz[\\]^_"
_DELETE = 127
_REMOVAL = (1, 25)  # the API version since which engines themselves remove what was run with --rm


def _path(container: str, operation: str = "") -> str:
    return object_path("containers", "container", container, operation)


def own_name(summary: ContainerSummary) -> str:
    """Return a listed container's own name, not one that a link gives it; "" if it has none."""
    names = (name.removeprefix("/") for name in summary["Names"] or ())
    return next((name for name in names if "/" not in name), "")


class Containers:
    """The operations on containers; ``container`` is a name or an ID, whole or its beginning."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def create(
        self,
        request: ContainerCreateRequest,
        *,
        name: str = "",
        platform: str = "",
    ) -> ContainerCreateResponse:
        """POST /containers/create; raises NotFoundError when the image isn't there."""
        query = {key: value for key, value in (("name", name), ("platform", platform)) if value}
        answer: ContainerCreateResponse = self._engine.request(
            "POST",
            "/containers/create",
            query=query,
            payload=request,
            timeout=None,
        ).json(dict)
        return answer

    def inspect(self, container: str) -> ContainerInspectResponse:
        """GET /containers/{id}/json."""
        answer: ContainerInspectResponse = self._engine.request("GET", _path(container, "/json")).json(dict)
        return answer

    def start(self, container: str) -> None:
        """POST /containers/{id}/start; one that runs already is fine."""
        answer = self._engine.request("POST", _path(container, "/start"), timeout=None)
        body = answer.read()
        # Whoever waits for its exit must know that it has been started.
        if answer.status not in {HTTPStatus.NO_CONTENT, HTTPStatus.NOT_MODIFIED}:
            raise StreamError(
                f"the engine's answer is not what its API says: {answer.status} {quote_bytes(body[:200])}"
            )

    def stop(self, container: str, *, timeout: int | None = None, signal: str = "") -> None:
        """POST /containers/{id}/stop: return when it has stopped; one that doesn't run is fine.

        ``timeout`` is the grace in seconds before SIGKILL (-1: for ever; None: the container's own, or 10).
        ``signal`` takes the place of the container's stop signal (API 1.42).
        """
        query = {} if timeout is None else {"t": str(timeout)}
        query |= {"signal": signal} if signal else {}
        self._engine.request("POST", _path(container, "/stop"), query=query, timeout=None).read()

    def commit(  # noqa: PLR0913  (as many as the API has)
        self,
        container: str,
        reference: Reference | None = None,
        *,
        author: str = "",
        comment: str = "",
        changes: Sequence[str] = (),
        pause: bool = True,
    ) -> str:
        """POST /commit: make an image of a container's file system, name it ``reference``, return its ID.

        ``changes`` are instructions of a Dockerfile.
        """
        query: dict[str, str | Sequence[str]] = {
            "container": bare_name("container", container),
            "pause": "1" if pause else "0",
        }
        if reference is not None:
            query |= {"repo": reference.familiar_name, "tag": reference.tag}
        query |= {name: value for name, value in (("author", author), ("comment", comment)) if value}
        if changes:
            query["changes"] = changes
        answer: IDResponse = self._engine.request(
            "POST", "/commit", query=query, payload={}, timeout=None
        ).json(dict)
        return answer["Id"]

    def restart(self, container: str, *, timeout: int | None = None, signal: str = "") -> None:
        """POST /containers/{id}/restart; ``timeout`` and ``signal`` as for stop()."""
        query = {} if timeout is None else {"t": str(timeout)}
        query |= {"signal": signal} if signal else {}
        self._engine.request("POST", _path(container, "/restart"), query=query, timeout=None).read()

    def pause(self, container: str) -> None:
        """POST /containers/{id}/pause: freeze its processes."""
        self._engine.request("POST", _path(container, "/pause"), timeout=None).read()

    def unpause(self, container: str) -> None:
        """POST /containers/{id}/unpause."""
        self._engine.request("POST", _path(container, "/unpause"), timeout=None).read()

    def rename(self, container: str, name: str) -> None:
        """POST /containers/{id}/rename."""
        self._engine.request("POST", _path(container, "/rename"), query={"name": name}).read()

    def update(self, container: str, changes: Mapping[str, Any]) -> list[str]:
        """POST /containers/{id}/update: change its limits (fields of HostConfig); return the engine's warnings."""
        answer: ContainerUpdateResponse = self._engine.request(
            "POST", _path(container, "/update"), payload=changes, timeout=None
        ).json(dict)
        return answer.get("Warnings") or []

    def top(self, container: str, arguments: Sequence[str] = ()) -> TopResponse:
        """GET /containers/{id}/top: its processes, as ``ps`` with ``arguments`` (``-ef`` without) tells."""
        query = {"ps_args": " ".join(arguments)} if arguments else {}
        answer: TopResponse = self._engine.request("GET", _path(container, "/top"), query=query).json(dict)
        return answer

    def stats(self, container: str, *, stream: bool = True) -> Response:
        """GET /containers/{id}/stats: figures as JSON, one object a second, or one whole one."""
        query = {"stream": "1" if stream else "0"}
        return self._engine.request("GET", _path(container, "/stats"), query=query, timeout=None)

    def prune(self, filters: Filters) -> ContainersPruneReport:
        """POST /containers/prune: remove all that don't run."""
        query = {"filters": encode_filters(filters)}
        answer: ContainersPruneReport = self._engine.request(
            "POST", "/containers/prune", query=query, timeout=None
        ).json(dict)
        return answer

    def kill(self, container: str, *, signal: str = "") -> None:
        """POST /containers/{id}/kill: send ``signal`` (a name or a number), or else SIGKILL."""
        query = {"signal": signal} if signal else {}
        self._engine.request("POST", _path(container, "/kill"), query=query).read()

    def remove(self, container: str, *, force: bool = False, volumes: bool = False, link: bool = False) -> None:
        """DELETE /containers/{id}; ``force`` kills a running one, ``volumes`` takes anonymous ones along.

        With ``link`` the name is that of a link, and nothing else is removed.
        """
        if force and not link and waits_before_killing(self._engine.server):
            with suppress(EngineError):  # it is not there, or doesn't run: what is asked for next tells
                self.kill(container, signal="KILL")
        query = {"force": "1"} if force else {}
        query |= {"v": "1"} if volumes else {}
        query |= {"link": "1"} if link else {}
        self._engine.request("DELETE", _path(container), query=query, timeout=None).read()

    def wait(self, container: str, *, condition: Condition = "not-running") -> PendingExit:
        """POST /containers/{id}/wait, or before API 1.30 GET /events: return once the engine watches for ``condition``.

        ``next-exit`` and ``removed`` miss no exit of a container that is started afterwards.
        """
        from dockctl.engine.exits import WAIT_CONDITIONS, AwaitedExit, FollowedExit

        if self._engine.api_version < WAIT_CONDITIONS:
            return FollowedExit(self._engine, container, condition)

        def ask(condition: Condition) -> Response:
            query = {"condition": condition}
            return self._engine.request("POST", _path(container, "/wait"), query=query, timeout=None)

        if condition == "removed" and forgets_status_of_removed(self._engine.server):
            return AwaitedExit(ask("next-exit"), removal=ask("removed"))
        return AwaitedExit(ask(condition))

    @property
    def engine_removes(self) -> bool:
        """Whether the engine itself removes a container that is to go at its end (API 1.25)."""
        return self._engine.api_version >= _REMOVAL

    def attach(
        self,
        container: str,
        *,
        stdin: bool = False,
        stdout: bool = False,
        stderr: bool = False,
        detach_keys: bytes = b"",
    ) -> UpgradedConnection:
        """POST /containers/{id}/attach: the container's streams from now on.

        Without a terminal the output is multiplexed (see dockctl.engine.stream). The engine, too, looks
        for ``detach_keys`` in the input of a terminal.
        """
        wanted = {"stdin": stdin, "stdout": stdout, "stderr": stderr}
        query = {"stream": "1"} | {name: "1" for name, value in wanted.items() if value}
        if detach_keys:
            query["detachKeys"] = ",".join(_key_name(key) for key in detach_keys)
        return self._engine.upgrade(_path(container, "/attach"), query=query)

    def resize(self, container: str, *, height: int, width: int) -> None:
        """POST /containers/{id}/resize: the size of its terminal, in characters."""
        query = {"h": str(height), "w": str(width)}
        self._engine.request("POST", _path(container, "/resize"), query=query).read()

    def logs(self, container: str, request: LogRequest) -> Response:
        """GET /containers/{id}/logs: what the container has written, and if it is followed what it will.

        Multiplexed unless the container has a terminal.
        """
        return self._engine.request("GET", _path(container, "/logs"), query=request.query, timeout=None)

    def list(
        self,
        *,
        all_: bool = False,
        limit: int = 0,
        size: bool = False,
        filters: Filters | None = None,
    ) -> list[ContainerSummary]:
        """GET /containers/json: running containers, the newest first.

        ``all_`` adds those that don't run; a ``limit`` above 0 gives the newest of all; ``size`` asks for
        sizes, which is slow.
        """
        query: dict[str, str] = {}
        if all_:
            query["all"] = "1"
        if limit > 0:
            query["limit"] = str(limit)
        if size:
            query["size"] = "1"
        if filters:
            query["filters"] = encode_filters(filters)
        answer: list[ContainerSummary] = self._engine.request("GET", "/containers/json", query=query).json(list)
        return answer


def _key_name(key: int) -> str:
    """Return a key as the API spells it: a character, ``ctrl-x`` or ``DEL``."""
    if key == _DELETE:
        return "DEL"
    return f"ctrl-{_CONTROL[key]}" if key < len(_CONTROL) else chr(key)
