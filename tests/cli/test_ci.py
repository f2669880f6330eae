"""--ci: what GitHub and GitLab are told of runs and pulls."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path
from textwrap import dedent
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Dockctl

README = (Path(__file__).parents[2] / "README.md").read_text()
TOKEN = re.compile(r"^::stop-commands::([0-9a-f]{32})$", re.MULTILINE)


@pytest.fixture
def github(environment: dict[str, str], tmp_path: Path) -> dict[str, str]:
    """The environment of a step."""
    files = {name: str(tmp_path / name) for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}
    return environment | files | {"GITHUB_ACTIONS": "true"}


def test_a_failure_is_annotated_with_the_last_lines(
    dockctl: Dockctl, alpine: str, github: dict[str, str]
) -> None:
    result = dockctl(
        "--ci",
        "github",
        "run",
        "--rm",
        alpine,
        "sh",
        "-c",
        "echo out; echo 50% >&2; exit 3",
        environment=github,
    )
    assert (result.stdout, result.status) == ("out\n", 3)
    assert result.stderr.endswith("::error title=dockctl run alpine exited with 3::out%0A50%25\n")
    outputs = Path(github["GITHUB_OUTPUT"]).read_text()
    assert re.fullmatch(r"id=[0-9a-f]{64}\nexit_status=3\nimage=alpine\n", outputs)
    assert "### dockctl run alpine exited with 3" in Path(github["GITHUB_STEP_SUMMARY"]).read_text()


def test_a_container_can_not_give_commands(dockctl: Dockctl, alpine: str, github: dict[str, str]) -> None:
    script = "echo ::set-env name=A::b; echo ::add-mask::x >&2; printf ::half"
    result = dockctl("--ci", "github", "run", "--rm", alpine, "sh", "-c", script, environment=github)
    assert result.stdout == "::set-env name=A::b\n::half"
    [token] = TOKEN.findall(result.stderr)
    before, _, rest = result.stderr.partition(f"::stop-commands::{token}\n")
    inside, _, after = rest.partition(f"\n::{token}::\n")
    assert (before, inside, after) == ("", "::add-mask::x\n", "")
    other = dockctl("--ci", "github", "run", "--rm", alpine, "true", environment=github)
    assert TOKEN.findall(other.stderr) != [token]


def test_pulls_are_folded_and_secrets_masked(dockctl: Dockctl, github: dict[str, str]) -> None:
    dockctl("rmi", "-f", "127.0.0.1:5000/test/layers:30")
    words = ["run", "--rm", "--secret", "token,env=TOKEN", "127.0.0.1:5000/test/layers:30", "true"]
    result = dockctl("--ci", "auto", *words, environment=github | {"TOKEN": "first\nsecond\n"})
    assert result.status == 0
    lines = result.stderr.splitlines()
    assert lines[:2] == ["::add-mask::first", "::add-mask::second"]
    start, end = lines.index("::group::Pull 127.0.0.1:5000/test/layers:30"), lines.index("::endgroup::")
    assert end > start + 1
    assert end < next(number for number, line in enumerate(lines) if line.startswith("::stop-commands::"))
    pulled = dockctl("--ci", "github", "pull", "-q", "alpine", environment=github)
    assert pulled.stdout == "docker.io/library/alpine:latest\n"
    assert pulled.stderr == "::group::Pull alpine:latest\n::endgroup::\n"


def test_gitlab_has_sections(dockctl: Dockctl, alpine: str, environment: dict[str, str]) -> None:
    given = environment | {"GITLAB_CI": "true", "DOCKCTL_CI": "auto"}
    pulled = dockctl("pull", "-q", alpine, environment=given)
    start = r"\x1b\[0Ksection_start:\d+:(dockctl_\w+)\[collapsed=true\]\r\x1b\[0KPull alpine:latest\n"
    assert re.fullmatch(start + r"\x1b\[0Ksection_end:\d+:\1\r\x1b\[0K\n", pulled.stderr)
    failed = dockctl("run", "--rm", alpine, "sh", "-c", "echo why; exit 4", environment=given)
    assert (failed.stdout, failed.status) == ("why\n", 4)
    assert failed.stderr == "ERROR: dockctl run alpine exited with 4\nwhy\n"


def test_a_deadline_and_an_error_are_told(dockctl: Dockctl, github: dict[str, str], alpine: str) -> None:
    late = dockctl("--ci", "github", "run", "--rm", "--timeout", "500ms", "--timeout-grace", "0s", alpine, "sleep", "60",
                   environment=github)  # fmt: skip
    assert late.status == 124
    assert "::error title=dockctl run alpine exited with 124 (timed out)::" in late.stderr
    failed = dockctl("--ci", "github", "run", "--network", "nosuch", alpine, environment=github)
    assert "::error title=dockctl run alpine exited with 125::Error response from daemon: " in failed.stderr


def test_unasked_nothing_is_told(dockctl: Dockctl, alpine: str, github: dict[str, str]) -> None:
    result = dockctl("run", "--rm", alpine, "sh", "-c", "exit 3", environment=github)
    assert (result.stdout, result.stderr, result.status) == ("", "", 3)
    assert not Path(github["GITHUB_OUTPUT"]).exists()


def test_no_other_service(dockctl: Dockctl, environment: dict[str, str]) -> None:
    result = dockctl("--ci", "jenkins", "ps")
    assert (result.stdout, result.status) == ("", 1)
    assert result.stderr == 'invalid --ci "jenkins": must be one of "auto", "github" or "gitlab"\n'
    assert dockctl("ps", environment=environment | {"DOCKCTL_CI": "x"}).status == 1


def scripts(language: str) -> list[str]:
    """Return the scripts of the README's examples: what follows ``run: |`` and the items of ``script:``."""
    found = []
    for block in re.findall(rf"<!-- {language} -->\n\n```yaml\n(.*?)```", README, re.DOTALL):
        for _, text in re.findall(r"^( *)(?:- )?run: \|\n((?:\1 +.*\n)+)", block, re.MULTILINE):
            found.append(dedent(text))
        found += [
            "\n".join(re.findall(r"^    - (.*)$", part, re.MULTILINE))
            for part in block.split("  script:\n")[1:]
        ]
    return found


@pytest.mark.parametrize("language", ["github", "gitlab"])
def test_the_readmes_scripts_run(
    program: list[str], github: dict[str, str], alpine: str, language: str, tmp_path: Path
) -> None:
    assert alpine
    bin_ = tmp_path / "bin"
    bin_.mkdir()
    for name, line in {"dockctl": f'exec {" ".join(program)} "$@"', "pip": "true"}.items():
        (bin_ / name).write_text(f"#!/bin/sh\n{line}\n")
        (bin_ / name).chmod(0o755)
    given = github | {"PATH": f"{bin_}:{os.environ['PATH']}", "API_TOKEN": "t0ken", "GITLAB_CI": "true"}
    assert scripts(language)
    for script in scripts(language):
        done = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", script], capture_output=True, text=True, env=given, cwd=tmp_path,
            timeout=120, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
