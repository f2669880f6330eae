"""An engine that is only asked what it has: what would change something is written down instead of sent.

Answers that only the engine could give are stood in for, as far as a command needs them to go on: what it creates has
an ID of its own here. A command that waits for a stream of data ends where that would begin (EndOfRehearsal).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from threading import Lock, current_thread, main_thread
from typing import TYPE_CHECKING, Any

from dockctl.engine.client import ANSWER_TIMEOUT, Engine
from dockctl.engine.paths import image_path
from dockctl.errors import EndOfRehearsal, NotFoundError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dockctl.transport.address import Address
    from dockctl.transport.hijack import UpgradedConnection
    from dockctl.transport.http import Query, Response

# What stands for the IDs of what would be made: for containers and for processes in them.
CONTAINER, PROCESS = "d0cc" * 16, "e0ec" * 16
# Requests that change nothing, and whose answers would be long, or endless, and are for the user.
_STREAMS = re.compile(r"/(events|images/get|containers/[^/]+/(export|archive|stats)|images/.+/get)$")
_LOGS = re.compile(r"/(containers|services|tasks)/[^/]+/logs$")
_ANSWERS: tuple[tuple[str, str, Mapping[str, object]], ...] = (
    ("POST", r"/containers/create", {"Id": CONTAINER, "Warnings": []}),
    ("POST", r"/containers/[^/]+/exec", {"Id": PROCESS}),
    ("GET", r"/exec/[^/]+/json", {"Running": False, "ExitCode": 0}),
    ("POST", r"/[a-z]+/prune", {"SpaceReclaimed": 0}),
    ("POST", r"/containers/[^/]+/wait", {"StatusCode": 0}),
    ("GET", r"/containers/[^/]+/json", {"State": {"Running": True, "ExitCode": 0, "FinishedAt": ""}}),
)
# What a container's end is taken to be where events tell of it.
_ENDED = b'{"Action":"die","Actor":{"Attributes":{"exitCode":"0"}}}{"Action":"destroy"}'


@dataclass(frozen=True)
class PlannedRequest:
    """A request that would be made: ``path`` with the API's version, ``body`` what would be sent as JSON.

    ``sends_data``: a body of other bytes; ``upgrades``: the connection becomes a stream in both directions.
    """

    address: Address
    method: str
    path: str
    query: Query
    headers: Mapping[str, str] = field(default_factory=dict)
    body: object = None
    sends_data: bool = False
    upgrades: bool = False


class _Blank(dict[str, Any]):
    """An answer whose fields are all there, and empty."""

    def __missing__(self, key: str) -> Any:  # noqa: ANN401  (whatever the command expects)
        return ""


class _StandIn:
    """An answer that nobody gave."""

    status = HTTPStatus.NO_CONTENT
    reason = ""
    headers: Mapping[str, str] = {}

    def __init__(self, answer: Mapping[str, object], stream: bytes = b"") -> None:
        self._answer = answer
        self._stream = stream

    def read(self) -> bytes:
        return b""

    def json(self, kind: type) -> object:
        return _Blank(self._answer) if kind is dict else []

    def read1(self, _size: int = 0) -> bytes:
        return b""

    def chunks(self) -> Iterator[bytes]:
        return iter([self._stream] if self._stream else [])

    def close(self) -> None:
        return


class _Silence:
    """A stream that has ended."""

    content_type = ""

    def read1(self, _size: int = 0) -> bytes:
        return b""

    def write(self, data: bytes) -> None:  # noqa: ARG002  (as connections have it)
        return

    def close_write(self) -> None:
        return

    def close(self) -> None:
        return


class RehearsedEngine(Engine):
    """An engine whose ``plan`` takes note of each request; only those that change nothing are sent."""

    def __init__(self, address: Address, plan: list[PlannedRequest], **settings: Any) -> None:  # noqa: ANN401  (Engine's)
        super().__init__(address, **settings)
        self._plan = plan
        self._noting = Lock()
        self._pulled: set[str] = set()

    def request(  # noqa: PLR0913  (the base class's)
        self,
        method: str,
        path: str,
        *,
        query: Query | None = None,
        payload: object = None,
        data: bytes | Iterable[bytes] | None = None,
        headers: Mapping[str, str] | None = None,
        timeout: float | None = ANSWER_TIMEOUT,
    ) -> Response:
        """Take note of a request, and answer it; raises what the engine would, as far as that can be known."""
        if path == "/containers/create" and isinstance(payload, Mapping):
            self._check_image(str(payload["Image"]))
        planned = PlannedRequest(
            self.address,
            method,
            f"/v{self.api_version}{path}",
            query or {},
            self._headers | dict(headers or {}),
            payload,
            sends_data=data is not None,
        )
        with self._noting:
            self._plan.append(planned)
        if path == "/events" and query and '"container": {' in query.get("filters", ""):
            return _StandIn({}, _ENDED)  # type: ignore[return-value]  # as below
        streams = method == "GET" and bool(_STREAMS.search(path))
        if (streams or path == "/auth") and current_thread() is main_thread():
            raise EndOfRehearsal
        if path == "/images/create" and query:
            self._pulled.add(f"{query.get('fromImage')}:{query.get('tag')}")
        unknown = CONTAINER in path or PROCESS in path
        if method in {"GET", "HEAD"} and not unknown and not streams and not _LOGS.search(path):
            return super().request(method, path, query=query, payload=payload, headers=headers, timeout=timeout)
        answer = next(
            (answer for verb, pattern, answer in _ANSWERS if verb == method and re.fullmatch(pattern, path)),
            {},
        )
        return _StandIn(answer)  # type: ignore[return-value]  # as far as it is used

    def upgrade(self, path: str, *, query: Query, payload: object = None) -> UpgradedConnection:
        """Take note of a request for a stream, and return one that has ended."""
        planned = PlannedRequest(
            self.address,
            "POST",
            f"/v{self.api_version}{path}",
            query,
            self._headers,
            payload,
            upgrades=True,
        )
        with self._noting:
            self._plan.append(planned)
        return _Silence()  # type: ignore[return-value]  # as far as it is used

    def _check_image(self, image: str) -> None:
        """Raise NotFoundError for an image that is neither here nor would have been pulled."""
        from dockctl.engine.reference import parse_any_reference

        reference = parse_any_reference(image)
        if reference and f"{reference.name}:{reference.digest or reference.tag}" in self._pulled:
            return
        try:
            super().request("GET", image_path(image, "/json")).read()
        except NotFoundError as error:
            raise NotFoundError(error.status, f"No such image: {image}") from error
