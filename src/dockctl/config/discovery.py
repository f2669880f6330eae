"""Where engines usually listen on this machine: the sockets of docker, of its desktops and of podman."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from dockctl.home import home_folder
from dockctl.transport.address import DEFAULT_SOCKET

if TYPE_CHECKING:
    from collections.abc import Mapping


class Candidate(NamedTuple):
    """A socket that may be an engine's, and the product that makes it."""

    product: str
    path: Path

    @property
    def host(self) -> str:
        """The address, as DOCKER_HOST takes it."""
        return f"unix://{self.path}"


def candidates(environment: Mapping[str, str]) -> list[Candidate]:
    """Return the sockets to look at, docker's default first; whether they are there is another question."""
    home = home_folder(environment)
    runtime = Path(environment.get("XDG_RUNTIME_DIR") or f"/run/user/{os.getuid()}")
    found = [
        Candidate("docker", Path(DEFAULT_SOCKET)),
        Candidate("rootless docker", runtime / "docker.sock"),
        *(_below(home) if home else ()),
        Candidate("podman", runtime / "podman/podman.sock"),
        Candidate("podman", Path("/run/podman/podman.sock")),
        *(_machines(home) if home else ()),
    ]
    return list({item.path: item for item in reversed(found)}.values())[::-1]


def _below(home: Path) -> list[Candidate]:
    return [
        Candidate("rootless docker", home / ".docker/run/docker.sock"),
        Candidate("Docker Desktop", home / ".docker/desktop/docker.sock"),
        Candidate("Colima", home / ".colima/default/docker.sock"),
        Candidate("Colima", home / ".config/colima/default/docker.sock"),
        Candidate("Colima", home / ".colima/docker.sock"),
        Candidate("OrbStack", home / ".orbstack/run/docker.sock"),
        Candidate("Rancher Desktop", home / ".rd/docker.sock"),
        *(Candidate("Lima", path) for path in sorted((home / ".lima").glob("*/sock/docker.sock"))),
    ]


def _machines(home: Path) -> list[Candidate]:
    folder = home / ".local/share/containers/podman/machine"
    return [Candidate("podman", path) for path in sorted(folder.glob("*/podman.sock"))]


def present(environment: Mapping[str, str]) -> list[Candidate]:
    """Return those candidates that are sockets; what can't be looked at is none."""
    return [item for item in candidates(environment) if _is_socket(item.path)]


def _is_socket(path: Path) -> bool:
    try:
        return path.is_socket()
    except OSError:
        return False
