"""Which commands there are: their modules, their names, and what the help says of them.

Data alone: nothing that is named here is imported before it is called.
"""

from __future__ import annotations

from typing import NamedTuple

COMMON = "Common Commands"
CONTAINERS = "Containers"
IMAGES = "Images"
ENGINE = "Engine and Registries"
MANAGEMENT = "Management Commands"
HEADINGS = (COMMON, CONTAINERS, IMAGES, ENGINE, MANAGEMENT)


class Entry(NamedTuple):
    """A command: the module (and function) it is, its names, where the help lists the short one, what it does.

    ``names`` are separated by commas, as are the ``more`` that work as well and are not listed.
    ``takes_rest``: everything after its first argument belongs to that, as in ``run IMAGE COMMAND``. ``is_local``: it
    changes the user's files and asks no engine. ``since``: the API version that brought the command, where that is above
    the lowest this client speaks; ``newer``: the same for its flags.
    """

    module: str
    names: str
    heading: str
    summary: str
    more: str = ""
    takes_rest: bool = False
    is_local: bool = False
    since: str = ""
    newer: str = ""

    @property
    def newer_flags(self) -> dict[str, str]:
        """The flags that not every engine understands → the API version they came with."""
        words = self.newer.split()
        return dict(zip(words[::2], words[1::2], strict=True))

    @property
    def paths(self) -> list[str]:
        """All its names, those below a group first, as docker lists them."""
        return sorted(_split(self.names) + _split(self.more), key=lambda path: " " not in path)


_FOR_CREATE = (
    "annotation 1.43 cgroupns 1.41 cpu-rt-period 1.25 cpu-rt-runtime 1.25 cpus 1.25 gpus 1.40 health-start-interval 1.44"
    " health-start-period 1.29 init 1.25 platform 1.32 stop-timeout 1.25"
)
COMMANDS = (
    Entry("run", "run, container run", COMMON, "Create and run a new container from an image", takes_rest=True, newer=_FOR_CREATE),
    Entry("ps", "ps, container ls", COMMON, "List containers", "container list, container ps"),
    Entry("stop", "stop, container stop", COMMON, "Stop one or more running containers"),
    Entry("logs", "logs, container logs", COMMON, "Fetch the logs of one or more containers", newer="until 1.35"),
    Entry("pull", "pull, image pull", COMMON, "Download one or more images from a registry", newer="platform 1.32"),
    Entry("commit", "commit, container commit", COMMON, "Create a new image from a container's changes", takes_rest=True),
    Entry("images", "images, image ls", COMMON, "List images", "image list", newer="tree 1.47"),
    Entry("attach", "attach, container attach", CONTAINERS, "Attach local standard input, output, and error streams to a running container"),
    Entry("cp", "cp, container cp", CONTAINERS, "Copy files/folders between a container and the local filesystem"),
    Entry("create", "create, container create", CONTAINERS, "Create a new container", takes_rest=True, newer=_FOR_CREATE),
    Entry("diff", "diff, container diff", CONTAINERS, "Inspect changes to files or directories on a container's filesystem"),
    Entry("exec", "exec, container exec", CONTAINERS, "Execute a command in a running container", takes_rest=True, newer="env 1.25 env-file 1.25 workdir 1.35"),
    Entry("export", "export, container export", CONTAINERS, "Export a container's filesystem as a tar archive"),
    Entry("inspect", "inspect", CONTAINERS, "Return low-level information on Docker objects"),
    Entry("kill", "kill, container kill", CONTAINERS, "Kill one or more running containers"),
    Entry("pause", "pause, container pause", CONTAINERS, "Pause all processes within one or more containers"),
    Entry("port", "port, container port", CONTAINERS, "List port mappings or a specific mapping for the container"),
    Entry("rename", "rename, container rename", CONTAINERS, "Rename a container"),
    Entry("restart", "restart, container restart", CONTAINERS, "Restart one or more containers"),
    Entry("rm", "rm, container rm", CONTAINERS, "Remove one or more containers", "container remove"),
    Entry("start", "start, container start", CONTAINERS, "Start one or more stopped containers"),
    Entry("stats", "stats, container stats", CONTAINERS, "Display a live stream of container(s) resource usage statistics"),
    Entry("top", "top, container top", CONTAINERS, "Display the running processes of a container", takes_rest=True),
    Entry("unpause", "unpause, container unpause", CONTAINERS, "Unpause all processes within one or more containers"),
    Entry("update", "update, container update", CONTAINERS, "Update configuration of one or more containers", newer="cpu-rt-period 1.25 cpu-rt-runtime 1.25 cpus 1.29 pids-limit 1.40"),
    Entry("wait", "wait, container wait", CONTAINERS, "Block until one or more containers stop, then print their exit codes"),
    Entry("container_inspect", "container inspect", CONTAINERS, "Display detailed information on one or more containers"),
    Entry("container_prune", "container prune", CONTAINERS, "Remove all stopped containers", since="1.25"),
    Entry("history", "history, image history", IMAGES, "Show the history of an image", newer="platform 1.48"),
    Entry("import_", "import, image import", IMAGES, "Import the contents from a tarball to create a filesystem image", newer="platform 1.32"),
    Entry("load", "load, image load", IMAGES, "Load an image from a tar archive or STDIN", newer="platform 1.48"),
    Entry("push", "push, image push", IMAGES, "Upload an image to a registry", newer="platform 1.46"),
    Entry("rmi", "rmi, image rm", IMAGES, "Remove one or more images", "image remove", newer="platform 1.50"),
    Entry("save", "save, image save", IMAGES, "Save one or more images to a tar archive (streamed to STDOUT by default)", newer="platform 1.48"),
    Entry("search", "search", IMAGES, "Search Docker Hub for images"),
    Entry("tag", "tag, image tag", IMAGES, "Create a tag TARGET_IMAGE that refers to SOURCE_IMAGE", takes_rest=True),
    Entry("image_inspect", "image inspect", IMAGES, "Display detailed information on one or more images", newer="platform 1.49"),
    Entry("image_prune", "image prune", IMAGES, "Remove unused images", since="1.25"),
    Entry("doctor", "doctor", ENGINE, "Find out which engines there are, and what is wrong with them"),
    Entry("events", "events, system events", ENGINE, "Get real time events from the server"),
    Entry("info", "info, system info", ENGINE, "Display system-wide information"),
    Entry("login", "login", ENGINE, "Authenticate to a registry"),
    Entry("logout", "logout", ENGINE, "Log out from a registry", is_local=True),
    Entry("version", "version", ENGINE, "Show the dockctl and engine version information"),
    Entry("context_create", "context create", MANAGEMENT, "Create a context", is_local=True),
    Entry("context_export", "context export", MANAGEMENT, "Export a context to a tar archive FILE or a tar stream on STDOUT", is_local=True),
    Entry("context_import", "context import", MANAGEMENT, "Import a context from a tar or zip file", is_local=True),
    Entry("context_inspect", "context inspect", MANAGEMENT, "Display detailed information on one or more contexts"),
    Entry("context_ls", "context ls", MANAGEMENT, "List contexts", "context list"),
    Entry("context_rm", "context rm", MANAGEMENT, "Remove one or more contexts", "context remove", is_local=True),
    Entry("context_show", "context show", MANAGEMENT, "Print the name of the current context"),
    Entry("context_update", "context update", MANAGEMENT, "Update a context", is_local=True),
    Entry("context_use", "context use", MANAGEMENT, "Set the current docker context", is_local=True),
    Entry("network_connect", "network connect", MANAGEMENT, "Connect a container to a network"),
    Entry("network_create", "network create", MANAGEMENT, "Create a network", newer="attachable 1.25 config-from 1.30 config-only 1.30 ingress 1.29 scope 1.30"),
    Entry("network_disconnect", "network disconnect", MANAGEMENT, "Disconnect a container from a network"),
    Entry("network_inspect", "network inspect", MANAGEMENT, "Display detailed information on one or more networks"),
    Entry("network_ls", "network ls", MANAGEMENT, "List networks", "network list"),
    Entry("network_prune", "network prune", MANAGEMENT, "Remove all unused networks", since="1.25"),
    Entry("network_rm", "network rm", MANAGEMENT, "Remove one or more networks", "network remove"),
    Entry("node_ls", "node ls", MANAGEMENT, "List nodes in the swarm", "node list"),
    Entry("service_logs", "service logs", MANAGEMENT, "Fetch the logs of a service or task", since="1.29", newer="details 1.30 raw 1.30"),
    Entry("service_ls", "service ls", MANAGEMENT, "List services", "service list"),
    Entry("service_ps", "service ps", MANAGEMENT, "List the tasks of one or more services"),
    Entry("service_scale", "service scale", MANAGEMENT, "Scale one or multiple replicated services", newer="detach 1.29"),
    Entry("system_df", "system df", MANAGEMENT, "Show docker disk usage", since="1.25"),
    Entry("system_prune", "system prune", MANAGEMENT, "Remove unused data", since="1.25", newer="filter 1.28"),
    Entry("volume_create", "volume create", MANAGEMENT, "Create a volume", newer="availability 1.42 group 1.42 limit-bytes 1.42 required-bytes 1.42 scope 1.42 secret 1.42 sharing 1.42 topology-preferred 1.42 topology-required 1.42 type 1.42"),
    Entry("volume_inspect", "volume inspect", MANAGEMENT, "Display detailed information on one or more volumes"),
    Entry("volume_ls", "volume ls", MANAGEMENT, "List volumes", "volume list", newer="cluster 1.42"),
    Entry("volume_prune", "volume prune", MANAGEMENT, "Remove unused local volumes", since="1.25", newer="all 1.42"),
    Entry("volume_rm", "volume rm", MANAGEMENT, "Remove one or more volumes", "volume remove", newer="force 1.25"),
    Entry("complete", "", ENGINE, "Print the names that a word on the command line may become", "__complete"),
)  # fmt: skip
GROUPS = {
    "container": "Manage containers",
    "context": "Manage contexts",
    "image": "Manage images",
    "network": "Manage networks",
    "node": "List the nodes of a swarm",
    "service": "Look after a swarm's services",
    "system": "Manage the engine",
    "volume": "Manage volumes",
}
_BUILDING = (
    'build elsewhere ("docker buildx build", "buildah build"), or make an image of a container: dockctl commit'
)
_SWARM = "dockctl looks after containers: use docker to make and change swarms"
# Commands of docker's that are not here: what to do instead.
ELSEWHERE = {
    "build": _BUILDING,
    "image build": _BUILDING,
    "builder": _BUILDING,
    "buildx": _BUILDING,
    "bake": _BUILDING,
    "checkpoint": 'use "docker checkpoint" (an experiment of the engine\'s)',
    "compose": 'use "docker compose" or "podman compose"',
    "config": _SWARM,
    "manifest": 'use "docker manifest" or "skopeo"',
    "plugin": 'use "docker plugin"',
    "scout": 'use "docker scout"',
    "secret": _SWARM,
    **{f"service {name}": _SWARM for name in ("create", "inspect", "rm", "rollback", "update")},
    **{f"node {name}": _SWARM for name in ("demote", "inspect", "promote", "ps", "rm", "update")},
    "stack": _SWARM,
    "swarm": _SWARM,
    "trust": 'signatures are kept by other programs today, such as "cosign"',
    "volume update": "only the volumes of a swarm can be updated: use docker for swarms",
}


def _split(names: str) -> list[str]:
    return [name.strip() for name in names.split(",") if name.strip()]


# Every name a user may type → its entry.
PATHS = {path: entry for entry in COMMANDS for path in entry.paths}
LISTED = {path: entry for entry in COMMANDS for path in _split(entry.names)}
