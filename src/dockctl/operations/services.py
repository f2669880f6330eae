"""Containers that a swarm looks after: whoever ends one should know that another will come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dockctl.errors import DockctlError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dockctl.session import Session

_LABEL = "com.docker.swarm.service.name"


def warn_of_services(session: Session, containers: Sequence[str]) -> None:
    """Say on stderr which of ``containers`` belong to a service; where that can't be found out nothing is said."""
    try:
        looked_after = session.engine.containers.list(all_=True, filters={"label": [_LABEL]})
    except DockctlError:
        return  # what is asked for next will say what is wrong
    services: dict[str, str] = {}
    for summary in looked_after:
        service = (summary["Labels"] or {}).get(_LABEL, "")
        names = [name.removeprefix("/") for name in summary["Names"] or []]
        for container in containers:
            if container in names or (container and summary["Id"].startswith(container)):
                services[container] = service
    for container, service in services.items():
        session.warn(
            f"WARNING: {container} belongs to the service {service}, which will start another in its place;"
            f" to end it: dockctl service scale {service}=0"
        )
