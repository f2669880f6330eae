"""What ``run --result`` says of its container: also of one that is removed at its end."""

from __future__ import annotations

import signal
import time
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from dockctl.engine.images import registry_digest_of
from dockctl.errors import EXIT_SIGNAL, DockctlError
from dockctl.operations.attaching import Launch, LaunchRecord
from dockctl.results.writing import written

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dockctl.session import Session


@contextmanager
def recorded_container(session: Session, target: str, image: str) -> Iterator[ContainerRecord]:
    """Give the record of a run, which is written to ``target`` in the end."""
    facts = ContainerRecord(session, image)
    with written(target, "run") as record:
        record.finish = facts.at_end
        try:
            yield facts
            facts.has_status = True
        finally:
            record.exit_status = facts.exit_status


class ContainerRecord(LaunchRecord):
    """What a record says of a container that this process has made: also of one that is removed at its end."""

    def __init__(self, session: Session, image: str) -> None:
        self.launch = Launch(session, removed=False)
        self.has_status = False
        self._session = session
        self._since = str(int(time.time()))
        self._facts: dict[str, object] = {"id": "", "name": "", "image": image, "image_digest": None}

    def note_created(self) -> None:
        """Ask for what is known once it has been made."""
        details = self._session.engine.containers.inspect(self.launch.container_id)
        self._facts["name"] = details["Name"].lstrip("/")
        image: dict[str, Any] = self._session.engine.objects.inspect("image", details["Image"])
        self._facts["image_digest"] = registry_digest_of(image) or None

    def at_end(self) -> dict[str, object]:
        """Return all fields: how far it has come, and how it ended."""
        ending: dict[str, object] = {
            "container_exit_status": None,
            "signal": None,
            "oom_killed": None,
            "container_started_at": None,
            "container_finished_at": None,
        }
        known = {"phase": self.launch.phase} | self._facts | {"id": self.launch.container_id}
        if not self.launch.container_id:
            return known | ending
        with suppress(DockctlError):
            ending |= self._from_state() or self._from_events()
        if ending["container_exit_status"] is None and self.launch.phase == "done" and self.has_status:
            # It is gone, and the engine remembers nothing (Podman).
            ending["container_exit_status"] = self.exit_status
        status = ending["container_exit_status"]
        if isinstance(status, int) and EXIT_SIGNAL < status <= EXIT_SIGNAL + signal.SIGSYS:
            ending["signal"] = signal.Signals(status - EXIT_SIGNAL).name
        return known | ending

    def _from_state(self) -> dict[str, object]:
        """Return how the container ended; nothing if it is gone or runs."""
        try:
            state = self._session.engine.containers.inspect(self.launch.container_id)["State"]
        except DockctlError:
            return {}
        ended = not state["Running"] and state.get("Status") != "created"
        return {
            "container_exit_status": state["ExitCode"] if ended else None,
            "oom_killed": state.get("OOMKilled", False),
            "container_started_at": _time(state["StartedAt"]),
            "container_finished_at": _time(state["FinishedAt"]) if ended else None,
        }

    def _from_events(self) -> dict[str, object]:
        """Return the same of a container that is gone, from what the engine remembers of it."""
        filters = {"container": [self.launch.container_id], "event": ["start", "die", "oom"]}
        now = f"{time.time():.9f}"
        facts: dict[str, object] = {"oom_killed": False}
        for event in self._session.engine.system.events(since=self._since, until=now, filters=filters):
            moment = datetime.fromtimestamp(event.get("timeNano", 0) / 1e9, UTC).isoformat()
            if event["Action"] == "start":
                facts["container_started_at"] = moment
            elif event["Action"] == "oom":
                facts["oom_killed"] = True
            else:
                facts["container_finished_at"] = moment
                facts["container_exit_status"] = int((event["Actor"]["Attributes"] or {}).get("exitCode", -1))
        return facts


def _time(text: str) -> str | None:
    return None if text.startswith("0001-") else text
