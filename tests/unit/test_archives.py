"""Copies: what is called how, and archives from anybody."""

from __future__ import annotations

import io
import os
import socket
import stat
import tarfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dockctl.errors import DockctlError, StreamError
from dockctl.operations.archives.packing import pack
from dockctl.operations.archives.paths import (
    Place,
    keep_ending,
    local_source,
    local_target,
    plan_copy,
    renamer,
    split_argument,
    split_entry,
)
from dockctl.operations.archives.unpacking import ArchiveReader, unpack
from tests.unit.test_stream import Pieces

if TYPE_CHECKING:
    from collections.abc import Callable


def entry(name: str, kind: bytes = tarfile.REGTYPE, *, link: str = "", mode: int = 0o644) -> tarfile.TarInfo:
    made = tarfile.TarInfo(name)
    made.type, made.linkname, made.mode = kind, link, mode
    return made


def archive(*entries: tarfile.TarInfo | tuple[tarfile.TarInfo, bytes]) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as made:
        for item in entries:
            info, data = item if isinstance(item, tuple) else (item, b"")
            info.size = len(data)
            made.addfile(info, io.BytesIO(data))
    return buffer.getvalue()


def unpack_into(
    target: Path,
    data: bytes,
    *,
    rename: Callable[[str], str] = lambda name: name,
    sizes: tuple[int, ...] = (1 << 16,),
) -> list[str]:
    """Unpack ``data``, which arrives in pieces; return the warnings."""
    warnings: list[str] = []
    unpack(ArchiveReader(Pieces(data, list(sizes))), str(target), rename, warnings.append)
    return warnings


@pytest.mark.parametrize(
    ("argument", "container", "path"),
    [
        ("web:/etc", "web", "/etc"),
        ("web:", "web", ""),
        ("a:b:c", "a", "b:c"),
        ("/a:b", "", "/a:b"),
        ("./a:b", "", "./a:b"),
        ("../a:b", "", "../a:b"),
        ("file", "", "file"),
        ("-", "", "-"),
    ],
)
def test_which_side_is_the_container(argument: str, container: str, path: str) -> None:
    assert split_argument(argument) == (container, path)


@pytest.mark.parametrize(
    ("path", "parts"),
    [
        ("/a/b", ("/a", "b")),
        ("/a/b/", ("/a", "b")),
        ("/a/b/.", ("/a/b", ".")),
        ("a", (".", "a")),
        ("/", ("/", "/")),
        ("", (".", ".")),
    ],
)
def test_directory_and_name(path: str, parts: tuple[str, str]) -> None:
    assert split_entry(path) == parts


def test_an_ending_is_kept() -> None:
    assert keep_ending("/a", "b/") == "/a/"
    assert keep_ending("/a", "b/.") == "/a/."
    assert keep_ending("/a", "b") == "/a"
    assert keep_ending("/", "b/.") == "/"


def test_what_is_copied_where() -> None:
    file, folder = Place("/s/f", exists=True), Place("/s/d", exists=True, is_directory=True)
    there = Place("/t/d", exists=True, is_directory=True)
    assert plan_copy(file, there).name == ""
    assert plan_copy(file, there).directory == "/t/d"
    new = plan_copy(folder, Place("/t/new"))
    assert (new.directory, new.name) == ("/t", "new")
    over = plan_copy(file, Place("/t/old", exists=True))
    assert (over.directory, over.name) == ("/t", "old")
    with pytest.raises(DockctlError, match="cannot copy directory"):
        plan_copy(folder, Place("/t/old", exists=True))
    with pytest.raises(DockctlError, match="no such directory"):
        plan_copy(file, Place("/t/new/"))


@pytest.mark.parametrize(
    ("old", "new", "name", "renamed"),
    [
        ("d", "e", "d/a", "e/a"),
        ("d", "e", "d", "e"),
        ("d", "e", "dd/a", "dd/a"),
        ("d", "", "d/a", "d/a"),
        (".", "e", "./a", "e/a"),
        ("/", "e", "a/b", "e/a/b"),
    ],
)
def test_the_root_of_an_archive_is_renamed(old: str, new: str, name: str, renamed: str) -> None:
    assert renamer(old, new)(name) == renamed


def test_sources_and_targets_of_this_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "d").mkdir()
    (tmp_path / "f").write_text("x")
    (tmp_path / "l").symlink_to("f")
    (tmp_path / "loop").symlink_to("loop")
    assert local_source("l", follow=False).path == f"{tmp_path}/l"
    assert local_source("l", follow=True) == Place(f"{tmp_path}/f", exists=True, rebase_name="l")
    assert local_source("d/.", follow=False) == Place(f"{tmp_path}/d/.", exists=True, is_directory=True)
    assert local_target("l") == Place(f"{tmp_path}/f", exists=True)
    assert local_target("new/") == Place(f"{tmp_path}/new/")
    with pytest.raises(DockctlError, match=r"lstat .*/none: no such file or directory"):
        local_source("none", follow=False)
    with pytest.raises(DockctlError, match="not a directory"):
        local_source("f/", follow=False)
    with pytest.raises(DockctlError, match="too many levels of symbolic links"):
        local_target("loop")
    with pytest.raises(DockctlError, match='directory "/nosuch" does not exist'):
        local_target("/nosuch/x")


def test_everything_comes_through(tmp_path: Path) -> None:
    source, target = tmp_path / "source", tmp_path / "target"
    (source / "sub/empty").mkdir(parents=True)
    target.mkdir()
    long = "ü" * 120
    (source / long).write_bytes(b"long")
    (source / "sub/big").write_bytes(os.urandom(700_001))
    (source / "sub/run").write_text("x")
    (source / "sub/run").chmod(0o4750)
    os.utime(source / "sub/run", (1_000_000_000, 1_000_000_000))
    (source / "link").symlink_to("sub/run")
    (source / "hard").hardlink_to(source / "sub/big")
    os.mkfifo(source / "fifo")
    (source / "sub").chmod(0o705)
    warnings: list[str] = []
    packed = b"".join(pack(str(source), "copy", warnings.append))
    assert unpack_into(target, packed) == warnings == []
    copy = target / "copy"
    assert (copy / long).read_bytes() == b"long"
    assert (copy / "sub/big").read_bytes() == (source / "sub/big").read_bytes()
    assert (copy / "hard").samefile(copy / "sub/big")
    assert stat.S_IMODE((copy / "sub/run").stat().st_mode) == 0o4750
    assert (copy / "sub/run").stat().st_mtime == 1_000_000_000
    assert stat.S_IMODE((copy / "sub").stat().st_mode) == 0o705
    assert (copy / "link").readlink() == Path("sub/run")
    assert stat.S_ISFIFO((copy / "fifo").stat().st_mode)
    assert (copy / "sub/empty").is_dir()


def test_sockets_are_left_out_and_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "d").mkdir()
    (tmp_path / "d/f").write_text("x")
    monkeypatch.chdir(tmp_path / "d")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("s")  # whose path may not be long
    for source, entries in (("d", ["d", "d/f"]), ("d/s", [])):
        warnings: list[str] = []
        packed = b"".join(pack(f"{tmp_path}/{source}", source, warnings.append))
        with tarfile.open(fileobj=io.BytesIO(packed)) as made:
            assert made.getnames() == entries
        assert warnings == [f"WARNING: left out {tmp_path}/d/s: sockets are not copied"]


def test_a_file_that_shrinks_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "f").write_bytes(bytes(1_000_000))
    pieces = pack(str(tmp_path / "f"), "f", print)
    next(pieces)
    os.truncate(tmp_path / "f", 10)
    with pytest.raises(DockctlError, match="has shrunk"):
        list(pieces)


HOSTILE = {
    "parent": archive((entry("../out"), b"x")),
    "parent inside": archive((entry("a/../../out"), b"x")),
    "link and through it": archive(entry("l", tarfile.SYMTYPE, link=".."), (entry("l/out"), b"x")),
    "absolute link and through it": archive(entry("l", tarfile.SYMTYPE, link="/"), (entry("l/tmp/out"), b"x")),
    "a directory over the link": archive(
        entry("l", tarfile.SYMTYPE, link=".."), entry("l", tarfile.DIRTYPE, mode=0o777)
    ),
    "through a link of ours": archive((entry("ours/out"), b"x")),
    "hard link to the outside": archive(entry("h", tarfile.LNKTYPE, link="../secret")),
    "hard link behind a link": archive(
        entry("l", tarfile.SYMTYPE, link=".."), entry("h", tarfile.LNKTYPE, link="l/secret")
    ),
    "file over a directory": archive((entry("folder"), b"x")),
    "directory over a file": archive(entry("file", tarfile.DIRTYPE)),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_nothing_leaves_the_target(tmp_path: Path, name: str) -> None:
    target = tmp_path / "target"
    (target / "folder").mkdir(parents=True)
    (target / "file").write_text("mine")
    (target / "ours").symlink_to("..")
    (tmp_path / "secret").write_text("secret")
    with pytest.raises(DockctlError):
        unpack_into(target, HOSTILE[name])
    assert {path.name for path in tmp_path.iterdir()} == {"target", "secret"}
    assert (target / "file").read_text() == "mine"
    assert not (target / "h").exists()


def test_an_absolute_name_is_below_the_target(tmp_path: Path) -> None:
    unpack_into(tmp_path, archive((entry("/etc/made"), b"x")))
    assert (tmp_path / "etc/made").read_bytes() == b"x"


def test_a_file_takes_the_place_of_a_link_not_of_what_it_leads_to(tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("kept")
    (tmp_path / "target").mkdir()
    (tmp_path / "target/f").symlink_to("../kept")
    unpack_into(tmp_path / "target", archive((entry("f"), b"new")))
    assert (tmp_path / "kept").read_text() == "kept"
    assert (tmp_path / "target/f").read_bytes() == b"new"


def test_devices_are_left_out(tmp_path: Path) -> None:
    device = entry("sda", tarfile.BLKTYPE)
    device.devmajor, device.devminor = 8, 0
    warnings = unpack_into(tmp_path, archive(device, (entry("f"), b"x")))
    assert warnings == ["WARNING: left out sda: devices are not copied"]
    assert [path.name for path in tmp_path.iterdir()] == ["f"]


@given(cut=st.integers(0, 5000), sizes=st.lists(st.integers(1, 3000), min_size=1, max_size=4))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
def test_an_archive_that_breaks_off_is_an_error_and_leaves_no_half_file(
    tmp_path_factory: pytest.TempPathFactory, cut: int, sizes: list[int]
) -> None:
    """Files before the break are whole; but for the zeros at the end nothing may be missing."""
    whole = {"a": b"a" * 700, "b": b"b" * 1500}
    data = archive(*((entry(name), text) for name, text in whole.items()))
    content = len(data.rstrip(b"\0"))
    content += -content % 512
    target = tmp_path_factory.mktemp("cut")
    try:
        unpack_into(target, data[:cut], sizes=tuple(sizes))
    except StreamError:
        assert cut < content + 512
    else:
        assert cut >= content + 512
    for path in target.iterdir():
        assert path.read_bytes() == whole[path.name]


def test_garbage_in_the_middle_is_an_error(tmp_path: Path) -> None:
    """What reads archives for us would take it for the archive's end."""
    first, second = archive((entry("a"), b"x")), archive((entry("b"), b"y"))
    for noise in (b"\xff" * 512, b"garbage!" * 64):
        with pytest.raises(StreamError):
            unpack_into(tmp_path, first[:1024] + noise + second)
