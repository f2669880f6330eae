"""``version`` and ``info`` in a format, where there is no engine: they say why, and keep docker's fields."""

from __future__ import annotations

import json
import os
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.golden.stage import OURS, docker

if TYPE_CHECKING:
    from pathlib import Path

KEYS = [
    "ID", "Containers", "ContainersRunning", "ContainersPaused", "ContainersStopped", "Images", "Driver",
    "DriverStatus", "Plugins", "MemoryLimit", "SwapLimit", "CpuCfsPeriod", "CpuCfsQuota", "CPUShares", "CPUSet",
    "PidsLimit", "IPv4Forwarding", "Debug", "NFd", "OomKillDisable", "NGoroutines", "SystemTime", "LoggingDriver",
    "CgroupDriver", "NEventsListener", "KernelVersion", "OperatingSystem", "OSVersion", "OSType", "Architecture",
    "IndexServerAddress", "RegistryConfig", "NCPU", "MemTotal", "GenericResources", "DockerRootDir", "HttpProxy",
    "HttpsProxy", "NoProxy", "Name", "Labels", "ExperimentalBuild", "ServerVersion", "Runtimes", "DefaultRuntime",
    "Swarm", "LiveRestoreEnabled", "Isolation", "InitBinary", "ContainerdCommit", "RuncCommit", "InitCommit",
    "SecurityOptions", "CDISpecDirs", "Warnings", "ClientInfo",
]  # fmt: skip
UNREACHED = "Cannot connect to the Docker daemon at unix://{}/none.sock. Is the docker daemon running?\n"
CASES = [
    ("version", "{{.Server.Version}}", 1, "\n", ""),
    ("version", "{{.Server}}", 1, "<nil>\n", ""),
    ("version", "{{.Nope}}", 1, "\n", ""),
    ("version", "a{{.Server.Os}}b", 1, "a\n", ""),
    ("info", "{{.ID}}|{{.NCPU}}|{{.Swarm.LocalNodeState}}|{{json .Labels}}", 1, "|0||null\n", ""),
    ("info", "{{.ClientInfo.Debug}}", 0, "false\n", None),
    ("info", "{{json .ServerErrors}}", 1, "null\n", ""),
    (
        "info", "{{.Nope}}", 1, "\n",
        'template: :1:2: executing "" at <.Nope>: can\'t evaluate field Nope in type system.dockerInfo\n',
    ),
    (
        "info", "{{.Swarm.Cluster.ID}}", 1, "\n",
        'template: :1:8: executing "" at <.Swarm.Cluster.ID>: nil pointer evaluating *swarm.ClusterInfo.ID\n',
    ),
]  # fmt: skip


def run(program: list[str], folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "DOCKER_HOST": f"unix://{folder}/none.sock", "HOME": str(folder)}
    environment.pop("DOCKER_CONTEXT", None)
    return subprocess.run(
        [*program, *words], env=environment, capture_output=True, text=True, timeout=60, check=False
    )


@pytest.mark.parametrize(("command", "source", "status", "output", "error"), CASES)
def test_a_format_without_an_engine(
    tmp_path: Path, command: str, source: str, status: int, output: str, error: str | None
) -> None:
    wanted = (status, output, "" if error is None else UNREACHED.format(tmp_path) + error)
    for program in (OURS, docker()):
        if not program:
            continue
        done = run(program, tmp_path, command, "-f", source)
        told = "".join(line for line in done.stderr.splitlines(keepends=True) if not line.startswith("hint: "))
        assert (done.returncode, done.stdout, told) == wanted, program


def test_info_has_all_fields_without_an_engine(tmp_path: Path) -> None:
    answers = [run(OURS, tmp_path, "info", "-f", form) for form in ("{{json .}}", "json")]
    shown = [json.loads(answer.stdout) for answer in answers]
    assert shown[0] == shown[1]
    assert list(shown[0]) == KEYS
    if docker():
        theirs = json.loads(run(docker(), tmp_path, "info", "-f", "json").stdout)
        assert {**shown[0], "ClientInfo": None} == {**theirs, "ClientInfo": None}
        assert list(shown[0]) == list(theirs)
