"""--result: what a command came to, as one JSON object, whatever the end was."""

from __future__ import annotations

import json
import os
import signal
import subprocess
from typing import TYPE_CHECKING, Any

import pytest

from tests.faults.proxy import Fault, FaultProxy
from tests.processes import started, wait_until

if TYPE_CHECKING:
    from pathlib import Path

    from dockctl.engine.client import Engine
    from tests.conftest import Dockctl

COMMON = {"schema", "command", "exit_status", "timed_out", "error", "started_at", "finished_at", "duration_s"}
OF_RUN = COMMON | {
    "phase", "id", "name", "image", "image_digest", "container_exit_status", "signal", "oom_killed",
    "container_started_at", "container_finished_at",
}  # fmt: skip


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where the record goes."""
    return tmp_path / "result.json"


def read(file: Path) -> dict[str, Any]:
    """Return a record, which is the only file in its folder."""
    found: dict[str, Any] = json.loads(file.read_text())
    assert [path.name for path in file.parent.iterdir() if path.name != "home"] == [file.name]
    assert found["schema"] == 1
    assert found["started_at"] <= found["finished_at"]
    return found


@pytest.mark.parametrize("flags", [[], ["--rm"]])
def test_a_run_tells_all(dockctl: Dockctl, alpine: str, name: str, file: Path, flags: list[str]) -> None:
    result = dockctl("run", "--name", name, *flags, "--result", str(file), alpine, "sh", "-c", "echo a; exit 3")
    assert (result.stdout, result.status) == ("a\n", 3)
    record = read(file)
    assert set(record) == OF_RUN
    expected = {"command": "run", "phase": "done", "name": name, "image": "alpine", "exit_status": 3, "error": None,
                "container_exit_status": 3, "signal": None, "oom_killed": False, "timed_out": False}  # fmt: skip
    assert {key: record[key] for key in expected} == expected
    assert len(record["id"]) == 64
    assert record["image_digest"].startswith("sha256:")
    # dockerd may take note of the start after the end.
    assert record["container_started_at"][:4] == record["container_finished_at"][:4] != "0001"


def test_a_signal_is_named(dockctl: Dockctl, alpine: str, file: Path) -> None:
    dockctl("run", "--rm", "--init", "--result", str(file), alpine, "sh", "-c", "kill -9 $$")
    record = read(file)
    assert (record["exit_status"], record["container_exit_status"], record["signal"]) == (137, 137, "SIGKILL")


@pytest.mark.parametrize(
    ("words", "phase", "kind", "status"),
    [
        (["127.0.0.1:5000/nosuch/image"], "pull", "image_missing", 125),
        (["--network", "nosuch", "alpine"], "start", "not_found", 125),
        (["alpine", "/nosuch"], "start", "", 127),
        (["--pull", "never", "nosuch"], "create", "image_missing", 125),
        (["--timeout", "500ms", "--timeout-grace", "0s", "alpine", "sleep", "60"], "done", "timeout", 124),
    ],
)
def test_a_run_that_fails_tells_where(
    dockctl: Dockctl, alpine: str, name: str, file: Path, words: list[str], phase: str, kind: str, status: int
) -> None:  # fmt: skip
    assert alpine
    result = dockctl("run", "--name", name, "--result", str(file), *words)
    record = read(file)
    assert set(record) == OF_RUN
    assert (record["phase"], record["exit_status"], result.status) == (phase, status, status)
    assert record["error"]["class"] == kind or not kind
    assert record["error"]["message"] in result.stderr
    assert record["timed_out"] is (status == 124)


@pytest.mark.parametrize(
    ("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)]
)
def test_an_interruption_is_recorded(
    program: list[str], environment: dict[str, str], host: str, dockctl: Dockctl, alpine: str, name: str, file: Path,
    number: int, status: int,
) -> None:  # fmt: skip
    dockctl("run", "-d", "--name", name, alpine, "sleep", "600")
    # Whoever runs these tests by nohup has that ignored, and so would have the program.
    command = ["env", "--default-signal=HUP", *program, "wait", "--result", str(file), name]
    with FaultProxy(host) as proxy, started(command, env=environment | {"DOCKER_HOST": proxy.host}) as process:
        wait_until(lambda: any("/wait" in exchange.request for exchange in proxy.exchanges))
        assert not file.exists()
        process.send_signal(number)
        assert process.wait(60) == status
    record = read(file)
    assert (record["exit_status"], record["error"]["class"]) == (status, "interrupted")
    assert record["containers"] == [{"name": name, "container_exit_status": None}]


def test_an_open_file_takes_it(program: list[str], environment: dict[str, str], alpine: str) -> None:
    reader, writer = os.pipe()
    command = [*program, "run", "--rm", "--result", f"fd:{writer}", alpine, "echo", "out"]
    done = subprocess.run(
        command, pass_fds=[writer], capture_output=True, env=environment, timeout=60, check=True
    )
    os.close(writer)
    with os.fdopen(reader) as file:
        assert json.loads(file.read())["phase"] == "done"
    assert (done.stdout, done.stderr) == (b"out\n", b"")


@pytest.mark.parametrize("target", ["fd:77", "fd:x", "/nosuch/folder/file", "/tmp"])  # noqa: S108  (nothing is written)
def test_a_place_that_is_none_is_told_before_anything_is_done(
    dockctl: Dockctl, engine: Engine, alpine: str, name: str, target: str
) -> None:
    result = dockctl("run", "-d", "--name", name, "--result", target, alpine)
    assert (result.stdout, result.status) == ("", 1)
    assert result.stderr.startswith(f"--result {target}: ")
    assert engine.containers.list(all_=True, filters={"name": [name]}) == []


def test_the_others_have_their_own_fields(
    dockctl: Dockctl, engine: Engine, alpine: str, name: str, file: Path
) -> None:
    dockctl("run", "-d", "--name", name, alpine, "sleep", "60")
    assert dockctl("stop", "-t", "0", "--result", str(file), name, "nosuch").status == 1
    record = read(file)
    stopped = [{"name": name, "stopped": True}, {"name": "nosuch", "stopped": False}]
    assert (record["containers"], record["error"]["class"]) == (stopped, "not_found")
    assert dockctl("wait", "--result", str(file), name).stdout == "137\n"
    assert read(file)["containers"] == [{"name": name, "container_exit_status": 137}]
    made = dockctl("commit", "--result", str(file), name, f"{name}:made").stdout.strip()
    record = read(file)
    assert (record["id"], record["reference"]) == (made, f"docker.io/library/{name}:made")
    engine.images.remove(f"{name}:made")
    assert dockctl("pull", "-q", "--result", str(file), "alpine").status == 0
    assert read(file)["images"] == [{"reference": "docker.io/library/alpine:latest", "outcome": "pulled"}]
    assert dockctl("pull", "-q", "--result", str(file), "alpine", "127.0.0.1:5000/nosuch").status == 1
    assert [item["outcome"] for item in read(file)["images"]] == ["pulled", None]


def test_a_rehearsal_records_nothing(dockctl: Dockctl, alpine: str, file: Path) -> None:
    assert dockctl("--dry-run", "run", "--result", str(file), alpine).status == 0
    assert not file.exists()


@pytest.mark.parametrize("target", [r"/wait", r"/start", r"/attach", r"/containers/create"])
def test_a_lost_connection_is_recorded(
    dockctl: Dockctl, host: str, environment: dict[str, str], alpine: str, file: Path, target: str
) -> None:
    with FaultProxy(host) as proxy:
        proxy.set(Fault("cut", target, cut_at=0))
        given = environment | {"DOCKER_HOST": proxy.host}
        result = dockctl("run", "--rm", "--result", str(file), alpine, "true", environment=given)
    record = read(file)
    assert record["exit_status"] == result.status == 125
    assert record["error"]["class"] in {"unreachable", "engine"}
