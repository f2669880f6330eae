"""``run --replace``: a new container takes the name of an old one, which comes back if the new one doesn't come up.

The new one is made under another name first: what is wrong with its image or its flags leaves the old one running.
"""

from __future__ import annotations

import secrets
from contextlib import suppress
from typing import TYPE_CHECKING, Self

from dockctl.errors import DockctlError, NotFoundError
from dockctl.interruption import held_signals

if TYPE_CHECKING:
    from dockctl.engine.payloads.containers import ContainerInspectResponse
    from dockctl.session import Session


class Replacement:
    """The way from an old container called ``name`` to a new one; without an old one there is nothing to do.

    Leaving it by an exception before settle() removes the new one and brings the old one back.
    """

    def __init__(self, session: Session, name: str) -> None:
        self._session = session
        self._containers = session.engine.containers
        self._name = name
        self._mark = secrets.token_hex(4)
        self._new_id = ""
        self._old: ContainerInspectResponse | None = None
        with suppress(NotFoundError):
            self._old = self._containers.inspect(name)

    @property
    def name_to_create(self) -> str:
        """What the new container is called until it takes the name."""
        return f"{self._name}-{self._mark}" if self._old else self._name

    def __enter__(self) -> Self:
        return self

    def swap(self, new_id: str) -> None:
        """Stop the old container, put it aside and give its name to the new one."""
        old = self._old
        if old is None:
            return
        self._new_id = new_id
        if old["HostConfig"].get("AutoRemove"):
            self._session.warn(
                f"WARNING: {self._name} is removed when it stops (--rm): it can't come back if the new one fails"
            )
        with suppress(NotFoundError):  # it has ended, and was to be removed then
            self._containers.stop(old["Id"])
        with held_signals():
            with suppress(NotFoundError):  # it was to be removed at its end
                self._containers.rename(old["Id"], f"{self._name}-old-{self._mark}")
            self._containers.rename(new_id, self._name)

    def settle(self) -> None:
        """Remove the old container: the new one is up. Its volumes stay."""
        old, self._old = self._old, None
        if old is not None:
            with suppress(NotFoundError):
                self._containers.remove(old["Id"], force=True)

    def __exit__(self, kind: object, *_: object) -> None:
        if kind is None or self._old is None or not self._new_id:
            return
        with held_signals():
            try:
                self._bring_back(self._old)
            except DockctlError as error:
                self._session.warn(
                    f"WARNING: {self._name} could not be brought back: {error.message}"
                    f" (it is {self._name}-old-{self._mark}, or {self._old['Id'][:12]})"
                )

    def _bring_back(self, old: ContainerInspectResponse) -> None:
        with suppress(NotFoundError):
            self._containers.remove(self._new_id, force=True)
        if self._containers.inspect(old["Id"])["Name"].lstrip("/") != self._name:
            self._containers.rename(old["Id"], self._name)
        if old["State"]["Running"]:
            self._containers.start(old["Id"])
        state = "and runs again" if old["State"]["Running"] else "as it was"
        self._session.warn(f"{self._name} is back {state}")
