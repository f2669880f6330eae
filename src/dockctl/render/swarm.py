"""Nodes, services and tasks of a swarm as rows."""

from __future__ import annotations

import time
from datetime import datetime
from typing import TYPE_CHECKING

from dockctl.engine.reference import parse_reference
from dockctl.errors import InvalidReferenceError
from dockctl.render.rows import JsonRow, RowFormat
from dockctl.render.text import short_id, shorten
from dockctl.render.units import human_duration

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dockctl.engine.payloads.swarm import Node, Service, Task

NODES = RowFormat(
    headers={
        "ID": "ID",
        "Marked": "ID",
        "Self": "SELF",
        "Hostname": "HOSTNAME",
        "Status": "STATUS",
        "Availability": "AVAILABILITY",
        "ManagerStatus": "MANAGER STATUS",
        "TLSStatus": "TLS STATUS",
        "EngineVersion": "ENGINE VERSION",
    },
    json_fields=(
        "Availability", "EngineVersion", "Hostname", "ID", "ManagerStatus", "Self", "Status", "TLSStatus",
    ),
    fields=("Marked", "Hostname", "Status", "Availability", "ManagerStatus", "EngineVersion"),
    raw="node_id: {{.ID}}\nhostname: {{.Hostname}}\nstatus: {{.Status}}\navailability: {{.Availability}}\n"
    "manager_status: {{.ManagerStatus}}\n",
    identity=("ID", "node_id"),
)  # fmt: skip
SERVICES = RowFormat(
    headers={
        "ID": "ID",
        "Name": "NAME",
        "Mode": "MODE",
        "Replicas": "REPLICAS",
        "Image": "IMAGE",
        "Ports": "PORTS",
    },
    json_fields=("ID", "Image", "Mode", "Name", "Ports", "Replicas"),
    fields=("ID", "Name", "Mode", "Replicas", "Image", "Ports"),
    raw="id: {{.ID}}\nname: {{.Name}}\nmode: {{.Mode}}\nreplicas: {{.Replicas}}\nimage: {{.Image}}\nports: {{.Ports}}\n",
    identity=("ID", "id"),
)
TASKS = RowFormat(
    headers={
        "ID": "ID",
        "Name": "NAME",
        "Indented": "NAME",
        "Image": "IMAGE",
        "Node": "NODE",
        "DesiredState": "DESIRED STATE",
        "CurrentState": "CURRENT STATE",
        "Error": "ERROR",
        "Ports": "PORTS",
    },
    json_fields=("CurrentState", "DesiredState", "Error", "ID", "Image", "Name", "Node", "Ports"),
    fields=("ID", "Indented", "Image", "Node", "DesiredState", "CurrentState", "Error", "Ports"),
)
_ERROR_WIDTH = 30


class NodeRow(JsonRow):
    """A node; ``own`` tells whether it is the engine that was asked."""

    kind = NODES
    go_type = "*node.nodeContext"

    def __init__(self, node: Node, *, own: bool) -> None:
        self._node = node
        self.Self = own

    @property
    def ID(self) -> str:
        """The node's ID, whole."""
        return self._node["ID"]

    @property
    def Marked(self) -> str:
        """The ID, with a star behind that of the engine that was asked."""
        return f"{self.ID} *" if self.Self else self.ID

    @property
    def Hostname(self) -> str:
        """The machine's name."""
        return str(self._node["Description"].get("Hostname", ""))

    @property
    def Status(self) -> str:
        """Whether it is there."""
        return str(self._node["Status"].get("State", "")).capitalize()

    @property
    def Availability(self) -> str:
        """Whether it takes tasks."""
        return str(self._node["Spec"].get("Availability", "")).capitalize()

    @property
    def ManagerStatus(self) -> str:
        """Whether it leads the swarm, or may; "" for a worker."""
        status = self._node.get("ManagerStatus") or {}
        return "Leader" if status.get("Leader") else str(status.get("Reachability", "")).capitalize()

    @property
    def TLSStatus(self) -> str:
        """Whether its certificates are those of the swarm as it is now."""
        return "Ready" if self._node["Description"].get("TLSInfo") else "Unknown"

    @property
    def EngineVersion(self) -> str:
        """Its engine's version."""
        return str((self._node["Description"].get("Engine") or {}).get("EngineVersion", ""))


class ServiceRow(JsonRow):
    """A service."""

    kind = SERVICES
    go_type = "*service.serviceContext"

    def __init__(self, service: Service) -> None:
        self._service = service
        self._mode: Mapping[str, object] = service["Spec"].get("Mode") or {}

    @property
    def ID(self) -> str:
        """The beginning of its ID."""
        return short_id(self._service["ID"])

    @property
    def Name(self) -> str:
        """Its name."""
        return str(self._service["Spec"]["Name"])

    @property
    def Mode(self) -> str:
        """How its tasks are spread: replicated, global, or a job's way."""
        names = {"Global": "global", "ReplicatedJob": "replicated job", "GlobalJob": "global job"}
        return next((text for name, text in names.items() if self._mode.get(name) is not None), "replicated")

    @property
    def Replicas(self) -> str:
        """Tasks that run, of those that are wanted."""
        status = self._service.get("ServiceStatus") or {}
        return f"{status.get('RunningTasks', 0)}/{status.get('DesiredTasks', 0)}"

    @property
    def Image(self) -> str:
        """The image of its containers, without a digest."""
        return plain_image(self._service["Spec"]["TaskTemplate"])

    @property
    def Ports(self) -> str:
        """Ports that all machines of the swarm publish."""
        ports = (self._service.get("Endpoint") or {}).get("Ports") or []
        shown = [
            f"*:{port['PublishedPort']}->{port['TargetPort']}/{port['Protocol']}"
            for port in ports
            if port.get("PublishMode", "ingress") == "ingress"
        ]
        return ", ".join(shown)


def plain_image(template: Mapping[str, Mapping[str, str]], *, whole: bool = False) -> str:
    """Return the image of a task's template, in short and without its digest unless ``whole``."""
    image = (template.get("ContainerSpec") or {}).get("Image", "")
    try:
        reference = parse_reference(image)
    except InvalidReferenceError:
        return image
    return reference.familiar if whole else reference.familiar.partition("@")[0]


class TaskRow(JsonRow):
    """A task, called ``name``, on the node called ``node``; ``former``: another has taken its place."""

    kind = TASKS
    go_type = "*task.taskContext"

    def __init__(self, task: Task, name: str, node: str, *, former: bool, truncate: bool = True) -> None:
        self._task = task
        self._former = former
        self._truncate = truncate
        self.Name = name
        self.Node = node

    @property
    def ID(self) -> str:
        """The task's ID."""
        return short_id(self._task["ID"]) if self._truncate else self._task["ID"]

    @property
    def Indented(self) -> str:
        """The name, set off below that of the task in its place."""
        return f" \\_ {self.Name}" if self._former else self.Name

    @property
    def Image(self) -> str:
        """The image of its container."""
        return plain_image(self._task["Spec"], whole=not self._truncate)

    @property
    def DesiredState(self) -> str:
        """What the swarm wants of it."""
        return self._task["DesiredState"].capitalize()

    @property
    def CurrentState(self) -> str:
        """What it does, and since when."""
        status = self._task["Status"]
        try:
            since = datetime.fromisoformat(status["Timestamp"]).timestamp()
        except (KeyError, ValueError):
            return str(status.get("State", "")).capitalize()
        return f"{status['State'].capitalize()} {human_duration(time.time() - since).lower()} ago"

    @property
    def Error(self) -> str:
        """Why it has failed."""
        text = str(self._task["Status"].get("Err", ""))
        if not text:
            return ""
        return f'"{shorten(text, _ERROR_WIDTH) if self._truncate else text}"'

    @property
    def Ports(self) -> str:
        """Ports of its own machine that lead to it."""
        ports = (self._task["Status"].get("PortStatus") or {}).get("Ports") or []
        return ",".join(f"*:{port['PublishedPort']}->{port['TargetPort']}/{port['Protocol']}" for port in ports)
