"""Whatever the engine keeps, by name: the operations that return everything it knows of one object."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from dockctl.engine.paths import image_path, object_path
from dockctl.errors import DockctlError, EngineError
from dockctl.letters import trim

if TYPE_CHECKING:
    from dockctl.engine.client import Engine

# kind → its collection in the API; in the order in which a name is looked for among them.
COLLECTIONS = {
    "container": "containers",
    "image": "images",
    "network": "networks",
    "volume": "volumes",
    "service": "services",
    "task": "tasks",
    "node": "nodes",
    "plugin": "plugins",
    "secret": "secrets",
    "config": "configs",
}
_WITH_JSON = {"container", "image", "plugin"}
# What an engine says for kinds of objects it has none of: it is no swarm manager, or too old to know them.
_NONE_HERE = {HTTPStatus.NOT_FOUND, HTTPStatus.SERVICE_UNAVAILABLE, HTTPStatus.NOT_ACCEPTABLE}


class Objects:
    """The objects of an engine, of all kinds."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def inspect(
        self,
        kind: str,
        name: str,
        *,
        size: bool = False,
        verbose: bool = False,
        platform: str = "",
    ) -> dict[str, Any]:
        """GET /{collection}/{name}, for containers, images and plugins with /json behind.

        ``size`` counts the bytes of a container, which is slow; ``verbose`` tells more of a swarm's network;
        ``platform`` (JSON, API 1.49) chooses one of an image's.
        """
        operation = "/json" if kind in _WITH_JSON else ""
        if kind == "image" and not name:
            raise DockctlError("Error: No such image: ")
        path = (
            image_path(name, operation)
            if kind == "image"
            else object_path(COLLECTIONS[kind], kind, name, operation)
        )
        query = {"size": "1"} if size else {}
        query |= {"verbose": "true"} if verbose else {}
        query |= {"platform": platform} if platform else {}
        query |= {"insertDefaults": "true"} if kind == "service" else {}
        answer: dict[str, Any] = self._engine.request("GET", path, query=query).json(dict)
        return answer

    def find(self, name: str, *, size: bool = False) -> tuple[str, dict[str, Any]]:
        """Return the kind of the first object called ``name``, and all of it; raises DockctlError for none.

        An engine refuses a name that an object of one kind can't have, as an image can have no capitals: another
        kind's can.
        """
        if not trim(name):
            return "container", self.inspect("container", name)
        refusals: list[EngineError] = []
        for kind in COLLECTIONS:
            try:
                return kind, self.inspect(kind, name, size=size and kind == "container")
            except EngineError as error:
                if error.status == HTTPStatus.BAD_REQUEST:
                    refusals.append(error)
                elif error.status not in _NONE_HERE:
                    raise
        if len(refusals) == len(COLLECTIONS):
            raise refusals[0]  # it is not the name that is wrong with them
        raise DockctlError(f"Error: No such object: {name}")
