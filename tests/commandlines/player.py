"""Command lines played one after the other in this process, which spares each the interpreter's start.

Reads lines of JSON, ``[WORD, …]`` each, and answers each with a line of JSON: what it wrote, its exit status, and what
it asked the engine. ``python -m tests.commandlines.player``
"""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from dockctl.cli.main import main
from dockctl.errors import DockctlError
from tests.commandlines.deaf_engine import DeafEngine

if TYPE_CHECKING:
    from collections.abc import Sequence


def play(words: Sequence[str], engine: DeafEngine) -> dict[str, object]:
    """Run a command line with an empty home in an empty folder; return what it did."""
    environment = dict(os.environ)
    with (
        tempfile.TemporaryDirectory() as folder,
        tempfile.TemporaryFile() as stdout,
        tempfile.TemporaryFile() as stderr,
    ):
        home = Path(folder, "home")
        home.mkdir()
        os.chdir(folder)
        os.environ["HOME"] = str(home)
        kept = [os.dup(number) for number in (1, 2)]
        try:
            os.dup2(stdout.fileno(), 1)
            os.dup2(stderr.fileno(), 2)
            status = _run(words)
        finally:
            for number, copy in zip((1, 2), kept, strict=True):
                os.dup2(copy, number)
                os.close(copy)
            os.environ.clear()
            os.environ.update(environment)
            os.chdir("/")
        texts = []
        for file in (stdout, stderr):
            file.seek(0)
            texts.append(file.read().decode("utf-8", "surrogateescape").replace(folder, "<FOLDER>"))
    requests = [request.replace(folder, "<FOLDER>") for request in engine.take_requests()]
    return {"stdout": texts[0], "stderr": texts[1], "status": status, "requests": requests}


def _run(words: Sequence[str]) -> int:
    try:
        return main(words)
    except DockctlError as error:  # which --debug shows with the way it took
        os.write(2, f"{error.message}\n".encode())
        return error.exit_status


def run() -> None:
    """Play what comes on stdin until it ends."""
    answers = os.fdopen(os.dup(1), "w")
    with DeafEngine() as engine, Path(os.devnull).open() as nothing:
        questions = os.fdopen(os.dup(0))
        os.dup2(nothing.fileno(), 0)
        os.environ["DOCKER_HOST"] = engine.host
        for line in questions:
            answers.write(json.dumps(play(json.loads(line), engine)) + "\n")
            answers.flush()


if __name__ == "__main__":
    run()
