"""The engine of the golden tests, with the containers and images that their cases speak of."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

from dockctl.engine.client import Engine
from dockctl.engine.reference import parse_reference
from dockctl.transport.address import parse_address
from tests.engine.kinds import chosen
from tests.golden.cases import FINISHED, STAGE, STARTED, Outcome, steps

if TYPE_CHECKING:
    from dockctl.engine.payloads.containers import ContainerCreateRequest

OURS = [sys.executable, "-m", "dockctl"]
_OLDEST_DOCKER = 28  # its texts are the ones recorded
_DOCKERS_API = "1.50"  # docker 28.2 knows nothing newer: both programs ask an engine that does in its words
_NEWER = {"dockerd-28.5"}


def set_stage(host: str) -> None:
    """Pull the images and make the containers; those in FINISHED have run and ended."""
    engine = Engine(parse_address(host))
    for name in ("alpine", "test/everything", "bfirsh/reticulate-splines"):
        for _ in engine.images.pull(parse_reference(name).with_default_tag()):
            pass
    for name, (image, *command) in STAGE.items():
        request: ContainerCreateRequest = {"Image": image, "Cmd": command or None}
        engine.containers.create(request, name=name)
    for name in (*STARTED, *FINISHED):
        pending = engine.containers.wait(name, condition="next-exit") if name in FINISHED else None
        engine.containers.start(name)
        if pending:
            pending.result()
    engine.close()


def docker() -> list[str]:
    """Return the real docker CLI's command line; empty where there is none that is new enough."""
    path = shutil.which("docker")
    if path is None:
        return []
    text = subprocess.run([path, "--version"], capture_output=True, text=True, check=False).stdout
    version = text.removeprefix("Docker version ").partition(".")[0]
    return [path] if version.isdigit() and int(version) >= _OLDEST_DOCKER else []


def play(program: list[str], line: str, host: str, home: str) -> Outcome:
    """Run a case with ``program``."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("DOCKER")}
    if chosen().name in _NEWER:
        kept |= {"DOCKER_API_VERSION": _DOCKERS_API}
    environment = (
        kept | {"HOME": home, "COLUMNS": "80"} | ({} if line.startswith("-c ") else {"DOCKER_HOST": host})
    )
    outputs, errors, status = [], [], 0
    for words in steps(line):
        done = subprocess.run(
            [*program, *words],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            env=environment,
            timeout=60,
            check=False,
        )
        outputs.append(done.stdout.decode(errors="replace"))
        errors.append(done.stderr.decode(errors="replace"))
        status = done.returncode
    stdout, stderr = ("".join(texts).replace(home, "<HOME>") for texts in (outputs, errors))
    return Outcome(stdout, stderr, status)
