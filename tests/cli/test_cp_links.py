"""dockctl cp and symbolic links: named on the command line, inside what is copied, and where a copy goes.

The values are the real docker CLI's: where there is one, it has to give them, too.
"""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import tarfile
from typing import TYPE_CHECKING

import pytest

from tests.golden.stage import OURS, docker

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from dockctl.engine.client import Engine

Tree = dict[str, str]  # path → a file's content, "→" and where a link leads, "/" for a directory

SOURCES: Tree = {
    "d": "/",
    "d/a": "a",
    "d/in": "→a",
    "d/under": "→sub",
    "d/sub": "/",
    "f": "f",
    "ld": "→d",
    "lf": "→f",
    "lld": "→ld",
    "dangling": "→none",
    "loop": "→loop",
}
INSIDE: Tree = {"a": "a", "in": "→a", "under": "→sub", "sub": "/"}  # what is in d
TARGETS: Tree = {
    **{f"dir{number}": "/" for number in range(10, 16)},
    "todir": "→dir15",
    "file16": "old",
    "tofile": "→file16",
    "tonone": "→made17",
}


def merged(trees: Iterable[Tree]) -> Tree:
    """Return all of ``trees`` as one."""
    return {path: value for tree in trees for path, value in tree.items()}


def below(folder: str, tree: Tree) -> Tree:
    """Return ``tree`` in a directory."""
    return {folder: "/"} | {f"{folder}/{path}": value for path, value in tree.items()}


# arguments, and what they add; each copy goes to a name of its own.
COPIES: dict[str, Tree] = {
    "ld 01": {"01": "→d"},
    "lf 02": {"02": "→f"},
    "dangling 03": {"03": "→none"},
    "lld 04": {"04": "→ld"},
    "d 06": below("06", INSIDE),
    "ld/ 07": below("07", INSIDE),
    "ld/. 08": below("08", INSIDE),
    "-L ld 09": below("09", INSIDE),
    "ld dir10": {"dir10/ld": "→d"},
    "ld/ dir11": below("dir11/ld", INSIDE),
    "ld/. dir12": {f"dir12/{path}": value for path, value in INSIDE.items()},
    "-L lf dir13": {"dir13/lf": "f"},
    "-L lld dir14/": below("dir14/lld", INSIDE),
    "f todir": {"dir15/f": "f"},
    "f tofile": {"file16": "f"},
    "f tonone": {"made17": "f"},
    "ld/in 18": {"18": "→a"},
    "-L ld/in 19": {"19": "a"},
    "ld/../f 20": {"20": "f"},
}
LOOP = "loop 05"  # an engine can't be asked for one
WRONG_SOURCES = {
    "-L dangling": "lstat FOLDER/none: no such file or directory",
    "dangling/": "lstat FOLDER/none: no such file or directory",
    "-L loop": "EvalSymlinks: too many links",
    "lf/": "not a directory",
    "lf/a": "not a directory",
}
WRONG_TARGETS = {
    "d tofile": "cannot copy directory",
    "d file16/.": "stat FOLDER/file16/.: not a directory",
    "d new/.": "stat FOLDER/new: no such file or directory",
    "f new/": "no such directory",
}
# Runs the command lines of its argument, and ends what each writes on stderr with a zero byte.
ONE_AFTER_THE_OTHER = """
import json, os, sys
from dockctl.cli.main import main
for words in json.loads(sys.argv[1]):
    main(words)
    os.write(2, bytes(1))
"""
PROGRAMS = [
    pytest.param(OURS, id="dockctl"),
    pytest.param(docker(), id="docker", marks=pytest.mark.skipif(not docker(), reason="no docker CLI")),
]


def make(folder: Path, tree: Tree) -> None:
    folder.mkdir()
    for path, value in tree.items():
        if value == "/":
            (folder / path).mkdir()
        elif value.startswith("→"):
            (folder / path).symlink_to(value[1:])
        else:
            (folder / path).write_text(value)


def found(folder: Path) -> Tree:
    """Return what is in a directory of this machine."""
    tree: Tree = {}
    for root, directories, files in os.walk(folder):
        for name in (*directories, *files):
            path = folder / root / name
            value = f"→{path.readlink()}" if path.is_symlink() else "/" if path.is_dir() else path.read_text()
            tree[str(path.relative_to(folder))] = value
    return tree


def archived(top: str, tree: Tree) -> bytes:
    """Return ``tree`` below ``top`` as a tar archive."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        for path, value in below(top, tree).items():
            entry = tarfile.TarInfo(path)
            entry.type = tarfile.DIRTYPE if value == "/" else tarfile.REGTYPE
            if value.startswith("→"):
                entry.type, entry.linkname = tarfile.SYMTYPE, value[1:]
            content = value.encode() if entry.isreg() else b""
            entry.size, entry.mode = len(content), 0o755
            archive.addfile(entry, io.BytesIO(content))
    return buffer.getvalue()


def listed(engine: Engine, container: str, folder: str) -> Tree:
    """Return what is in a directory of a container."""
    response, _ = engine.files.get_archive(container, f"/{folder}")
    tree: Tree = {}
    with tarfile.open(fileobj=io.BytesIO(b"".join(response.chunks()))) as archive:
        for entry in archive:
            file = archive.extractfile(entry) if entry.isreg() else None
            value = file.read().decode() if file else f"→{entry.linkname}" if entry.issym() else "/"
            tree[entry.name.removeprefix(f"{folder}/")] = value
    del tree[folder]
    return tree


@pytest.fixture
def container(engine: Engine, alpine: str, name: str) -> str:
    """A container with the sources in /from and the targets in /to; it needn't run."""
    engine.containers.create({"Image": alpine, "Cmd": ["true"]}, name=name)
    engine.files.put_archive(name, archived("from", SOURCES), path="/")
    engine.files.put_archive(name, archived("to", TARGETS), path="/")
    return name


class Copier:
    """Runs ``cp`` in a folder with the sources in ``from`` and the targets in ``to``."""

    def __init__(self, program: list[str], folder: Path, environment: dict[str, str]) -> None:
        self.program = program
        self.folder = folder
        self.environment = environment | {"PWD": str(folder)}
        make(folder / "from", SOURCES)
        make(folder / "to", TARGETS)

    def copy(self, lines: Iterable[str], source: str, target: str) -> list[str]:
        """Copy as each line says, between ``source`` and ``target``, where its two paths begin; return what is said."""
        commands = []
        for line in lines:
            *flags, first, second = line.split()
            commands.append(["cp", *flags, f"{source}{first}", f"{target}{second}"])
        if self.program != OURS:
            return [self._run([*self.program, *words]).decode().rstrip() for words in commands]
        said = self._run([sys.executable, "-c", ONE_AFTER_THE_OTHER, json.dumps(commands)])
        return [text.rstrip() for text in said.decode().split("\0")[:-1]]

    def _run(self, command: list[str]) -> bytes:
        done = subprocess.run(
            command, cwd=self.folder, env=self.environment, stderr=subprocess.PIPE, check=False, timeout=100
        )
        if self.program != OURS:
            assert (done.returncode != 0) == bool(done.stderr)
        return done.stderr


@pytest.mark.parametrize("program", PROGRAMS)
def test_links_on_their_way_into_a_container(
    program: list[str], engine: Engine, container: str, tmp_path: Path, environment: dict[str, str]
) -> None:
    copier = Copier(program, tmp_path, environment)
    assert not any(copier.copy([LOOP, *COPIES], "from/", f"{container}:/to/"))
    assert listed(engine, container, "to") == TARGETS | {"05": "→loop"} | merged(COPIES.values())
    said = copier.copy([f"{line} wrong" for line in WRONG_SOURCES], "from/", f"{container}:/to/")
    assert said == [text.replace("FOLDER", f"{tmp_path}/from") for text in WRONG_SOURCES.values()]


@pytest.mark.parametrize("program", PROGRAMS)
def test_links_on_their_way_out_of_a_container(
    program: list[str], container: str, tmp_path: Path, environment: dict[str, str]
) -> None:
    copier = Copier(program, tmp_path, environment)
    assert not any(copier.copy(COPIES, f"{container}:/from/", "to/"))
    assert found(tmp_path / "to") == TARGETS | merged(COPIES.values())
    said = copier.copy(WRONG_TARGETS, f"{container}:/from/", "to/")
    assert said == [text.replace("FOLDER", f"{tmp_path}/to") for text in WRONG_TARGETS.values()]


@pytest.mark.parametrize("program", PROGRAMS)
def test_paths_begin_where_the_shell_says_it_is(
    program: list[str], engine: Engine, container: str, tmp_path: Path, environment: dict[str, str]
) -> None:
    """In a directory that a link has led to, ``..`` is the directory of the link."""
    make(tmp_path / "real", {"inner": "/"})
    (tmp_path / "link").symlink_to("real/inner")
    (tmp_path / "here").write_text("here")
    for place, said, path in (("link", "link", "../here"), ("", "nowhere", "here")):
        subprocess.run(
            [*program, "cp", path, f"{container}:/to/from-{said}"],
            cwd=tmp_path / place,
            env=environment | {"PWD": str(tmp_path / said)},
            check=True,
            timeout=60,
        )
    assert listed(engine, container, "to") == TARGETS | {"from-link": "here", "from-nowhere": "here"}


@pytest.mark.parametrize("program", PROGRAMS)
def test_an_archive_through_stdin_follows_the_link_it_is_unpacked_at(
    program: list[str], engine: Engine, container: str, environment: dict[str, str]
) -> None:
    for target, status in (("todir", 0), ("tofile", 1), ("tonone", 1)):
        done = subprocess.run(
            [*program, "cp", "-", f"{container}:/to/{target}"],
            input=archived("x", {"l": "→y"}),
            env=environment,
            capture_output=True,
            check=False,
            timeout=60,
        )
        words = "" if status == 0 else f'destination "{container}:/to/{target}" must be a directory\n'
        assert (done.returncode, done.stderr.decode()) == (status, words)
    assert listed(engine, container, "to") == TARGETS | {"dir15/x": "/", "dir15/x/l": "→y"}
