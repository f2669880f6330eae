"""Commands that wait for containers, one after the other with each of some API versions: ``python -m … 1.24 1.25``.

One process for many versions: starting Python and importing the program takes as long as all of them together.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import uuid

from dockctl.cli.main import main
from dockctl.engine.client import Engine
from dockctl.transport.address import parse_address


def run(*arguments: str, stdin: str = "") -> list[object]:
    """Run one command line in this process; return its exit status, its output and its errors.

    Its input doesn't end after ``stdin``: with the end of its input an engine may end an attachment, too.
    """
    saved = [os.dup(number) for number in range(3)]
    reader, writer = os.pipe()
    os.write(writer, stdin.encode())
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        for number, descriptor in enumerate((reader, out.fileno(), err.fileno())):
            os.dup2(descriptor, number)
        try:
            status = main(arguments)
        finally:
            for number, kept in enumerate(saved):
                os.dup2(kept, number)
                os.close(kept)
            os.close(reader)
            os.close(writer)
        texts = []
        for file in (out, err):
            file.seek(0)
            texts.append(file.read().decode())
    return [status, *texts]


def try_version(version: str) -> dict[str, object]:
    """Return what each command came to with an API version."""
    os.environ["DOCKER_API_VERSION"] = version
    engine = Engine(parse_address(os.environ["DOCKER_HOST"]), api_version=version)
    name = f"dockctl-test-{uuid.uuid4().hex[:10]}"
    found: dict[str, object] = {}
    try:
        found["run"] = run("run", "--network", "none", "--name", name, "alpine", "sh", "-c", "echo out; exit 3")
        found["start -a"] = run("start", "-a", name)
        found["wait, ended"] = run("wait", name)
        engine.containers.remove(name)
        found["run --rm"] = run(
            "run", "--rm", "--network", "none", "--name", name, "alpine", "sh", "-c", "exit 4"
        )
        found["left"] = len(engine.containers.list(all_=True, filters={"name": [name]}))
        run(
            "run",
            "-d",
            "-i",
            "--network",
            "none",
            "--name",
            name,
            "alpine",
            "sh",
            "-c",
            "read line; echo got $line; exit 5",
        )
        found["exec"] = run("exec", name, "sh", "-c", "echo inside; exit 6")
        pending = engine.containers.wait(name)
        found["attach"] = run("attach", name, stdin="words\n")
        found["wait, running"] = pending.result()
    finally:
        for summary in engine.containers.list(all_=True, filters={"name": [name]}):
            engine.containers.remove(summary["Id"], force=True)
        engine.close()
    return found


if __name__ == "__main__":
    sys.stdout.write(json.dumps({version: try_version(version) for version in sys.argv[1:]}))
