"""Start-up: what a command imports, not how long that takes."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dockctl.engine.client import Engine
    from tests.engine.private import PrivateEngine

PROBE = """
import json, sys
from dockctl.cli.main import main
status = main(sys.argv[1:], owns_process=True)
print("\\n" + json.dumps(sorted(sys.modules)))
"""


@pytest.fixture(autouse=True)
def _no_containers(engine: Engine, private_engine: PrivateEngine | None) -> None:
    """Remove what other tests have left: a command line that is cut short in a list takes more than ASCII."""
    if private_engine is not None:
        for summary in engine.containers.list(all_=True):
            engine.containers.remove(summary["Id"], force=True)


def imported(
    program: list[str], environment: dict[str, str], arguments: Sequence[str], *, whole: bool = False
) -> set[str]:
    """Return the top-level modules that a command line imports; with ``whole`` all modules."""
    command = [program[0], "-c", PROBE, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=60, check=True)
    names = json.loads(done.stdout.splitlines()[-1])
    return {name if whole else name.partition(".")[0] for name in names}


@pytest.mark.parametrize(
    "arguments",
    [["ps"], ["run", "--rm", "alpine", "true"], ["--help"], ["ps", "--help"], ["version"], ["ps", "--bad"]],
)
def test_neither_pydantic_nor_rich(
    program: list[str],
    environment: dict[str, str],
    alpine: str,
    arguments: list[str],
) -> None:
    assert alpine
    unwanted = {"pydantic", "rich", "pydantic_core", "wcwidth", "charset_normalizer", "ssl", "_hashlib"}
    assert imported(program, environment, arguments) & unwanted == set()


def test_what_requests_goes_without_is_there_for_others(program: list[str]) -> None:
    script = (
        "import sys; from dockctl.transport.lean import import_requests; import_requests()\n"
        "import requests, dockctl.transport.http\n"
        "assert 'charset_normalizer' not in sys.modules\n"
        "import importlib.metadata, ssl\n"
        "assert importlib.metadata.version('typer') and requests.packages.urllib3.util.ssl_.SSLContext\n"
        "response = requests.Response()\n"
        "response._content = 'größe und maße'.encode('latin-1')\n"
        "print(response.apparent_encoding is not None, 'charset_normalizer' in sys.modules)\n"
        "import charset_normalizer; print(callable(charset_normalizer.from_bytes))\n"
    )
    command = [program[0], "-W", "error", "-c", script]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert (done.stdout, done.stderr) == ("True True\nTrue\n", "")


@pytest.mark.parametrize("arguments", [["ps"], ["stop", "--filter", "name=none"], ["images"]])
def test_what_the_libraries_want_for_other_things_waits(
    program: list[str], environment: dict[str, str], alpine: str, arguments: list[str]
) -> None:
    assert alpine
    modules = imported(program, environment, arguments, whole=True)
    assert {"requests", "typer"} <= modules
    assert modules & {
        "shutil", "subprocess", "platform", "uuid", "difflib", "typer.completion", "idna", "encodings.idna",
        "urllib.request", "zipfile", "mimetypes", "random", "hashlib", "hmac", "importlib.metadata",
        "importlib.resources", "certifi",
    } == set()  # fmt: skip


@pytest.mark.parametrize("arguments", [["--help"], ["run", "--help"], ["ps", "--bad"], ["run"], ["bogus"]])
def test_no_requests_without_a_request(
    program: list[str],
    environment: dict[str, str],
    arguments: list[str],
) -> None:
    modules = imported(program, environment, arguments)
    assert "typer" in modules
    assert modules & {"requests", "urllib3", "requests_unixsocket", "ssl"} == set()


@pytest.mark.parametrize("arguments", [["--help"], [], ["network"], ["--version"], ["bogus"]])
def test_help_imports_no_command(program: list[str], environment: dict[str, str], arguments: list[str]) -> None:
    """What the root's help costs doesn't grow with the number of commands."""
    modules = imported(program, environment, arguments, whole=True)
    assert "dockctl.cli.table" in modules
    assert {name for name in modules if name.startswith(("dockctl.commands", "dockctl.engine"))} == set()


@pytest.mark.parametrize("arguments", [["ps"], ["network", "ls"], ["inspect", "bridge"], ["images"]])
def test_a_command_imports_no_other(
    program: list[str], environment: dict[str, str], arguments: list[str]
) -> None:
    modules = imported(program, environment, arguments, whole=True)
    assert len({name for name in modules if name.startswith("dockctl.commands.")}) == 1
    assert not {"tarfile", "dockctl.gotemplate.parser", "dockctl.operations.archives"} & modules


def test_runs_hundred_flags_import_nothing_that_none_of_them_needs(
    program: list[str],
    environment: dict[str, str],
) -> None:
    """What a flag's grammar needs is imported when the flag is given."""
    for arguments in (["run", "--help"], ["run"], ["create", "--bad"]):
        modules = imported(program, environment, arguments)
        assert modules & {"csv", "fractions", "decimal", "tarfile", "termios"} == set()


# What only those import who ask for it.
ASKED_FOR = {
    "dockctl.results.writing",
    "dockctl.results.containers",
    "dockctl.operations.readiness",
    "dockctl.ci",
    "dockctl.results.ci_runs",
    "dockctl.operations.replacing",
    "dockctl.operations.secret_files",
    "dockctl.operations.watching",
    "dockctl.operations.log_reading",
    "dockctl.operations.newer",
    "dockctl.operations.deadline",
    "dockctl.engine.rehearsal",
    "dockctl.render.requests",
    "dockctl.render.screen",
    "dockctl.render.screen_table",
    "dockctl.config.look",
    "dotenv",
    "dockctl.operations.listening",
}


@pytest.mark.parametrize(
    "arguments",
    [
        ["ps"],
        ["run", "--rm", "alpine", "true"],
        ["pull", "-q", "alpine"],
        ["images"],
        ["stop", "--filter", "name=none"],
    ],
)
def test_what_no_other_client_has_costs_nothing_unasked(
    program: list[str], environment: dict[str, str], alpine: str, arguments: list[str]
) -> None:
    assert alpine
    modules = imported(program, environment, arguments, whole=True)
    assert "dockctl.engine.client" in modules
    assert modules & ASKED_FOR == set()
