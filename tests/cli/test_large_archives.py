"""Much through cp, save, load, import and export: little memory, and nothing half-written.

``DOCKCTL_TEST_MEGABYTES=1000`` takes a gigabyte, which is a minute and a half of disk; what is flat up to a
quarter of that doesn't grow behind it.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING, NamedTuple

import pytest

from dockctl.engine.reference import parse_reference
from tests.cli.test_cp import inside
from tests.engine.images import remove_image
from tests.processes import PATIENCE, started, wait_until
from tests.slow import SlowProxy

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from dockctl.engine.client import Engine

MEGABYTE = 1 << 20
SIZE = int(os.environ.get("DOCKCTL_TEST_MEGABYTES", "250")) * MEGABYTE
MOST_MEMORY = 80 * MEGABYTE


class Measured(NamedTuple):
    """How a command ended, and the most memory it had at a time, in bytes."""

    status: int
    memory: int


# A process begins with the most memory that the one it was forked from has had: a small one stands between.
MEASURE = (
    "import resource, subprocess, sys\n"
    "status = subprocess.call(sys.argv[1:], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)\n"
    "print(status, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)\n"
)


def measure(command: list[str], environment: dict[str, str]) -> Measured:
    """Run a command without input."""
    done = subprocess.run(
        [sys.executable, "-c", MEASURE, *command],
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        timeout=240,
    )
    status, kilobytes = done.stdout.split()
    return Measured(int(status), int(kilobytes) * 1024)


@pytest.fixture
def large(engine: Engine, alpine: str, name: str) -> Iterator[str]:
    """A container with a large file."""
    engine.containers.create({"Image": alpine, "Cmd": ["sleep", "300"]}, name=name)
    engine.containers.start(name)
    inside(engine, name, f"dd if=/dev/zero of=/large bs=1048576 count={SIZE // MEGABYTE}")
    yield name
    engine.containers.kill(name)


@pytest.mark.timeout(300)
def test_large_archives_take_little_memory(
    program: list[str], environment: dict[str, str], engine: Engine, large: str, tmp_path: Path
) -> None:
    image = f"{large}:imported"
    steps = {
        "cp out": ["cp", f"{large}:/large", str(tmp_path / "large")],
        "cp in": ["cp", str(tmp_path / "large"), f"{large}:/tmp/again"],
        "export": ["export", "-o", str(tmp_path / "export.tar"), large],
    }
    results = {name: measure([*program, *step], environment) for name, step in steps.items()}
    assert (tmp_path / "large").stat().st_size == SIZE
    (tmp_path / "large").unlink()
    inside(engine, large, "rm /tmp/again")
    steps = {
        "import": ["import", str(tmp_path / "export.tar"), image],
        "save": ["save", "-o", str(tmp_path / "save.tar"), image],
    }
    results |= {name: measure([*program, *step], environment) for name, step in steps.items()}
    (tmp_path / "export.tar").unlink()
    remove_image(engine, image)
    results["load"] = measure([*program, "load", "-i", str(tmp_path / "save.tar")], environment)
    remove_image(engine, image)
    assert {result.status for result in results.values()} == {0}
    assert max(result.memory for result in results.values()) < MOST_MEMORY, results


@pytest.fixture
def noisy(engine: Engine, alpine: str, name: str) -> Iterator[str]:
    """A container with a file of some megabytes, and an image as large."""
    for _ in engine.images.pull(parse_reference("alpine:multi")):
        pass
    engine.containers.create({"Image": alpine, "Cmd": ["sleep", "300"]}, name=name)
    engine.containers.start(name)
    inside(engine, name, "dd if=/dev/urandom of=/noise bs=1048576 count=8")
    yield name
    engine.containers.kill(name)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=["SIGINT", "SIGTERM"])
@pytest.mark.parametrize("what", ["export", "save", "cp"])
def test_an_interrupted_one_leaves_nothing(
    program: list[str],
    environment: dict[str, str],
    noisy: str,
    tmp_path: Path,
    what: str,
    number: int,
) -> None:
    target = tmp_path / "target"
    target.mkdir()
    (target / "file").write_text("as it was")
    command = {
        "export": ["export", "-o", str(target / "file"), noisy],
        "save": ["save", "-o", str(target / "file"), "alpine:multi"],
        "cp": ["cp", f"{noisy}:/noise", str(target / "file")],
    }[what]
    with SlowProxy(environment["DOCKER_HOST"]) as slow:
        slowly = environment | {"DOCKER_HOST": slow.host}
        with started([*program, *command], env=slowly, stderr=subprocess.PIPE) as process:
            wait_until(lambda: len(list(target.iterdir())) > 1)
            process.send_signal(number)
            _, errors = process.communicate(timeout=PATIENCE)
    assert (errors, process.returncode) == (b"", 128 + number)
    assert [path.name for path in target.iterdir()] == ["file"]
    assert (target / "file").read_text() == "as it was"
