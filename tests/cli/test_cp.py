"""dockctl cp: both directions on a real engine, beside the real docker CLI where there is one."""

from __future__ import annotations

import io
import shlex
import shutil
import subprocess
import tarfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from dockctl.engine.stream import demultiplex
from tests.golden.stage import OURS, docker

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dockctl.engine.client import Engine
    from tests.conftest import Dockctl

CASES = """
f C:/w/
f C:/w/nodir/
d C:/w/d
d/. C:/w/new
d C:/w/f
C:/w/f .
C:/w/f new
C:/w/f nodir/
C:/w/d new
C:/w/d d
C:/w/d/. new
-L C:/w/l new
C:/w/dl new
-L C:/w/dl new
C:/w/bl new
l C:/w/new
-L dl C:/w/new
dl/ C:/w/new
f C:/w/dl
f C:/w/bl
C:/w/f bl
f C:
C: new
C:w/f new
./a:b C:/w
hard C:/w/new
C:/w/hard new
C:/w/perm new
-a perm C:/w/new
. C:/w/all
C:/w/. all
""".strip().splitlines()
SCRIPT = (
    "mkdir -p d/sub perm hard; echo 1 >f; echo 2 >d/a; echo 3 >d/sub/b; ln -s f l; ln -s d dl; ln -s none bl;"
    " echo p >perm/p; chown 1000:1001 perm perm/p; chmod 640 perm/p; chmod 700 perm; echo h >hard/a;"
    " ln hard/a hard/b; chmod 4755 f; touch -t 202001010101 d/a"
)
LISTING = 'find . | sort | while read p; do stat -c \'%n %A %u %g %h\' "$p"; readlink "$p" || true; done'


class Copied(NamedTuple):
    """What a copy said, and what there was afterwards on both sides."""

    status: int
    stdout: bytes
    stderr: str
    here: str
    there: str


def inside(engine: Engine, container: str, script: str) -> str:
    """Run a script in a container and return what it prints."""
    process = engine.exec.create(
        container, {"Cmd": ["sh", "-c", script], "AttachStdout": True, "AttachStderr": True}
    )
    connection = engine.exec.attach(process)
    text = b"".join(frame.data for frame in demultiplex(connection)).decode()
    connection.close()
    return text


@pytest.fixture
def container(engine: Engine, alpine: str, name: str) -> Iterator[str]:
    """A running container."""
    engine.containers.create({"Image": alpine, "Cmd": ["sleep", "300"]}, name=name)
    engine.containers.start(name)
    yield name
    engine.containers.kill(name)


def copy(
    program: list[str], line: str, engine: Engine, container: str, folder: Path, environment: dict[str, str]
) -> Copied:
    """Run a case between two fresh folders."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    subprocess.run(["sh", "-c", f"{SCRIPT}; echo x >a:b"], cwd=folder, check=True)
    inside(engine, container, f"rm -rf /w /new; mkdir /w; cd /w; {SCRIPT}")
    words = [word.replace("C:", f"{container}:") for word in shlex.split(line)]
    done = subprocess.run(
        [*program, "cp", *words], cwd=folder, env=environment, capture_output=True, check=False, timeout=60
    )
    listing = subprocess.run(["sh", "-c", LISTING], cwd=folder, check=True, capture_output=True, text=True)
    lines = done.stderr.decode().splitlines()
    errors = "\n".join(line for line in lines if not line.startswith(("time=", "hint:")))
    there = inside(engine, container, f"cd /w && {LISTING}; ls /")
    return Copied(done.returncode, done.stdout, errors, listing.stdout, there)


@pytest.mark.skipif(not docker(), reason="no docker CLI of version 28 or newer")
@pytest.mark.parametrize("line", CASES)
def test_copies_as_docker_does(
    engine: Engine, container: str, tmp_path: Path, environment: dict[str, str], line: str
) -> None:
    theirs = copy(docker(), line, engine, container, tmp_path / "w", environment)
    ours = copy(OURS, line, engine, container, tmp_path / "w", environment)
    assert ours == theirs


def test_there_and_back(dockctl: Dockctl, container: str, tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub/ünï code").write_text("content\n")
    assert dockctl("cp", f"{tmp_path}/sub", f"{container}:/tmp/there").stderr == ""
    result = dockctl("cp", f"{container}:/tmp/there/.", str(tmp_path / "back"))
    assert (result.stdout, result.stderr, result.status) == ("", "", 0)
    assert (tmp_path / "back/ünï code").read_text() == "content\n"


def test_archives_through_pipes(
    program: list[str], environment: dict[str, str], engine: Engine, container: str
) -> None:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        info = tarfile.TarInfo("from/a/pipe")
        info.size = 5
        archive.addfile(info, io.BytesIO(b"hello"))
    put = subprocess.run(
        [*program, "cp", "-", f"{container}:/tmp"],
        input=buffer.getvalue(),
        env=environment,
        capture_output=True,
        check=False,
    )
    assert (put.stdout, put.stderr, put.returncode) == (b"", b"", 0)
    assert inside(engine, container, "cat /tmp/from/a/pipe") == "hello"
    got = subprocess.run(
        [*program, "cp", f"{container}:/tmp/from", "-"], env=environment, capture_output=True, check=True
    )
    assert got.stderr == b""
    with tarfile.open(fileobj=io.BytesIO(got.stdout)) as archive:
        assert archive.getnames() == ["from", "from/a", "from/a/pipe"]


def test_junk_for_an_archive_is_the_engines_error(
    program: list[str], environment: dict[str, str], container: str
) -> None:
    command = [*program, "cp", "-", f"{container}:/tmp"]
    done = subprocess.run(command, input=b"junk", env=environment, capture_output=True, check=False)
    assert done.stderr.startswith(b"Error response from daemon: ")
    assert done.returncode == 1


def test_a_container_can_not_write_outside_the_target(
    dockctl: Dockctl, engine: Engine, container: str, tmp_path: Path
) -> None:
    """A link that leads out is copied as a link, and nothing goes through it."""
    inside(engine, container, "mkdir /e; cd /e; ln -s /etc out; ln -s ../.. up; echo x >file")
    target = tmp_path / "target"
    target.mkdir()
    assert dockctl("cp", f"{container}:/e/.", str(target)).status == 0
    assert (target / "out").readlink() == Path("/etc")
    inside(engine, container, "rm /e/out; mkdir /e/out; echo bad >/e/out/passwd")
    result = dockctl("cp", f"{container}:/e/.", str(target))
    assert "cannot overwrite non-directory" in result.stderr
    assert result.status == 1
    assert not any("bad" in path.read_text() for path in Path("/etc").glob("passwd"))


def test_owners_are_kept_if_asked_for(dockctl: Dockctl, engine: Engine, container: str, tmp_path: Path) -> None:
    inside(engine, container, "echo x >/f; chown 1000:1001 /f; chmod 4755 /f")
    dockctl("cp", f"{container}:/f", str(tmp_path / "plain"))
    dockctl("cp", "-a", f"{container}:/f", str(tmp_path / "owned"))
    assert (tmp_path / "plain").stat().st_uid == 0
    kept = (tmp_path / "owned").stat()
    assert (kept.st_uid, kept.st_gid, kept.st_mode & 0o7777) == (1000, 1001, 0o4755)
