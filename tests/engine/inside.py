"""What runs inside the private engine's namespaces, as their first process.

Takes the engine's folder; sets up network and mounts, starts the registries, seeds them,
and becomes dockerd.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from pathlib import Path

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


def main() -> None:
    """Set everything up; dockerd takes this process over, the registries run beside it."""
    folder = Path(sys.argv[1])
    set_up_network(folder)
    set_up_mounts()
    if os.fork() == 0:
        start_registries(folder)
        os._exit(0)
    (folder / "daemon.json").write_text("{}")
    os.environ["SSL_CERT_FILE"] = str(folder / "ca.crt")
    os.environ["DOCKER_TMPDIR"] = str(folder)
    arguments = [
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
    log = os.open(folder / "dockerd.log", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
    os.dup2(log, 1)
    os.dup2(log, 2)
    os.execvp(arguments[0], arguments)


if __name__ == "__main__":
    main()
