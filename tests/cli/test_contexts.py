"""dockctl context: on docker's own files, and beside the real docker CLI."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
from typing import TYPE_CHECKING, NamedTuple

import pytest

from tests.engine.registries import write_certificates
from tests.golden.stage import OURS, docker

if TYPE_CHECKING:
    from pathlib import Path

# One after the other in one folder; a line may begin with settings of the environment.
LINES = """
context ls
context show
context create
context create a
context create default --docker host=unix:///x
context create 'b c' --docker host=unix:///x
context create one
context create two --docker host=tcp://h:2376 --description 'my desc'
context create three --docker host=unix:///x.sock,skip-tls-verify=true
context create two --docker host=tcp://h
context create x1 --docker bogus=1
context create x2 --docker host=tcp://h:1,ca=/nosuch
context create x3 --docker host=tcp://h:1,skip-tls-verify=maybe
context create x4 --docker nopair
context create x5 --from nosuch
context create x6 --from two --docker host=tcp://h
context create x7 --docker host=tcp://h:1,ca=/etc/hostname
context create none --docker host=
context create four --from two
context create five --docker from=two
context create far --docker host=ssh://me@far
context create sure --docker host=tcp://h:2376,ca=CERTS/ca.pem,cert=CERTS/cert.pem,key=CERTS/key.pem
context create sure2 --from sure
context ls
context ls -q
context list --format json
context ls --format '{{.Name}} {{.Current}} {{.Description}} {{.DockerEndpoint}} {{.Error}}'
context ls --format '{{.Bogus}}'
context ls x
context use nosuch
context use two
context show
context ls
DOCKER_HOST=unix:///y context ls
DOCKER_HOST=unix:///y context use three
DOCKER_HOST=unix:///y context show
DOCKER_CONTEXT=two context show
DOCKER_CONTEXT=nosuch context show
DOCKER_CONTEXT=nosuch context ls --format '{{.Name}} {{.Current}}'
-c two context show
-H tcp://z context show
context inspect
context inspect two three
context inspect default
context inspect nosuch two
context inspect sure -f '{{json .TLSMaterial}}'
context inspect two -f '{{.Name}} {{.Endpoints.docker.Host}}'
context inspect two -f '{{.Na'
context rm two
context rm nosuch three four
context rm default
context rm -f three nosuch2
context show
context use default
DOCKER_CONTEXT=far context remove far
-c nosuch ps
""".strip().splitlines()


class Done(NamedTuple):
    """What a line came to."""

    stdout: str
    stderr: str
    status: int


def play(program: list[str], line: str, folder: Path, certificates: Path) -> Done:
    words = shlex.split(line.replace("CERTS", str(certificates)))
    settings = dict(word.split("=", 1) for word in words if word.startswith("DOCKER_"))
    kept = {name: value for name, value in os.environ.items() if not name.startswith("DOCKER")}
    done = subprocess.run(
        [*program, *(word for word in words if not word.startswith("DOCKER_"))],
        env=kept | settings | {"DOCKER_CONFIG": str(folder), "HOME": str(folder), "COLUMNS": "80"},
        capture_output=True,
        text=True,
        check=False,
        timeout=30,
    )
    texts = [
        text.replace(str(folder), "CONFIG").replace("dockctl", "docker") for text in (done.stdout, done.stderr)
    ]
    return Done(texts[0], texts[1], done.returncode)


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*.*") if path.is_file()}


@pytest.mark.skipif(not docker(), reason="no docker CLI of version 28 or newer")
def test_each_line_is_as_dockers_and_so_are_the_files(tmp_path: Path) -> None:
    certificates, ours, theirs = (tmp_path / name for name in ("certs", "ours", "theirs"))
    for folder in (certificates, ours, theirs):
        folder.mkdir()
    write_certificates(certificates)
    for line in LINES:
        expected = play(docker(), line, theirs, certificates)
        assert play(OURS, line, ours, certificates) == expected, line
        written = {path: data for path, data in files(ours).items() if path != "config.json"}
        assert written == {path: data for path, data in files(theirs).items() if path != "config.json"}, line
    settings = json.loads((theirs / "config.json").read_text())
    assert json.loads((ours / "config.json").read_text()) == {k: v for k, v in settings.items() if k != "auths"}


def test_keys_are_for_their_owner_alone(tmp_path: Path) -> None:
    certificates = tmp_path / "certs"
    certificates.mkdir()
    write_certificates(certificates)
    line = "context create sure --docker host=tcp://h:1,cert=CERTS/cert.pem,key=CERTS/key.pem"
    assert play(OURS, line, tmp_path / "config", certificates).status == 0
    keys = list((tmp_path / "config").rglob("key.pem"))
    assert [path.stat().st_mode & 0o777 for path in keys] == [0o600]
    assert [path.parent.stat().st_mode & 0o777 for path in keys] == [0o700]


def test_an_address_that_is_none_is_refused(tmp_path: Path) -> None:
    """The docker CLI keeps it, and fails with it later."""
    done = play(OURS, "context create bad --docker host=bogus://x", tmp_path, tmp_path)
    assert done == Done("", "invalid bind address format: bogus://x\n", 1)
    assert list(tmp_path.iterdir()) == []
