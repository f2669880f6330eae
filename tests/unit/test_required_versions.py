"""Commands and flags that an engine's API doesn't know yet, as docker 28.2 refuses them."""

from __future__ import annotations

import subprocess

import pytest

from dockctl.cli.app import Invocation, build_app
from dockctl.cli.table import COMMANDS
from dockctl.errors import DockctlError
from tests.fake import FakeEngine

CASES = {
    "1.24 container prune -f": ["dockctl container prune 1.25"],
    "1.24 image prune -f": ["dockctl image prune 1.25"],
    "1.24 network prune -f": ["dockctl network prune 1.25"],
    "1.24 volume prune -f": ["dockctl volume prune 1.25"],
    "1.24 system df": ["dockctl system df 1.25"],
    "1.24 system df --nosuch": ["dockctl system df 1.25"],
    "1.24 system df a": ["dockctl system df 1.25"],
    "1.24 system prune -f --filter label=a": ["dockctl system prune 1.25"],
    "1.27 system prune -f --filter label=a": ['"--filter" 1.28'],
    "1.28 service logs a": ["dockctl service logs 1.29"],
    "1.29 service logs --raw --details a": ['"--details" 1.30', '"--raw" 1.30'],
    "1.28 service scale -d a=1": ['"--detach" 1.29'],
    "1.24 exec -w /tmp -e A=1 a true": ['"--env" 1.25', '"--workdir" 1.35'],
    "1.24 exec -e A=1": ['"--env" 1.25'],
    "1.24 exec --env-file /dev/null a true": ['"--env-file" 1.25'],
    "1.34 logs --until 1 a": ['"--until" 1.35'],
    "1.24 run --init=false --cpus 1 a": ['"--cpus" 1.25', '"--init" 1.25'],
    "1.24 run --init --nosuch a": ['"--init" 1.25'],
    "1.24 create --cpu-rt-period 1 --cpu-rt-runtime 1 a": ['"--cpu-rt-period" 1.25', '"--cpu-rt-runtime" 1.25'],
    "1.24 container run --stop-timeout 1 a": ['"--stop-timeout" 1.25'],
    "1.28 run --health-start-period 1s a": ['"--health-start-period" 1.29'],
    "1.41 run --health-start-interval 1s a": ['"--health-start-interval" 1.44'],
    "1.31 run --platform linux/amd64 a": ['"--platform" 1.32'],
    "1.39 run --gpus all a": ['"--gpus" 1.40'],
    "1.40 run --cgroupns host a": ['"--cgroupns" 1.41'],
    "1.41 run --annotation a=b a": ['"--annotation" 1.43'],
    "1.24 update --cpu-rt-runtime 1 --cpu-rt-period 1 a": ['"--cpu-rt-period" 1.25', '"--cpu-rt-runtime" 1.25'],
    "1.28 update --cpus 1 --pids-limit 1 a": ['"--cpus" 1.29', '"--pids-limit" 1.40'],
    "1.41 history --platform linux/amd64 a": ['"--platform" 1.48'],
    "1.41 image inspect --platform linux/amd64 a": ['"--platform" 1.49'],
    "1.41 load --platform linux/amd64": ['"--platform" 1.48'],
    "1.41 save --platform linux/amd64 a": ['"--platform" 1.48'],
    "1.41 push --platform linux/amd64 a": ['"--platform" 1.46'],
    "1.41 rmi --platform linux/amd64 a": ['"--platform" 1.50'],
    "1.41 images --tree -q": ['"--tree" 1.47'],
    "1.31 import --platform linux/amd64 /nosuch": ['"--platform" 1.32'],
    "1.31 pull --platform linux/amd64 a": ['"--platform" 1.32'],
    "1.24 network create --attachable --ingress --scope x --config-only --config-from x a": [
        '"--attachable" 1.25', '"--config-from" 1.30', '"--config-only" 1.30', '"--ingress" 1.29', '"--scope" 1.30'
    ],
    "1.41 volume create --type block --scope single": ['"--scope" 1.42', '"--type" 1.42'],
    "1.41 volume create --group a --sharing none --availability active --secret a=b": [
        '"--availability" 1.42', '"--group" 1.42', '"--secret" 1.42', '"--sharing" 1.42'
    ],
    "1.41 volume create --limit-bytes 1 --required-bytes 1": ['"--limit-bytes" 1.42', '"--required-bytes" 1.42'],
    "1.41 volume create --topology-required a=b --topology-preferred a=b": [
        '"--topology-preferred" 1.42', '"--topology-required" 1.42'
    ],
    "1.41 volume ls --cluster": ['"--cluster" 1.42'],
    "1.41 volume prune -fa": ['"--all" 1.42'],
    "1.24 volume rm -f a": ['"--force" 1.25'],
}  # fmt: skip


@pytest.mark.parametrize("line", CASES)
def test_what_is_newer_than_the_engine_is_refused(line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    version, *words = line.split()
    monkeypatch.setenv("DOCKER_API_VERSION", version)
    expected = [
        f"{what} requires API version {since}, but the Docker daemon API version is {version}"
        for what, _, since in (item.rpartition(" ") for item in CASES[line])
    ]
    with FakeEngine() as fake, pytest.raises(DockctlError) as caught:
        build_app().main(
            ["-H", fake.host, *words], prog_name="dockctl", standalone_mode=False, obj=Invocation()
        )
    assert caught.value.message.splitlines() == expected
    assert caught.value.exit_status == 1
    assert fake.requests == []


def test_a_mistake_is_told_of_where_no_engine_answers(program: list[str]) -> None:
    command = [*program, "-H", "unix:///nosuch", "system", "df", "--nosuch"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.stderr.splitlines()[0] == "unknown flag: --nosuch"


def test_every_flag_that_came_later_has_a_case() -> None:
    tried = " ".join(what for refusals in CASES.values() for what in refusals)
    for entry in COMMANDS:
        for flag, since in entry.newer_flags.items():
            assert f'"--{flag}" {since}' in tried
