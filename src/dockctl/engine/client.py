"""One engine: the API version both sides speak, and the resources it offers."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from functools import cached_property
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import unquote

from dockctl import __version__
from dockctl.engine.version import MAXIMUM, MINIMUM, ApiVersion, parse_version
from dockctl.errors import DockctlError, EngineError, EngineUnreachableError, NotFoundError, RedirectError
from dockctl.late import late_pattern

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from dockctl.engine.containers import Containers
    from dockctl.engine.exec import Exec
    from dockctl.engine.files import Files
    from dockctl.engine.images import Images
    from dockctl.engine.networks import Networks
    from dockctl.engine.objects import Objects
    from dockctl.engine.swarm import Swarm
    from dockctl.engine.system import System
    from dockctl.engine.volumes import Volumes
    from dockctl.transport.address import Address
    from dockctl.transport.hijack import UpgradedConnection
    from dockctl.transport.http import HttpTransport, Query, Response

ANSWER_TIMEOUT = 60.0
USER_AGENT = f"dockctl/{__version__}"
_SUBJECT = late_pattern(r"/(?:containers|networks|volumes|services)/([^/?]+)")
_OPERATIONS = {"create", "json", "prune"}  # which stand where a name would
_VERSION_REFUSED = late_pattern(
    r"client version \S+ is too (?:old|new)\. (?:Minimum|Maximum) supported API version is (\d+\.\d+)",
)


class Engine:
    """An engine at ``address``; nothing is sent before the first operation.

    ``api_version`` pins the version, which is otherwise agreed with the engine: the highest both know.
    ``headers`` go with every request. ``advise`` is asked for a hint when the engine can't be reached; "" leaves
    the usual one. ``alone``: this process will never talk to anybody else. May be shared by threads.
    """

    def __init__(
        self,
        address: Address,
        *,
        api_version: str = "",
        headers: Mapping[str, str] | None = None,
        advise: Callable[[], str] | None = None,
        alone: bool = False,
    ) -> None:
        self._advise = advise
        self._alone = alone
        self.address = address
        self.server = ""  # how the engine names itself in its answers
        self._pinned = parse_version(api_version) if api_version else None
        self._headers = dict(headers or {})
        self._agreed: ApiVersion | None = None
        self._agreement = threading.Lock()
        self._lock = threading.Lock()
        self._opened: HttpTransport | None = None

    @cached_property
    def containers(self) -> Containers:
        """The operations on containers."""
        from dockctl.engine.containers import Containers

        return Containers(self)

    @cached_property
    def images(self) -> Images:
        """The operations on images."""
        from dockctl.engine.images import Images

        return Images(self)

    @cached_property
    def exec(self) -> Exec:
        """The operations on processes in containers."""
        from dockctl.engine.exec import Exec

        return Exec(self)

    @cached_property
    def files(self) -> Files:
        """The operations on containers' file systems."""
        from dockctl.engine.files import Files

        return Files(self)

    @cached_property
    def networks(self) -> Networks:
        """The operations on networks."""
        from dockctl.engine.networks import Networks

        return Networks(self)

    @cached_property
    def objects(self) -> Objects:
        """What the engine knows of each object, of whatever kind."""
        from dockctl.engine.objects import Objects

        return Objects(self)

    @cached_property
    def swarm(self) -> Swarm:
        """The operations on the swarm that this engine manages."""
        from dockctl.engine.swarm import Swarm

        return Swarm(self)

    @cached_property
    def volumes(self) -> Volumes:
        """The operations on volumes."""
        from dockctl.engine.volumes import Volumes

        return Volumes(self)

    @cached_property
    def system(self) -> System:
        """The operations on the engine itself."""
        from dockctl.engine.system import System

        return System(self)

    @property
    def api_version(self) -> ApiVersion:
        """The version that requests are made in; asks the engine (HEAD /_ping) unless pinned."""
        # No cached_property: up to Python 3.11 it locks all engines while one is being asked.
        with self._agreement:
            if self._agreed is None:
                self._agreed = self._pinned or self._agree()
            return self._agreed

    def _agree(self) -> ApiVersion:
        answer = self.call("HEAD", "/_ping", timeout=ANSWER_TIMEOUT)
        answer.read()
        self.server = answer.headers.get("Server", "")
        offered = answer.headers.get("Api-Version", "")
        # An engine that doesn't say is either ancient or behind a proxy that drops headers; the oldest
        # version works with the first, and the second says so in its 400, which request() understands.
        return min(MAXIMUM, parse_version(offered)) if offered else MINIMUM

    def require(self, what: str, version: str) -> None:
        """Raise DockctlError unless the engine's API has ``what``, a ``"--flag"`` or a command, since ``version``."""
        if self.api_version < parse_version(version):
            raise DockctlError(
                f"{what} requires API version {version}, but the Docker daemon API version is {self.api_version}",
            )

    @property
    def _transport(self) -> HttpTransport:
        with self._lock:  # threads share one
            if self._opened is None:
                from dockctl.transport.lean import import_requests

                address = self.address
                is_secure = address.tls is not None or address.proxy.startswith("https:")
                import_requests(secure=not self._alone or is_secure)
                from dockctl.transport.http import HttpTransport

                self._opened = HttpTransport(self.address, user_agent=USER_AGENT)
            return self._opened

    def call(self, method: str, path: str, *, timeout: float | None) -> Response:
        """Send a request to ``path`` as it is, without an API version; whatever the answer's status, return it."""
        with self._advised():
            return self._transport.send(method, path, headers=self._headers, timeout=timeout)

    @contextmanager
    def _advised(self) -> Iterator[None]:
        """Let who has made this object say what to do about an engine that can't be reached."""
        try:
            yield
        except EngineUnreachableError as error:
            if self._advise is not None:
                error.hint = self._advise() or error.hint
            raise

    def request(  # noqa: PLR0913  (an HTTP request has as many parts)
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
        """Send a request to ``path`` (without the version) and return the answer, its body unread.

        ``payload`` is sent as JSON, ``data`` as it is, piece by piece if it comes in pieces.

        Raises EngineError for an answer of 400 and above, and for a redirect; EngineUnreachableError when there is none.
        """
        headers = self._headers | dict(headers or {})
        target = f"/v{self.api_version}{path}"
        with self._advised():
            response = self._transport.send(
                method, target, query=query, payload=payload, data=data, headers=headers, timeout=timeout
            )
        self.server = response.headers.get("Server", self.server)
        if response.status < HTTPStatus.MULTIPLE_CHOICES or response.status == HTTPStatus.NOT_MODIFIED:
            return response
        error = engine_error(response.status, response.reason, response.read(), path)
        supported = _VERSION_REFUSED.search(error.reason)
        can_repeat = data is None or isinstance(data, bytes)
        if (
            can_repeat
            and self._pinned is None
            and supported
            and parse_version(supported[1]) != self.api_version
        ):
            self._pinned = self._agreed = parse_version(supported[1])
            return self.request(
                method,
                path,
                query=query,
                payload=payload,
                data=data,
                headers=headers,
                timeout=timeout,
            )
        raise error

    def upgrade(self, path: str, *, query: Query, payload: object = None) -> UpgradedConnection:
        """POST to ``path`` and return the connection as a two-way stream; raises as request() does."""
        from dockctl.transport.hijack import RefusedUpgradeError, upgrade

        headers = self._headers | {"User-Agent": USER_AGENT}
        target = f"/v{self.api_version}{path}"
        try:
            with self._advised():
                return upgrade(self.address, target, query=query, headers=headers, payload=payload)
        except RefusedUpgradeError as refusal:
            raise engine_error(refusal.status, refusal.reason, refusal.body, path) from refusal

    def close(self) -> None:
        """Close the idle connections."""
        if self._opened is not None:
            self._opened.close()


def engine_error(status: int, phrase: str, body: bytes, path: str) -> EngineError:
    """Return the error for an answer with an error ``status``, its HTTP reason ``phrase`` and ``body``."""
    from dockctl.engine.podman import error_text

    text = body.decode(errors="replace").strip()
    try:
        message = error_text(text)
    except ValueError:
        message = None
    reason = text if message is None else message
    if message == "":
        reason = f"API returned a {status} ({phrase}) but provided no error-message"
    if not reason:
        reason = (
            f"request returned {status} {phrase} for API route and version {path},"
            " check if the server supports the requested API version"
        )
    if status < HTTPStatus.BAD_REQUEST:
        return RedirectError(status, phrase)
    error = NotFoundError(status, reason) if status == HTTPStatus.NOT_FOUND else EngineError(status, reason)
    subject = _SUBJECT.match(path)
    if not subject or subject[1] in _OPERATIONS:
        return error
    return error.about(unquote(subject[1], errors="surrogateescape"))
