"""What runs inside the private engine's namespaces, as their first process.

Takes the engine's folder and its kind; sets up network and mounts, starts the registries, seeds them,
and becomes the engine or, for one with a file system of its own, waits for it.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from pathlib import Path

from tests.engine.kinds import KINDS, Kind
from tests.engine.registries import ADDRESS, NAMES, PLAIN, SLOW, TOKEN_PORT, write_configurations
from tests.engine.seed import seed


def _run(command: str) -> None:
    subprocess.run(command.split(), check=True)


def set_up_network(folder: Path) -> None:
    """Bring up loopback with the registries' address and names."""
    _run("ip link set lo up")
    _run(f"ip addr add {ADDRESS}/32 dev lo")
    hosts = folder / "hosts"
    hosts.write_text(f"127.0.0.1 localhost\n{ADDRESS} {' '.join(NAMES)}\n")
    _run(f"mount --bind {hosts} /etc/hosts")


def set_up_mounts() -> None:
    """Give dockerd empty folders where its paths are fixed."""
    for path in ("/run/docker", "/run/containerd"):
        Path(path).mkdir(parents=True, exist_ok=True)
        _run(f"mount -t tmpfs tmpfs {path}")


def wait_for_port(host: str, port: int) -> None:
    """Wait until somebody listens on ``host:port``, for at most 10 s."""
    deadline = time.monotonic() + 10
    while True:
        try:
            socket.create_connection((host, port), timeout=1).close()
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.02)
        else:
            return


def start_registries(folder: Path) -> None:
    """Start the registries and the token server, and fill the storage they share."""
    for path in write_configurations(folder):
        with path.with_suffix(".log").open("wb") as log:
            subprocess.Popen(["docker-registry", "serve", str(path)], stdout=log, stderr=log)
    for module in ("token_server", "slow_proxy"):
        command = [sys.executable, "-m", f"tests.engine.{module}", str(folder)]
        with (folder / f"{module}.log").open("wb") as log:
            subprocess.Popen(command, stdout=log, stderr=log)
    for host, port in ((ADDRESS, 443), (ADDRESS, 5443), (ADDRESS, TOKEN_PORT)):
        wait_for_port(host, port)
    for address in (PLAIN, SLOW):
        host, _, number = address.rpartition(":")
        wait_for_port(host, int(number))
    seed(PLAIN)
    (folder / "seeded").touch()


def dockerd(folder: Path) -> list[str]:
    """Return dockerd's command line."""
    (folder / "daemon.json").write_text("{}")
    return [
        "dockerd",
        f"--config-file={folder}/daemon.json",
        f"--host=unix://{folder}/docker.sock",
        f"--data-root={folder}/data",
        f"--exec-root={folder}/exec",
        f"--pidfile={folder}/docker.pid",
        f"--cgroup-parent=/{folder.name}",
        "--shutdown-timeout=1",
        *(folder / "options").read_text().splitlines(),
    ]


def podman(folder: Path) -> list[str]:
    """Write Podman's configuration and return its service's command line."""
    registries = ['unqualified-search-registries = ["docker.io"]']
    registries += [f'[[registry]]\nlocation = "{address}"\ninsecure = true' for address in (PLAIN, SLOW)]
    (folder / "registries.conf").write_text("\n".join(registries))
    policy = Path("/etc/containers/policy.json")
    policy.parent.mkdir(parents=True, exist_ok=True)
    policy.write_text('{"default": [{"type": "insecureAcceptAnything"}]}')
    os.environ["CONTAINERS_REGISTRIES_CONF"] = str(folder / "registries.conf")
    os.environ["TMPDIR"] = str(folder)
    return [
        "podman",
        f"--root={folder}/data",
        f"--runroot={folder}/exec",
        "--cgroup-manager=cgroupfs",
        "--events-backend=file",
        "system",
        "service",
        "--time=0",
        f"unix://{folder}/docker.sock",
    ]


def enter(root: Path, folder: Path, *, legacy_cgroups: bool) -> None:
    """Make ``root`` this process's file system, with the kernel's and ``folder`` where they are here.

    ``legacy_cgroups`` hides version 2 of them: Podman 5 takes a system that has both for one it can't use.
    """
    _run(f"mount --bind {root} {root}")
    for name in ("proc", "sys", "dev"):
        _run(f"mount --rbind /{name} {root}/{name}")
    for name in ("run", "tmp", "var/tmp"):
        _run(f"mount -t tmpfs tmpfs {root}/{name}")
    if legacy_cgroups:
        target = Path(f"{root}/sys/fs/cgroup")
        _run(f"umount --recursive --lazy {target}")
        _run(f"mount -t tmpfs tmpfs {target}")
        for source in Path("/sys/fs/cgroup").iterdir():
            if source.name == "unified":
                continue
            if source.is_symlink():
                (target / source.name).symlink_to(source.readlink())
            else:
                (target / source.name).mkdir()
                _run(f"mount --bind {source} {target / source.name}")
    here = Path(f"{root}{folder}")
    here.mkdir(parents=True)
    _run(f"mount --bind {folder} {here}")
    for name in ("etc/hosts", "etc/resolv.conf"):
        (root / name).touch()
        _run(f"mount --bind /{name} {root}/{name}")
    old = root / "mnt"
    old.mkdir(exist_ok=True)
    os.chdir(root)
    _run("pivot_root . mnt")
    os.chroot(".")
    os.chdir("/")
    for program in ("iptables", "ip6tables"):
        link = Path(f"/usr/sbin/{program}")
        if not link.exists():
            link.symlink_to("xtables-nft-multi")
    _run("umount --lazy /mnt")


def become_engine(folder: Path, kind: Kind) -> None:
    """Replace this process by the engine, with its log in ``engine.log``."""
    os.environ["SSL_CERT_FILE"] = str(folder / "ca.crt")
    os.environ["DOCKER_TMPDIR"] = str(folder)
    if kind.root:
        os.environ["PATH"] = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
    log = os.open(folder / "engine.log", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
    os.dup2(log, 1)
    os.dup2(log, 2)
    if kind.root:
        enter(kind.root, folder, legacy_cgroups=kind.is_podman)
    arguments = podman(folder) if kind.is_podman else dockerd(folder)
    os.execvp(arguments[0], arguments)


def main() -> None:
    """Set everything up; the engine takes this process over, the registries run beside it."""
    folder, kind = Path(sys.argv[1]), KINDS[sys.argv[2]]
    if sys.argv[3:] == ["--become"]:
        become_engine(folder, kind)
    set_up_network(folder)
    set_up_mounts()
    if os.fork() == 0:
        start_registries(folder)
        os._exit(0)
    if kind.root is None:
        become_engine(folder, kind)
    # Its mounts are its own: pivot_root would move the registries, too, whose files are here.
    command = ["unshare", "--mount", "--propagation", "private", sys.executable, "-m", "tests.engine.inside"]
    engine = subprocess.Popen([*command, str(folder), kind.name, "--become"])
    while os.wait()[0] != engine.pid:
        pass


if __name__ == "__main__":
    main()
