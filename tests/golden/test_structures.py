"""Every field of every structure that templates know, beside the real docker CLI."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from dockctl.render import structures
from tests.engine.private import PrivateEngine
from tests.golden.stage import OURS, docker

if TYPE_CHECKING:
    from collections.abc import Iterator

NAME = "dockctl-structures"
RICH = (
    "run -d --name {0} --cpu-shares 512 --cpus 1.5 --dns 10.0.0.1 --dns-option ndots:1 --dns-search example.com"
    " --tmpfs /run:size=1m --sysctl net.core.somaxconn=100 -p 127.0.0.1:18080:80 --expose 90"
    " --restart on-failure:3 --stop-signal INT --stop-timeout 4 --health-cmd true --health-interval 1h --init"
    " --ulimit nofile=100:200 --device /dev/null --mount type=volume,target=/data -v /tmp:/host:ro --label l=m"
    " --log-opt max-size=1m --pids-limit 50 --shm-size 1m --cap-add NET_ADMIN --hostname h alpine sleep 600"
)
# Of the engine's own: figures that change while one looks.
RESTLESS = {"NFd", "NGoroutines", "SystemTime", "NEventsListener"}
# docker's own, and what ours puts in its place.
OWN = {"DefaultAPIVersion", "GoVersion", "GitCommit", "BuildTime", "PythonVersion", "Host"}
WORDS = {
    "container": ["inspect", NAME],
    "plain": ["inspect", f"{NAME}-plain"],
    "image": ["image", "inspect", "alpine"],
    "network": ["network", "inspect", NAME],
    "volume": ["volume", "inspect", NAME],
    "info": ["info"],
    "version": ["version"],
}
ROOTS = [
    ("container", "", structures.CONTAINER),
    ("container", ".State", "container.State"),
    ("container", ".HostConfig", "container.HostConfig"),
    ("container", ".HostConfig.LogConfig", "container.LogConfig"),
    ("container", ".HostConfig.RestartPolicy", "container.RestartPolicy"),
    ("container", ".Config", "container.Config"),
    ("container", ".Config.Healthcheck", "v1.HealthcheckConfig"),
    ("container", ".NetworkSettings", "container.NetworkSettings"),
    ("container", ".NetworkSettings.Networks.bridge", "network.EndpointSettings"),
    ("plain", "", structures.CONTAINER),
    ("plain", ".HostConfig", "container.HostConfig"),
    ("plain", ".Config", "container.Config"),
    ("plain", ".NetworkSettings", "container.NetworkSettings"),
    ("image", "", structures.IMAGE),
    ("image", ".Config", "v1.DockerOCIImageConfig"),
    ("image", ".RootFS", "image.RootFS"),
    ("network", "", structures.NETWORK),
    ("network", ".IPAM", "network.IPAM"),
    ("volume", "", structures.VOLUME),
    ("info", "", structures.INFO),
    ("info", ".Swarm", "swarm.Info"),
    ("info", ".Plugins", "system.PluginsInfo"),
    ("info", ".RegistryConfig", "registry.ServiceConfig"),
    ("info", ".ClientInfo", "system.clientInfo"),
    ("version", ".Server", "types.Version"),
    ("version", ".Client", "system.clientVersion"),
]


def fields(name: str) -> Iterator[structures.Field]:
    """Yield the fields of a structure and of those embedded in it, but for those whose addresses docker prints."""
    for field in structures.fields(name):
        if field.kind == "<":
            yield from fields(field.inner)
        elif field.go not in RESTLESS | OWN and not (field.go == "Version" and "client" in name):
            yield field


def template(prefix: str, field: structures.Field) -> str:
    """Return what prints a field: with pointers in it, whether there are any."""
    path = f"{prefix}.{field.go}"
    if path == ".Mounts":
        return "Mounts: {{len .Mounts}}"  # an engine lists them in any order
    inner = structures.fields(field.inner) if field.inner else []
    if field.kind == "*" or any(item.kind == "*" for item in inner) or field.inner in POINTED:
        return f"{field.go}: {{{{if {path}}}}}there{{{{else}}}}nil{{{{end}}}}"
    return f"{field.go}: {{{{{path}}}}}"


# Kept in maps and slices as pointers.
POINTED = {
    "network.EndpointSettings", "registry.IndexInfo", "units.Ulimit", "blkiodev.WeightDevice", "blkiodev.ThrottleDevice",
    "container.HealthcheckResult", "container.HostConfig", "container.Config", "container.NetworkSettings",
}  # fmt: skip


@pytest.fixture(scope="module")
def host() -> Iterator[str]:
    """An engine with something to look at."""
    with PrivateEngine() as engine:
        make = (
            [
                "network",
                "create",
                "--subnet",
                "10.77.0.0/16",
                "--aux-address",
                "x=10.77.0.9",
                "-o",
                "a=b",
                NAME,
            ],
            ["volume", "create", "--label", "a=b", NAME],
            ["run", "-d", "--name", f"{NAME}-plain", "alpine", "sleep", "600"],
            RICH.format(NAME).split(),
        )
        for words in make:
            subprocess.run([*OURS, "-H", engine.host, *words], check=False, capture_output=True, timeout=60)
        yield engine.host


@pytest.mark.skipif(not docker(), reason="no docker CLI of version 28 or newer")
@pytest.mark.parametrize(("what", "prefix", "name"), ROOTS, ids=str)
def test_every_field_is_dockers(host: str, what: str, prefix: str, name: str) -> None:
    lines = "\n".join(template(prefix, field) for field in fields(name))

    def shown(program: list[str]) -> tuple[str, list[str]]:
        command = [*program, "-H", host, *WORDS[what], "-f", lines]
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
        return done.stderr, done.stdout.splitlines()

    ours, theirs = shown(OURS), shown(docker())
    assert ours[0] == theirs[0] == ""
    assert ours[1] == theirs[1]
    assert len(ours[1]) >= len(list(fields(name)))
