"""dockctl stop: many at once, told in order; all of them; by filter."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from tests.engine.private import PrivateEngine
from tests.processes import wait_until

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dockctl.engine.client import Engine
    from tests.conftest import Dockctl

IGNORES_TERM = "trap '' TERM; echo ready; while :; do sleep 0.1; done"


@pytest.fixture
def names(name: str, engine: Engine, dockctl: Dockctl, alpine: str) -> Iterator[list[str]]:
    """Three running containers that end at SIGTERM at once."""
    chosen = [f"{name}-{letter}" for letter in "cab"]
    for each in chosen:
        dockctl(
            "run", "-d", "--name", each, alpine, "sh", "-c",
            "trap 'exit 3' TERM; echo ready; while :; do sleep 0.05; done",
        )  # fmt: skip
    wait_until(lambda: all(dockctl("logs", each).stdout == "ready\n" for each in chosen))
    yield chosen
    for each in chosen:
        engine.containers.remove(each, force=True)


def test_tells_in_the_order_of_its_arguments(dockctl: Dockctl, engine: Engine, names: list[str]) -> None:
    result = dockctl("stop", names[0], "nosuch1", names[1], "nosuch2", names[2])
    assert result.stdout == "".join(f"{each}\n" for each in names)
    assert result.stderr == (
        "Error response from daemon: No such container: nosuch1\n"
        "Error response from daemon: No such container: nosuch2\n"
    )
    assert result.status == 1
    assert not {f"/{each}" for each in names} & {
        n for item in engine.containers.list() for n in item["Names"] or []
    }


def test_many_stop_at_once(dockctl: Dockctl, engine: Engine, alpine: str, name: str) -> None:
    """Three that take a grace of three seconds each end together, and not three seconds apart."""
    chosen = [f"{name}-{number}" for number in range(3)]
    for each in chosen:
        dockctl("run", "-d", "--name", each, alpine, "sh", "-c", IGNORES_TERM)
    result = dockctl("stop", "-t", "3", *chosen)
    ends = [datetime.fromisoformat(engine.containers.inspect(each)["State"]["FinishedAt"]) for each in chosen]
    for each in chosen:
        engine.containers.remove(each, force=True)
    assert result.stdout.split() == chosen
    assert max(ends) - min(ends) < timedelta(seconds=3)


def test_no_grace(dockctl: Dockctl, engine: Engine, alpine: str, name: str) -> None:
    dockctl("run", "-d", "--name", name, alpine, "sh", "-c", IGNORES_TERM)
    assert dockctl("stop", "-t", "0", name).stdout == f"{name}\n"
    state = engine.containers.inspect(name)["State"]  # a list may lag behind
    assert (state["Running"], state["ExitCode"]) == (False, 137)


def test_ignore_takes_the_missing_for_stopped(dockctl: Dockctl, names: list[str]) -> None:
    result = dockctl("stop", "--ignore", "nosuch", names[0])
    assert (result.stdout, result.stderr, result.status) == (f"{names[0]}\n", "", 0)


def test_by_filter(dockctl: Dockctl, engine: Engine, names: list[str]) -> None:
    expected = [engine.containers.inspect(each)["Id"][:12] for each in [min(names)]]
    result = dockctl("stop", "-f", f"name={min(names)}")
    assert result.stdout.split() == expected
    assert result.status == 0


def test_all_stops_every_running_container() -> None:
    """On an engine of its own: it takes all at their word."""
    import os  # noqa: PLC0415
    import subprocess  # noqa: PLC0415
    import sys  # noqa: PLC0415

    with PrivateEngine() as own:
        environment = os.environ | {"DOCKER_HOST": own.host}

        def call(*arguments: str) -> str:
            command = [sys.executable, "-m", "dockctl", *arguments]
            return subprocess.run(
                command, env=environment, capture_output=True, text=True, check=True, timeout=60
            ).stdout

        ids = [call("run", "-d", "alpine", "sleep", "100")[:12] for _ in range(3)]
        call("create", "alpine", "true")
        assert sorted(call("stop", "--all", "-t", "0").split()) == sorted(ids)
        assert call("ps", "-q") == ""
        assert call("stop", "--all") == ""


def test_what_it_refuses(dockctl: Dockctl) -> None:
    assert dockctl("stop", "--all", "x").stderr == (
        "conflicting options: cannot specify containers together with --all or --filter\n"
    )
    assert dockctl("stop", "--all", "x").status == 1
    assert dockctl("stop").status == 1


def test_the_deprecated_spelling_says_so_on_stderr(dockctl: Dockctl, names: list[str]) -> None:
    result = dockctl("stop", "--time", "1", names[0])
    assert result.stdout == f"{names[0]}\n"
    assert result.stderr == "Flag --time has been deprecated, use --timeout instead\n"
    assert result.status == 0
