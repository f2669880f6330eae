"""A private engine: started, waited for, stopped, and cleaned up after."""

from __future__ import annotations

import contextlib
import ctypes
import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Self

from tests.engine.kinds import chosen, install
from tests.engine.registries import write_certificates

if TYPE_CHECKING:
    from collections.abc import Sequence

REPOSITORY = Path(__file__).resolve().parents[2]
PREFIX = "dockctl-engine-"
PROGRAMS = ("docker-registry", "busybox", "unshare", "ip", "openssl")
_PR_SET_PDEATHSIG = 1


class EngineStartError(Exception):
    """The private engine did not come up; the message ends with its log."""


def missing_programs() -> list[str]:
    """Return the programs the chosen private engine needs that are not installed."""
    needed = (*PROGRAMS, "apt-get", "dpkg") if chosen().suite else (*PROGRAMS, "dockerd")
    return [name for name in needed if shutil.which(name) is None]


def can_start() -> bool:
    """Tell whether this user may start a private engine."""
    return sys.platform == "linux" and os.geteuid() == 0


class _UnixConnection(http.client.HTTPConnection):
    def __init__(self, path: str, timeout: float) -> None:
        super().__init__("localhost", timeout=timeout)
        self._path = path

    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.settimeout(self.timeout)
        self.sock.connect(self._path)


def answers(path: Path | str, timeout: float = 2) -> bool:
    """Tell whether an engine answers on the unix socket at ``path``."""
    connection = _UnixConnection(str(path), timeout)
    try:
        connection.request("GET", "/_ping")
        return connection.getresponse().status == http.HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _die_with_parent() -> None:
    # A test run that is killed takes its engine along: the kernel ends unshare, unshare its children.
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


class PrivateEngine:
    """One engine with its registries, in network, mount and pid namespaces of its own.

    It is of the kind that the run chose. ``host`` is what DOCKER_HOST takes. ``command_inside`` makes an argv
    that runs in its network. ``options`` are dockerd's, with FOLDER for the engine's folder; ``expired``: its
    certificate is one that was good till now.
    """

    def __init__(self, *, options: Sequence[str] = (), expired: bool = False) -> None:
        remove_remains()
        self.kind = chosen()
        install(self.kind)
        self._options = options
        self._expired = expired
        self.folder = Path(tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-", dir="/var/tmp"))
        self.socket = self.folder / "docker.sock"
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def host(self) -> str:
        """The engine's address, for DOCKER_HOST."""
        return f"unix://{self.socket}"

    def __enter__(self) -> Self:
        try:
            self.start()
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self, timeout: float = 60) -> None:
        """Start the engine and return when it answers and its registries are filled."""
        # A marker with the address tells an interrupted start from an engine in use.
        if not (self.folder / "ca.crt").exists():
            write_certificates(self.folder, expired=self._expired)
        lines = [option.replace("FOLDER", str(self.folder)) for option in self._options]
        (self.folder / "options").write_text("\n".join(lines))
        command = ["unshare", "--net", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc"]
        command += [sys.executable, "-m", "tests.engine.inside", str(self.folder), self.kind.name]
        with (self.folder / "start.log").open("ab") as log:
            self._process = subprocess.Popen(
                command,
                cwd=REPOSITORY,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                preexec_fn=_die_with_parent,  # noqa: PLW1509  (one call of prctl, no lock to wait for)
                start_new_session=True,
            )
        deadline = time.monotonic() + timeout
        while not ((self.folder / "seeded").exists() and answers(self.socket)):
            if self._process.poll() is not None or time.monotonic() > deadline:
                raise EngineStartError(self._logs())
            time.sleep(0.05)

    def restart(self) -> None:
        """Kill dockerd and everything with it, then start again on the same data."""
        self._kill()
        for name in ("seeded", "docker.pid", "docker.sock"):
            (self.folder / name).unlink(missing_ok=True)
        # A pid file in there names a process of the namespace that is gone: in the new one it is another's.
        shutil.rmtree(self.folder / "exec", ignore_errors=True)
        self.start()

    def command_inside(self, *arguments: str) -> list[str]:
        """Return a command line that runs ``arguments`` in the engine's network."""
        if self._process is None:
            message = "the engine is not running"
            raise EngineStartError(message)
        children = Path(f"/proc/{self._process.pid}/task/{self._process.pid}/children").read_text()
        return ["nsenter", "--target", children.split()[0], "--net", "--mount", *arguments]

    def stop(self) -> None:
        """End every process of the engine and remove its data and cgroups."""
        self._kill()
        remove_folder(self.folder)

    def _kill(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def _logs(self) -> str:
        names = ("start.log", "engine.log")
        logs = [self.folder / name for name in names if (self.folder / name).exists()]
        text = "\n".join(log.read_text(errors="replace")[-3000:] for log in logs)
        return f"the private engine did not start:\n{text}"


def remove_folder(folder: Path) -> None:
    """Remove an ended engine's folder and the cgroups named after it."""
    for _ in range(100):
        shutil.rmtree(folder, ignore_errors=True)
        if not folder.exists():
            break
        time.sleep(0.05)
    for root in Path("/sys/fs/cgroup").glob(f"**/{folder.name}"):
        for path in sorted(root.glob("**/"), key=lambda item: len(item.parts), reverse=True):
            with contextlib.suppress(OSError):
                path.rmdir()


def remove_remains() -> None:
    """Remove what engines left whose starter was killed."""
    for folder in Path("/var/tmp").glob(f"{PREFIX}*"):
        owner = folder.name.removeprefix(PREFIX).split("-")[0]
        if not Path(f"/proc/{owner}").exists():
            remove_folder(folder)
