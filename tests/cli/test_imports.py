"""Start-up: what a command imports, not how long that takes."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Sequence

PROBE = """
import json, sys
from dockctl.cli.main import main
status = main(sys.argv[1:])
print("\\n" + json.dumps(sorted(sys.modules)))
"""


def imported(program: list[str], environment: dict[str, str], arguments: Sequence[str]) -> set[str]:
    """Return the top-level modules that a command line imports."""
    command = [program[0], "-c", PROBE, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=60, check=True)
    return {name.partition(".")[0] for name in json.loads(done.stdout.splitlines()[-1])}


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
    assert imported(program, environment, arguments) & {"pydantic", "rich", "pydantic_core", "wcwidth"} == set()


@pytest.mark.parametrize("arguments", [["--help"], ["run", "--help"], ["ps", "--bad"], ["run"], ["bogus"]])
def test_no_requests_without_a_request(
    program: list[str],
    environment: dict[str, str],
    arguments: list[str],
) -> None:
    modules = imported(program, environment, arguments)
    assert "typer" in modules
    assert modules & {"requests", "urllib3", "requests_unixsocket", "ssl"} == set()


def test_runs_hundred_flags_import_nothing_that_none_of_them_needs(
    program: list[str],
    environment: dict[str, str],
) -> None:
    """What a flag's grammar needs is imported when the flag is given."""
    for arguments in (["run", "--help"], ["run"], ["create", "--bad"]):
        modules = imported(program, environment, arguments)
        assert modules & {"csv", "fractions", "decimal", "tarfile", "termios"} == set()
