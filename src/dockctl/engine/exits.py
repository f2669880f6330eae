"""The end of a container: asked for before it comes, so that none is missed.

Since API 1.30 an engine answers a wait at once and again when the container has ended. Before, its answer came at the
end alone, and nobody could know whether it had begun to watch: there the engine's events tell, as with docker's client.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, Protocol

from dockctl.engine.filters import encode_filters
from dockctl.engine.progress import read_objects
from dockctl.errors import DockctlError, NotFoundError, StreamError
from dockctl.late import late_pattern

if TYPE_CHECKING:
    from dockctl.engine.client import Engine
    from dockctl.engine.payloads.containers import ContainerState, WaitResponse
    from dockctl.transport.http import Response

Condition = Literal["not-running", "next-exit", "removed"]
WAIT_CONDITIONS = (1, 30)  # the API version since which a wait has a condition, and is answered at once
_WHOLE_ID = late_pattern("[0-9a-f]{64}")
_LOST = "the engine's events ended before the container did"


class PendingExit(Protocol):
    """A wait that the engine has taken note of: an exit from now on can't be missed."""

    def result(self) -> int:
        """Return the exit status, as soon as there is one; raises StreamError when waiting failed."""

    def cancel(self) -> None:
        """Stop waiting."""


class AwaitedExit:
    """The answer to a wait with a condition; ``removal`` is another that ends with the container."""

    def __init__(self, response: Response, removal: Response | None = None) -> None:
        self._response = response
        self._removal = removal  # its status counts for nothing

    def result(self) -> int:
        """Return the exit status, as soon as there is one; raises StreamError when waiting failed."""
        answer: WaitResponse = self._response.json(dict)
        error = answer.get("Error")
        if error and error.get("Message"):
            raise StreamError(error["Message"])
        if self._removal is not None:
            self._removal.read()
        return answer["StatusCode"]

    def cancel(self) -> None:
        """Stop waiting."""
        self._response.close()
        if self._removal is not None:
            self._removal.close()


class FollowedExit:
    """The exit of a container as the engine's events tell it, and its state where an event came too early for us."""

    def __init__(self, engine: Engine, container: str, condition: Condition) -> None:
        self._engine = engine
        self._condition = condition
        # Events are filtered by patterns: the whole ID matches one container alone.
        self._id = container if _WHOLE_ID.fullmatch(container) else engine.containers.inspect(container)["Id"]
        query = {"filters": encode_filters({"type": ["container"], "container": [self._id]})}
        if condition == "removed":
            query["since"] = "1"  # one that is removed at its end has not ended before
        self._response = engine.request("GET", "/events", query=query, timeout=None)
        try:
            self._before = self._state()
        except DockctlError:
            self.cancel()
            raise

    def result(self) -> int:
        """Return the exit status, as soon as there is one; raises StreamError when waiting failed."""
        try:
            return self._follow()
        finally:
            self.cancel()

    def _follow(self) -> int:
        status = self._known_status()
        if status is not None:
            return status
        for event in read_objects(self._response.chunks()):
            if event.get("Action") == "die":
                status = _exit_code(event)
                if self._condition != "removed":
                    return status
            elif event.get("Action") == "destroy":
                if status is None:
                    raise StreamError("the container was removed before its exit status was known")
                return status
        raise StreamError(_LOST)

    def _known_status(self) -> int | None:
        """Return the status of a container that has ended already; None while its end is awaited."""
        if self._condition == "removed":
            return None
        if self._condition == "not-running" and not self._before["Running"]:
            return self._before["ExitCode"]
        try:
            state = self._state()
        except NotFoundError:
            return None  # the events that are there already tell more
        has_ended = not state["Running"] and state["FinishedAt"] != self._before["FinishedAt"]
        return state["ExitCode"] if has_ended else None

    def _state(self) -> ContainerState:
        return self._engine.containers.inspect(self._id)["State"]

    def cancel(self) -> None:
        """Stop waiting."""
        self._response.close()


def _exit_code(event: dict[str, Any]) -> int:
    """Return the exit status in the event of a container's end; raises StreamError where there is none."""
    attributes = (event.get("Actor") or {}).get("Attributes") or {}
    try:
        return int(attributes["exitCode"])
    except (KeyError, ValueError, TypeError):
        raise StreamError("the engine's event of the container's end has no exit status") from None
