"""Run mixed commands from several processes against one engine for minutes, and count what goes wrong.

Each command knows what it must write and how it must end; some fail on purpose, and some are killed. Prints a row a
kind of command: how often it ran, its median and longest time, its largest memory, and what was not as it must be.
Exits with 1 if anything was, or if a container or an image of the soak is left.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import subprocess
import sys
import threading
import time
import uuid
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

LABEL = "dockctl-soak"
LINES = 2000


@dataclass
class Figures:
    """What is known of one kind of command; times in seconds, memory in MiB."""

    seconds: list[float] = field(default_factory=list)
    memory: float = 0.0
    faults: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Ended:
    """How a command ended."""

    stdout: bytes
    stderr: bytes
    status: int


class Soak:
    """The commands, and the figures of all workers."""

    def __init__(self, folder: Path) -> None:
        self._lock = threading.Lock()
        self._folder = folder
        self.figures: dict[str, Figures] = {}

    def run(self, kind: str, *words: str, stdin: bytes = b"", kill_after: float | None = None) -> Ended:
        """Run dockctl and take note of it as one of ``kind``; after ``kill_after`` seconds it is ended by SIGTERM."""
        errors = self._folder / uuid.uuid4().hex
        command = [
            "/usr/bin/time",
            "-q",
            "-f",
            "%M",
            "-o",
            str(errors),
            sys.executable,
            "-m",
            "dockctl",
            *words,
        ]
        started = time.monotonic()
        with subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        ) as process:
            timer = None
            if kill_after is not None:
                # /usr/bin/time stays: its child is ours.
                timer = threading.Timer(
                    kill_after, lambda: subprocess.run(["pkill", "-TERM", "-P", str(process.pid)], check=False)
                )
                timer.start()
            out, err = process.communicate(stdin, timeout=120)
            if timer:
                timer.cancel()
        elapsed = time.monotonic() - started
        memory = int(errors.read_text().split()[-1]) / 1024
        errors.unlink()
        with self._lock:
            figures = self.figures.setdefault(kind, Figures())
            figures.seconds.append(elapsed)
            figures.memory = max(figures.memory, memory)
        return Ended(out, err, process.returncode)

    def expect(
        self, kind: str, ended: Ended, *, status: int = 0, stdout: bytes | None = None, says: bytes = b""
    ) -> None:
        """Take note of what is not as it must be."""
        right = ended.status == status and says in ended.stderr and b"Traceback" not in ended.stderr
        if not right or (stdout is not None and ended.stdout != stdout):
            with self._lock:
                self.figures[kind].faults.append(
                    f"status {ended.status} for {status}, {ended.stdout[-200:]!r}, {ended.stderr[-500:]!r}"
                )

    def work(self, seed: int, deadline: float) -> None:
        """Run commands until ``deadline``."""
        chance = random.Random(seed)  # noqa: S311  (no secret)
        jobs = [
            self._run_and_remove, self._pass_input, self._life, self._commit, self._fail, self._list, self._kill,
        ]  # fmt: skip
        while time.monotonic() < deadline:
            job = chance.choice(jobs)
            try:
                job(f"{LABEL}-{uuid.uuid4().hex[:12]}", chance)
            except Exception as error:  # noqa: BLE001  (a fault like others)
                with self._lock:
                    self.figures.setdefault(job.__name__, Figures()).faults.append(repr(error))

    def _run_and_remove(self, name: str, chance: random.Random) -> None:
        status = chance.choice([0, 3, 137])
        script = f"echo out; echo err >&2; exit {status}"
        ended = self.run(
            "run --rm", "run", "--rm", "--name", name, "--label", LABEL, "alpine", "sh", "-c", script
        )
        self.expect("run --rm", ended, status=status, stdout=b"out\n", says=b"err\n")

    def _pass_input(self, _name: str, chance: random.Random) -> None:
        data = chance.randbytes(1 << chance.randrange(1, 23))
        ended = self.run(
            "run -i, data through", "run", "-i", "--rm", "--label", LABEL, "alpine", "cat", stdin=data
        )
        self.expect("run -i, data through", ended, stdout=data)

    def _life(self, name: str, _chance: random.Random) -> None:
        script = f"i=0; while [ $i -lt {LINES} ]; do echo line $i; i=$((i+1)); done; exec sleep 600"
        ended = self.run("run -d", "run", "-d", "--name", name, "--label", LABEL, "alpine", "sh", "-c", script)
        self.expect("run -d", ended)
        self.expect("exec", self.run("exec", "exec", name, "echo", "hi"), stdout=b"hi\n")
        wanted = b"".join(b"line %d\n" % number for number in range(LINES))
        for _ in range(50):
            ended = self.run("logs", "logs", name)
            if ended.stdout.count(b"\n") >= LINES:
                break
            time.sleep(0.1)
        self.expect("logs", ended, stdout=wanted)
        target = self._folder / name
        self.expect("cp", self.run("cp", "cp", f"{name}:/bin/busybox", str(target)))
        target.unlink()
        self.expect("stop", self.run("stop", "stop", "-t", "0", name), stdout=f"{name}\n".encode())
        self.expect("wait", self.run("wait", "wait", name), stdout=b"137\n")
        self.expect("rm", self.run("rm", "rm", name), stdout=f"{name}\n".encode())

    def _commit(self, name: str, _chance: random.Random) -> None:
        ended = self.run("run", "run", "--name", name, "--label", LABEL, "alpine", "touch", "/helloworld")
        self.expect("run", ended, stdout=b"")
        self.expect("commit", self.run("commit", "commit", name, f"{name}:made"))
        ended = self.run("run --rm", "run", "--rm", "--label", LABEL, f"{name}:made", "ls", "/helloworld")
        self.expect("run --rm", ended, stdout=b"/helloworld\n")
        self.expect("rm", self.run("rm", "rm", "-f", name))
        self.expect("rmi", self.run("rmi", "rmi", f"{name}:made"))

    def _fail(self, name: str, _chance: random.Random) -> None:
        missing = f"No such container: {name}".encode()
        self.expect("logs of none", self.run("logs of none", "logs", name), status=1, says=missing)
        ended = self.run("run of no program", "run", "--rm", "--label", LABEL, "alpine", "/nosuch")
        self.expect("run of no program", ended, status=127, says=b"no such file or directory")
        ended = self.run("pull of none", "pull", "127.0.0.1:5000/nosuch/image")
        self.expect("pull of none", ended, status=1)

    def _list(self, _name: str, _chance: random.Random) -> None:
        self.expect("ps", self.run("ps", "ps", "-a"))
        self.expect("images", self.run("images", "images"))
        self.expect(
            "pull", self.run("pull", "pull", "-q", "alpine"), stdout=b"docker.io/library/alpine:latest\n"
        )

    def _kill(self, _name: str, chance: random.Random) -> None:
        kind = "run --rm, terminated"
        moment = chance.random()
        ended = self.run(
            kind, "run", "--rm", "--init", "--label", LABEL, "alpine", "sleep", "600", kill_after=0.7 + moment
        )
        self.expect(kind, ended, status=143)


def count(*words: str) -> int:
    """Return how many lines a listing has."""
    done = subprocess.run([sys.executable, "-m", "dockctl", *words], capture_output=True, check=True)
    return len(done.stdout.splitlines())


def main() -> int:
    """Run the soak and print its figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--processes", type=int, default=8)
    parser.add_argument("--seed", type=int, default=int.from_bytes(os.urandom(2), "big"))
    options = parser.parse_args()
    subprocess.run(
        [sys.executable, "-m", "dockctl", "pull", "-q", "alpine"], check=True, stdout=subprocess.DEVNULL
    )
    with TemporaryDirectory() as folder:
        soak = Soak(Path(folder))
        deadline = time.monotonic() + options.minutes * 60
        workers = [
            threading.Thread(target=soak.work, args=(options.seed + number, deadline))
            for number in range(options.processes)
        ]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
        left = sorted(path.name for path in Path(folder).iterdir())
    containers = count("ps", "-aq", "--filter", f"label={LABEL}")
    images = count("images", "-q", "--filter", f"reference={LABEL}-*")
    print(f"seed {options.seed}, {options.processes} processes, {options.minutes:g} minutes\n")
    print("| command | times | median, ms | longest, ms | memory, MiB | faults |\n|---|---|---|---|---|---|")
    faults: list[str] = []
    for kind, figures in sorted(soak.figures.items()):
        times = figures.seconds or [0.0]
        print(
            f"| {kind} | {len(figures.seconds)} | {statistics.median(times) * 1000:,.0f} | {max(times) * 1000:,.0f} |"
            f" {figures.memory:.0f} | {len(figures.faults)} |"
        )
        faults += [f"{kind}: {fault}" for fault in figures.faults]
    print(f"\nleft: {containers} containers, {images} images, files {left}")
    print("\n".join(faults[:50]))
    return 1 if faults or containers or images or left else 0


if __name__ == "__main__":
    sys.exit(main())
