"""Every list, of an engine that is made up, as windows of four widths show it.

``python -m tests.tty.lists`` writes what they show now to lists.txt: to be read before it is kept.
"""

from __future__ import annotations

import json
import time
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

from dockctl.cli.table import PATHS
from dockctl.config.choice import EndpointOptions
from dockctl.session import Session
from dockctl.streams import RICH, Look, Output
from dockctl.visible import neutralise
from tests.fake import FakeEngine, answer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

EXPECTED = Path(__file__).with_name("lists.txt")
WIDTHS = (40, 80, 120, 200)
_AGO = time.time() - 7300  # two hours, and no test takes so long that docker would round that up to three
_MOMENT = datetime.fromtimestamp(_AGO, UTC).isoformat().replace("+00:00", "Z")
_DIGITS = "0123456789abcdef" * 4
_PING = b"HTTP/1.1 200 OK\r\nApi-Version: 1.47\r\nContent-Length: 0\r\n\r\n"


def _container(number: int, name: str, image: str, status: str, **others: object) -> dict[str, Any]:
    return {
        "Id": f"{number}{_DIGITS[1:]}", "Names": [f"/{name}"], "Image": image, "ImageID": f"sha256:{_DIGITS}",
        "Command": "docker-entrypoint.sh serve", "Created": int(_AGO), "Ports": [], "Labels": {},
        "State": status.split(maxsplit=1)[0].lower(), "Status": status, "SizeRw": 2048, "SizeRootFs": 8_000_000, **others,
    }  # fmt: skip


def _ports(*numbers: int) -> list[dict[str, object]]:
    return [
        {"IP": address, "PrivatePort": number, "PublicPort": number + 10000, "Type": "tcp"}
        for number in numbers
        for address in ("0.0.0.0", "::")  # noqa: S104  (what an engine says)
    ]


_SHOP = {"com.docker.compose.project": "shop"}
_CONTAINERS = [
    _container(1, "shop-db-1", "postgres:16-alpine", "Up 2 hours (healthy)", Ports=_ports(5432), Labels=_SHOP),
    _container(
        2,
        "shop-web-1",
        "registry.example.com:5000/team/shop/web:1.2.3-rc.4",
        "Up 2 hours (unhealthy)",
        Ports=[*_ports(80, 443), {"PrivatePort": 9090, "Type": "tcp"}],
        Labels=_SHOP,
    ),
    _container(3, "日本語", "alpine", "Exited (137) 2 hours ago"),
    _container(4, "hostile\x1b[2J", "alpine", "Exited (0) 2 hours ago"),
]
_IMAGES = [
    {
        "Id": f"sha256:{number}{_DIGITS[1:]}", "RepoTags": [f"{name}:{tag}"], "Created": int(_AGO),
        "RepoDigests": [f"{name}@sha256:{_DIGITS}"], "Size": 8_000_000 * number, "SharedSize": 0, "Containers": 1,
        "Manifests": [
            {
                "ID": f"sha256:{_DIGITS}", "Kind": "image", "Available": True,
                "Size": {"Total": 9_000_000, "Content": 3_000_000},
                "ImageData": {"Platform": {"os": "linux", "architecture": "amd64"}, "Containers": ["1"]},
            },
            {
                "ID": f"sha256:{_DIGITS}", "Kind": "image", "Size": {},
                "ImageData": {"Platform": {"os": "linux", "architecture": "arm64", "variant": "v8"}},
            },
        ],
    }
    for number, name, tag in [
        (1, "alpine", "3.20"), (2, "registry.example.com:5000/team/shop/web", "1.2.3-rc.4"),
    ]
]  # fmt: skip
_VOLUMES = [
    {
        "Name": name,
        "Driver": "local",
        "Scope": "local",
        "Mountpoint": "/",
        "UsageData": {"RefCount": 1, "Size": 5000},
    }
    for name in ("data", _DIGITS)
]
_NETWORKS = [
    {"Id": _DIGITS, "Name": name, "Driver": driver, "Scope": "local", "Created": _MOMENT}
    for name, driver in (("bridge", "bridge"), ("shop_backend_with_a_long_name", "overlay"))
]
_NODES = [
    {
        "ID": f"node{number}{_DIGITS[:20]}",
        "Description": {"Hostname": f"machine-{number}.example.com", "Engine": {"EngineVersion": "28.5.1"}},
        "Status": {"State": state}, "Spec": {"Availability": availability}, "ManagerStatus": manager,
    }
    for number, state, availability, manager in (
        (1, "ready", "active", {"Leader": True}), (2, "down", "drain", {"Reachability": "unreachable"}),
        (3, "ready", "active", None),
    )
]  # fmt: skip
_SERVICE = {
    "ID": "s" + _DIGITS[:24], "ServiceStatus": {"RunningTasks": 2, "DesiredTasks": 3},
    "Endpoint": {"Ports": [{"PublishedPort": 8080, "TargetPort": 80, "Protocol": "tcp"}]},
    "Spec": {
        "Name": "shop_web", "Mode": {"Replicated": {"Replicas": 3}},
        "TaskTemplate": {"ContainerSpec": {"Image": "registry.example.com:5000/team/shop/web:1.2.3"}},
    },
}  # fmt: skip
_TASKS = [
    {
        "ID": f"t{number}{_DIGITS[:23]}", "ServiceID": "s" + _DIGITS[:24], "Slot": slot, "NodeID": f"node1{_DIGITS[:20]}",
        "DesiredState": "running" if state == "running" else "shutdown", "Spec": _SERVICE["Spec"]["TaskTemplate"],  # type: ignore[index]
        "Status": {"State": state, "Timestamp": _MOMENT, "Err": error},
    }
    for number, slot, state, error in ((1, 1, "running", ""), (2, 2, "failed", "task: non-zero exit (137): out of memory"))
]  # fmt: skip
_HISTORY = [
    {"Id": image, "Created": int(_AGO), "CreatedBy": made, "Size": size, "Comment": "buildkit.dockerfile.v0"}
    for image, made, size in (
        (f"sha256:{_DIGITS}", 'CMD ["/bin/sh"]', 0),
        ("<missing>", "COPY alpine-minirootfs-3.20.3-x86_64.tar.gz /  # buildkit", 7_800_000),
    )
]
_FOUND = [
    {"name": name, "description": text, "star_count": stars, "is_official": not stars % 2}
    for name, text, stars in (
        ("alpine", "A minimal Docker image based on Alpine Linux with a complete package index", 11000),
        ("example/alpine-with-everything", "כל מה שצריך", 7),
    )
]
_PROCESSES = {
    "Titles": ["UID", "PID", "PPID", "C", "STIME", "TTY", "TIME", "CMD"],
    "Processes": [
        ["root", "4021", "3999", "0", "10:00", "?", "00:00:00", "postgres: checkpointer process with a long title to show"],
        ["999", "4022", "4021", "0", "10:00", "pts/0", "00:00:01", "sh"],
    ],
}  # fmt: skip
_CHANGES = [
    {"Kind": 0, "Path": "/etc"},
    {"Kind": 1, "Path": "/var/lib/postgresql/data/base/16384/pg_internal.init-and-more"},
    {"Kind": 2, "Path": "/etc/motd\x1b[2J"},
]
_BINDINGS = {
    "NetworkSettings": {
        "Ports": {
            "80/tcp": [{"HostIp": "0.0.0.0", "HostPort": "8080"}],  # noqa: S104
            "443/tcp": [{"HostIp": "2001:db8:85a3::8a2e:370:7334", "HostPort": "8443"}],
        }
    }
}
_USAGE = {
    "LayersSize": 24_000_000, "Images": _IMAGES, "Containers": _CONTAINERS, "Volumes": _VOLUMES,
    "BuildCache": [
        {"ID": "cache" + _DIGITS, "Type": "exec.cachemount", "Size": 1234, "CreatedAt": _MOMENT, "LastUsedAt": _MOMENT,
         "UsageCount": 3, "Shared": False, "InUse": True},
    ],
}  # fmt: skip
_ANSWERS: dict[str, object] = {
    "/containers/shop-db-1/json": _BINDINGS, "/containers/shop-db-1/top": _PROCESSES,
    "/containers/shop-db-1/changes": _CHANGES, "/containers/json": _CONTAINERS, "/images/json": _IMAGES,
    "/images/alpine/history": _HISTORY, "/images/search": _FOUND, "/volumes": {"Volumes": _VOLUMES, "Warnings": None},
    "/networks": _NETWORKS, "/nodes": _NODES, "/info": {"Swarm": {"NodeID": f"node1{_DIGITS[:20]}"}},
    "/services/shop_web": _SERVICE, "/services": [_SERVICE], "/tasks": _TASKS, "/system/df": _USAGE,
}  # fmt: skip

# The words of each list, and how its command is called with the same flags.
LISTS: dict[str, Callable[[Any, Callable[..., object]], object]] = {
    "ps -a": lambda ctx, command: command(ctx, all_=True),
    "ps -a --size": lambda ctx, command: command(ctx, all_=True, size=True),
    "ps -a --no-trunc": lambda ctx, command: command(ctx, all_=True, no_trunc=True),
    "ps -a --group-by project": lambda ctx, command: command(ctx, all_=True, group_by="project"),
    "images": lambda ctx, command: command(ctx),
    "images --digests": lambda ctx, command: command(ctx, digests=True),
    "images --tree": lambda ctx, command: command(ctx, tree=True),
    "volume ls": lambda ctx, command: command(ctx),
    "network ls": lambda ctx, command: command(ctx),
    "network ls --no-trunc": lambda ctx, command: command(ctx, no_trunc=True),
    "node ls": lambda ctx, command: command(ctx),
    "service ls": lambda ctx, command: command(ctx),
    "service ps shop_web": lambda ctx, command: command(ctx, ["shop_web"]),
    "history alpine": lambda ctx, command: command(ctx, "alpine"),
    "search alpine": lambda ctx, command: command(ctx, "alpine"),
    "top shop-db-1": lambda ctx, command: command(ctx, "shop-db-1"),
    "diff shop-db-1": lambda ctx, command: command(ctx, "shop-db-1"),
    "port shop-db-1": lambda ctx, command: command(ctx, "shop-db-1"),
    "system df": lambda ctx, command: command(ctx),
    "system df -v": lambda ctx, command: command(ctx, verbose=True),
}


class Window(Output):
    """A terminal so many columns wide that keeps what is written to it."""

    is_terminal = True
    columns = 80

    def __init__(self, columns: int, look: Look | None = None) -> None:
        super().__init__(-1, "window", look or Look(terminal=True, layout=RICH))
        self.columns = columns
        self.text = ""

    def write(self, data: str | bytes) -> None:
        """Keep ``data``."""
        text = data.decode() if isinstance(data, bytes) else data
        self.text += neutralise(text) if self.is_terminal and isinstance(data, str) else text


@contextmanager
def shop_engine() -> Iterator[FakeEngine]:
    """An engine with a shop in it."""
    answers = {path: answer(json.dumps(body).encode()) for path, body in _ANSWERS.items()}
    with FakeEngine({"_ping": _PING, **answers}) as engine:
        yield engine


def show_list(engine: FakeEngine, words: str, window: Window, *, several: bool = False) -> str:
    """Return what ``window`` shows of the list that ``words`` ask for; of two engines if ``several``."""
    path = " ".join(words.split()[:2])
    path = path if path in PATHS else words.split(maxsplit=1)[0]
    entry = PATHS[path]
    command = getattr(import_module(f"dockctl.commands.{entry.module}"), entry.module)
    hosts = [engine.host, engine.host.replace("unix://", "unix:///.")] if several else [engine.host]
    session = Session(
        endpoints=[EndpointOptions(host=host) for host in hosts],
        environment={},
        config_folder="/nonexistent",
        stdout=window,
    )
    context = cast("Any", SimpleNamespace(obj=session, info_name=path))
    LISTS[words](context, command)
    return window.text


def read_expected() -> dict[tuple[str, int], str]:
    """Return what lists.txt says that each list shows in a window of each width."""
    found: dict[tuple[str, int], str] = {}
    for block in EXPECTED.read_text(encoding="utf-8").split("\x0c\n")[1:]:
        title, _, text = block.partition("\n")
        words, _, width = title.rpartition(" @ ")
        found[words, int(width)] = text
    return found


def main() -> None:
    """Write what every list shows to lists.txt."""
    with shop_engine() as engine:
        blocks = [
            f"\x0c\n{words} @ {width}\n{show_list(engine, words, Window(width))}"
            for words in LISTS
            for width in WIDTHS
        ]
    EXPECTED.write_text("".join(blocks), encoding="utf-8")


if __name__ == "__main__":
    main()
