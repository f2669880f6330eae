"""What containers use of their machine, from the engine's figures."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dockctl.engine.progress import read_objects
from dockctl.errors import DockctlError, NotFoundError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dockctl.engine.client import Engine
    from dockctl.engine.containers import Containers

_SHORT_ID = 12
_PERCENT = 100.0


@dataclass(frozen=True)
class Sample:
    """Figures of one moment: processor in percent of one, memory, network and block devices in bytes.

    ``container`` is the name it was asked for by. ``known`` is False as long as there are no figures.
    """

    container: str
    id: str = ""
    name: str = ""
    processor: float = 0
    memory: int = 0
    memory_limit: int = 0
    received: int = 0
    sent: int = 0
    read: int = 0
    written: int = 0
    processes: int = 0
    known: bool = True

    @property
    def memory_share(self) -> float:
        """The memory in percent of its limit."""
        return self.memory / self.memory_limit * _PERCENT if self.memory_limit else 0.0


def to_sample(container: str, figures: dict[str, Any]) -> Sample:
    """Return the sample in one answer of GET /containers/{id}/stats."""
    networks: Iterable[dict[str, int]] = (figures.get("networks") or {}).values()
    blocks = (figures.get("blkio_stats") or {}).get("io_service_bytes_recursive") or []

    def moved(operation: str) -> int:
        return sum(entry["value"] for entry in blocks if entry["op"].lower() == operation)

    memory = figures.get("memory_stats") or {}
    traffic = list(networks)
    return Sample(
        container,
        id=figures.get("id") or "",
        name=(figures.get("name") or "").removeprefix("/"),
        processor=_processor(figures),
        memory=_used_memory(memory),
        memory_limit=memory.get("limit") or 0,
        received=sum(network["rx_bytes"] for network in traffic),
        sent=sum(network["tx_bytes"] for network in traffic),
        read=moved("read"),
        written=moved("write"),
        processes=(figures.get("pids_stats") or {}).get("current") or 0,
    )


def _processor(figures: dict[str, Any]) -> float:
    """Return the share of one processor that was used since the sample before, in percent."""
    now, before = figures.get("cpu_stats") or {}, figures.get("precpu_stats") or {}
    usage = now.get("cpu_usage") or {}
    used = (usage.get("total_usage") or 0) - ((before.get("cpu_usage") or {}).get("total_usage") or 0)
    elapsed = (now.get("system_cpu_usage") or 0) - (before.get("system_cpu_usage") or 0)
    processors = now.get("online_cpus") or len(usage.get("percpu_usage") or [])
    return used / elapsed * processors * _PERCENT if used > 0 and elapsed > 0 else 0.0


def _used_memory(memory: dict[str, Any]) -> int:
    """Return the memory in use, without file content that the kernel could drop at once."""
    usage: int = memory.get("usage") or 0
    details = memory.get("stats") or {}
    inactive: int = details.get("total_inactive_file") or details.get("inactive_file") or 0
    return usage - inactive if inactive < usage else usage


def sample_once(containers: Containers, container: str) -> Sample:
    """Return a container's figures, once there are two to compare."""
    figures: dict[str, Any] = containers.stats(container, stream=False).json(dict)
    return to_sample(container, figures)


class StatsWatch:
    """The latest figures of containers that may come and go; each is read in a thread of its own."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._lock = threading.Lock()
        self._latest: dict[str, Sample] = {}
        self._failure: DockctlError | None = None

    def samples(self) -> list[Sample]:
        """Return the latest sample of each, in the order they were added."""
        with self._lock:
            return list(self._latest.values())

    def check(self) -> None:
        """Raise DockctlError if the engine has gone."""
        if self._failure:
            raise self._failure

    def add(self, container: str) -> None:
        """Watch one more."""
        with self._lock:
            if container in self._latest:
                return
            self._latest[container] = Sample(container, known=False)
        threading.Thread(target=self._read, args=(container,), daemon=True, name="stats").start()

    def drop(self, container: str) -> None:
        """Watch one no longer."""
        with self._lock:
            self._latest.pop(container, None)

    def follow_events(self, *, all_: bool) -> None:
        """Add containers as they start (with ``all_`` as they are made), and drop them as they end or go."""
        arrival, departure = ("create", "destroy") if all_ else ("start", "die")
        filters = {"type": ["container"], "event": [arrival, departure]}
        events = self._engine.system.events(filters=filters)

        def follow() -> None:
            try:
                for event in events:
                    name = event["Actor"]["ID"][:_SHORT_ID]
                    (self.add if event["Action"] == arrival else self.drop)(name)
            except DockctlError as error:
                self._failure = error

        threading.Thread(target=follow, daemon=True, name="stats-events").start()

    def _read(self, container: str) -> None:
        try:
            for figures in read_objects(self._engine.containers.stats(container).chunks()):
                with self._lock:
                    if container not in self._latest:
                        return
                    self._latest[container] = to_sample(container, figures)
        except NotFoundError:
            pass
        except DockctlError as error:
            self._failure = error
        with self._lock:
            if container in self._latest:
                last = self._latest[container]
                self._latest[container] = Sample(container, id=last.id, name=last.name, known=False)
