"""The real engine, and the program as its users call it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import pytest
from hypothesis import settings

from dockctl.engine.client import Engine
from dockctl.errors import DockctlError
from dockctl.transport.address import parse_address
from tests.engine.kinds import KINDS, VARIABLE, chosen
from tests.engine.private import PrivateEngine, can_start, missing_programs
from tests.engine.skips import reasons_to_skip

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

PREFIX = "dockctl-test-"
# Property tests are about results; how long an example takes depends on what else the machine does.
settings.register_profile("dockctl", deadline=None)
settings.load_profile("dockctl")
TIMEOUT = 60
# What of a user's or a CI service's environment would change what the program does.
SURROUNDINGS = re.compile(
    r"DOCKER|DOCKCTL_(?!TEST)|GITHUB_|GITLAB_|(NO|FORCE)_COLOR$|CLICOLOR|LC_|LANG|(HTTPS?|ALL|NO)_PROXY$",
    re.IGNORECASE,
)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--engine",
        default="",
        help=f"use this engine (unix://… or tcp://…), or a private one of this kind: {', '.join(KINDS)}",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Choose the kind of every private engine, in the processes of pytest-xdist, too; no proxy of this machine counts."""
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "ALL_PROXY", "REQUEST_METHOD"):
        os.environ.pop(name, None)
        os.environ.pop(name.lower(), None)
    name = config.getoption("--engine")
    if name in KINDS:
        os.environ[VARIABLE] = name
    elif name and "://" not in name:
        message = f"--engine takes an address or one of {', '.join(KINDS)}"
        raise pytest.UsageError(message)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what the chosen kind of engine lacks; -ra prints each with its reason."""
    for item in items:
        # Where a command line is the parameter it is the name: pytest numbers the long ones.
        line = (
            item.callspec.params.get("line")
            if isinstance(item, pytest.Function) and hasattr(item, "callspec")
            else ""
        )
        test = f"{item.nodeid.partition('[')[0]}[{line}]" if isinstance(line, str) and line else item.nodeid
        for reason in reasons_to_skip(chosen(), test):
            item.add_marker(pytest.mark.skip(reason=f"{chosen().name}: {reason}"))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print how many faults there were (tests/faults); with pytest-xdist each report brings its count along."""
    reports = [report for kind in ("passed", "failed") for report in terminalreporter.stats.get(kind, [])]
    count = sum(value for report in reports for name, value in report.user_properties if name == "faults")
    if count:
        terminalreporter.write_line(f"{count} faults")


def address_given(config: pytest.Config) -> str:
    """Return the address of the engine to use; empty for a private one."""
    name = str(config.getoption("--engine"))
    return "" if name in KINDS else name or os.environ.get("DOCKER_HOST", "")


@dataclass(frozen=True)
class Result:
    """What a command wrote, and its exit status."""

    stdout: str
    stderr: str
    status: int


class Dockctl(Protocol):
    """Runs the program in a process of its own."""

    def __call__(
        self,
        *arguments: str,
        stdin: str | None = None,
        environment: Mapping[str, str] | None = None,
    ) -> Result: ...


@pytest.fixture(scope="session")
def private_engine(request: pytest.FixtureRequest) -> Iterator[PrivateEngine | None]:
    """The engine started for these tests; None when another one was asked for."""
    if address_given(request.config):
        yield None
        return
    if not can_start() or missing_programs():
        pytest.fail(
            "no engine: give one with --engine or DOCKER_HOST, or run as root with docker.io, docker-registry"
            f" and busybox-static installed (missing: {missing_programs()})",
        )
    with PrivateEngine() as engine:
        yield engine


@pytest.fixture(scope="session")
def host(request: pytest.FixtureRequest, private_engine: PrivateEngine | None) -> str:
    """The engine's address, as DOCKER_HOST takes it."""
    if private_engine is not None:
        return private_engine.host
    return address_given(request.config)


@pytest.fixture
def hub(private_engine: PrivateEngine | None) -> PrivateEngine:
    """Skip where the engine's registries are not ours to know."""
    if private_engine is None:
        pytest.skip("needs the private engine's registries")
    return private_engine


@pytest.fixture
def environment(host: str, tmp_path: Path) -> dict[str, str]:
    """The environment of the program: the engine, and a home of its own."""
    kept = {name: value for name, value in os.environ.items() if not SURROUNDINGS.match(name)}
    home = tmp_path / "home"
    home.mkdir()
    return kept | {"DOCKER_HOST": host, "HOME": str(home), "COLUMNS": "80", "LANG": "C.UTF-8"}


@pytest.fixture
def program() -> list[str]:
    """The beginning of the program's command line."""
    return [sys.executable, "-m", "dockctl"]


@pytest.fixture
def dockctl(program: list[str], environment: dict[str, str]) -> Dockctl:
    """Run the program: stdout, stderr and exit status are three things to expect."""

    def call(
        *arguments: str,
        stdin: str | None = None,
        environment: Mapping[str, str] | None = environment,
    ) -> Result:
        done = subprocess.run(
            [*program, *arguments],
            input=stdin.encode() if stdin is not None else None,
            stdin=None if stdin is not None else subprocess.DEVNULL,
            capture_output=True,
            env=environment,
            timeout=TIMEOUT,
            check=False,
        )
        # Not in subprocess's text mode: that would make "\r\n" a newline.
        return Result(done.stdout.decode(), done.stderr.decode(), done.returncode)

    return call


@pytest.fixture
def engine(host: str) -> Iterator[Engine]:
    """The socket-HTTP core, without the command line."""
    engine = Engine(parse_address(host))
    yield engine
    engine.close()


@pytest.fixture
def name(engine: Engine) -> Iterator[str]:
    """A name for one container, which is removed in the end."""
    chosen = f"{PREFIX}{uuid.uuid4().hex[:10]}"
    yield chosen
    try:
        engine.containers.remove(chosen, force=True, volumes=True)
    except DockctlError:
        return  # the test has removed it


@pytest.fixture
def alpine(engine: Engine) -> str:
    """An image that is there."""
    from dockctl.engine.reference import parse_reference  # noqa: PLC0415
    from dockctl.render.progress_lines import discard  # noqa: PLC0415

    if not engine.images.list(filters={"reference": ["alpine:latest"]}):
        discard(engine.images.pull(parse_reference("alpine:latest")))
    return "alpine"
