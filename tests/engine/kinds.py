"""The engines that the tests can run on, and how each is installed into a folder of its own.

The machine's dockerd is the one of its packages. Every other is unpacked with all it needs from a Debian suite
into ``$DOCKCTL_ENGINES`` (by default below the user's cache) and never touches the machine's packages.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

_MIRROR = "http://deb.debian.org/debian"
_KEYRING = "/usr/share/keyrings/debian-archive-keyring.gpg"
_BASE = "base-files bash coreutils util-linux mount ca-certificates iproute2 iptables procps sed grep findutils"
_DOCKER = f"docker.io {_BASE}"
_PODMAN = f"podman crun conmon netavark aardvark-dns nftables catatonit {_BASE}"
_PODMAN_4 = (
    f"podman crun conmon containernetworking-plugins golang-github-containernetworking-plugin-dnsname {_BASE}"
)


@dataclass(frozen=True)
class Kind:
    """One engine: the Debian suite and the packages it comes from; no suite means the machine's own."""

    name: str
    suite: str = ""
    packages: str = ""

    @property
    def is_podman(self) -> bool:
        """Whether it is Podman's service in place of dockerd."""
        return self.name.startswith("podman")

    @property
    def root(self) -> Path | None:
        """Its file system; None for the machine's own engine."""
        return folder() / self.name if self.suite else None


KINDS = {
    kind.name: kind
    for kind in (
        Kind("dockerd"),
        Kind("dockerd-26.1", "trixie", _DOCKER),
        Kind("dockerd-28.5", "sid", _DOCKER),
        Kind("podman-4.3", "bookworm", _PODMAN_4),
        Kind("podman-5.4", "trixie", _PODMAN),
        Kind("podman-5.8", "sid", _PODMAN),
    )
}
DEFAULT = KINDS["dockerd"]
VARIABLE = "DOCKCTL_TEST_ENGINE"


def chosen() -> Kind:
    """Return the kind that this test run asked for, the machine's own if none."""
    return KINDS[os.environ.get(VARIABLE) or DEFAULT.name]


def folder() -> Path:
    """Return the folder that holds the installed engines."""
    cache = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(os.environ.get("DOCKCTL_ENGINES") or Path(cache) / "dockctl-engines")


def install(kind: Kind) -> None:
    """Unpack ``kind`` into its folder, unless it is there; needs apt-get, dpkg and Debian's mirror."""
    root = kind.root
    if root is None:
        return
    root.parent.mkdir(parents=True, exist_ok=True)
    with (root.parent / f"{kind.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if root.is_dir():
            return
        work = root.parent / f"{kind.name}.part"
        shutil.rmtree(work, ignore_errors=True)
        packages = _download(kind, work / "apt")
        target = work / "root"
        target.mkdir()
        # base-files first: it makes /bin and /lib the links that the others unpack through.
        for package in sorted(packages, key=lambda path: not path.name.startswith("base-files_")):
            subprocess.run(["dpkg", "-x", str(package), str(target)], check=True)
        target.rename(root)  # complete, or not there
        shutil.rmtree(work)


def _download(kind: Kind, apt: Path) -> list[Path]:
    """Fetch the packages and all they depend on with an apt of their own, whose machine has none installed."""
    for name in ("lists/partial", "archives/partial"):
        (apt / name).mkdir(parents=True)
    (apt / "status").touch()
    (apt / "sources.list").write_text(f"deb [signed-by={_KEYRING}] {_MIRROR} {kind.suite} main\n")
    (apt / "apt.conf").write_text(
        f'Dir::State::lists "{apt}/lists";\n'
        f'Dir::State::status "{apt}/status";\n'
        f'Dir::Cache::archives "{apt}/archives";\n'
        f'Dir::Etc::sourcelist "{apt}/sources.list";\n'
        'Dir::Etc::sourceparts "/nonexistent";\n'
        'Acquire::Languages "none";\n'
    )
    environment = os.environ | {"APT_CONFIG": str(apt / "apt.conf"), "DEBIAN_FRONTEND": "noninteractive"}
    get = ["apt-get", "-qq", "-y", "-o", "APT::Sandbox::User=root"]
    subprocess.run([*get, "update"], env=environment, check=True)
    fetch = [*get, "--download-only", "--no-install-recommends", "install", *kind.packages.split()]
    subprocess.run(fetch, env=environment, check=True, stdout=subprocess.DEVNULL)
    return list((apt / "archives").glob("*.deb"))
