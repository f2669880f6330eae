"""dockctl context export, import and update; docker CLI 28.2 says the same of each archive."""

from __future__ import annotations

import io
import json
import os
import sys
import tarfile
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import pexpect
import pytest

from dockctl.config.context_archive import LARGEST, pack_context, unpack_context
from dockctl.config.contexts import ContextStore
from dockctl.errors import DockctlError
from tests import in_process

if TYPE_CHECKING:
    from collections.abc import Sequence

META = b'{"Name":"other","Metadata":{"Description":"d","x":1},"Endpoints":{"docker":{"Host":"tcp://h:1","SkipTLSVerify":false}}}'
GOOD: list[tuple[str, bytes | str | None]] = [
    ("meta.json", META), ("tls", None), ("tls/docker", None), ("tls/docker/ca.pem", b"CA"),
]  # fmt: skip


def tarred(items: Sequence[tuple[str, bytes | str | None]], kind: int = tarfile.USTAR_FORMAT) -> bytes:
    """Return an archive: None makes a folder, a text a symbolic link."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w", format=kind) as archive:
        for name, content in items:
            info = tarfile.TarInfo(name)
            if isinstance(content, bytes):
                info.size = len(content)
            else:
                info.type = tarfile.DIRTYPE if content is None else tarfile.SYMTYPE
                info.linkname = content or ""
            archive.addfile(info, io.BytesIO(content) if isinstance(content, bytes) else None)
    return buffer.getvalue()


def zipped(items: Sequence[tuple[str, bytes]]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in items:
            archive.writestr(name, content)
    return buffer.getvalue()


TAKEN = {
    "tar": tarred(GOOD), "pax": tarred(GOOD, tarfile.PAX_FORMAT), "gnu": tarred(GOOD, tarfile.GNU_FORMAT),
    "zip": zipped([("meta.json", META), ("tls/docker/ca.pem", b"CA")]),
    "a link": tarred([*GOOD, ("tls/docker/key.pem", "/etc/passwd")]),
    "without an end": tarred(GOOD)[: 512 * 5 + 2],
    "more behind it": tarred(GOOD) + bytes(LARGEST),
}  # fmt: skip
REFUSED = [
    (b"", "invalid context: no metadata found"),
    (bytes(2048), "invalid context: no metadata found"),
    (b"x" * 100, "unexpected EOF"),
    (b"x" * 2000, "archive/tar: invalid tar header"),
    (tarred(GOOD[1:]), "invalid context: no metadata found"),
    (zipped([("tls/docker/ca.pem", b"")]), "invalid context: no metadata found"),
    (tarred([*GOOD, ("../x", b"y")]), "../x: unexpected context file"),
    (tarred([*GOOD, ("tls/../../x", b"y")]), "tls/../../x: unexpected path format"),
    (tarred([*GOOD, ("/etc/x", b"y")]), "/etc/x: unexpected context file"),
    (tarred([("./meta.json", META)]), "./meta.json: unexpected context file"),
    (tarred([*GOOD, ("tls/a\\b/x", b"y")]), "tls/a\\b/x: unexpected '\\' in path"),
    (tarred([*GOOD, ("tls/x", b"y")]), "archive format is invalid"),
    (tarred([*GOOD, ("tls/docker/a/b", b"y")]), "archive format is invalid"),
    (zipped([("meta.json", META), ("tls/a/../../../x", b"y")]), "tls/a/../../../x: unexpected path format"),
    (tarred([("meta.json", b"{")]), "unexpected end of JSON input"),
    (tarred(GOOD)[:600], "unexpected EOF"),
    (tarred(GOOD)[: 512 * 5] + b"g" * 2048, "archive/tar: invalid tar header"),
    (b"PK\x03\x04" + b"x" * 100, "zip: not a valid zip file"),
    (tarred([("meta.json", META), ("tls/docker/x", bytes(LARGEST + 1))])[: LARGEST + 1], "read exceeds the defined limit"),
    (tarred([("meta.json", META), ("tls/x/y", bytes(LARGEST - 600))])[: LARGEST + 1], "read exceeds the defined limit"),
    (zipped([("meta.json", META), ("tls/docker/ca.pem", bytes(LARGEST + 1))]), "read exceeds the defined limit"),
    (zipped([(f"tls/docker/{number}", bytes(LARGEST // 2)) for number in range(3)]), "read exceeds the defined limit"),
]  # fmt: skip


@pytest.mark.parametrize("data", TAKEN.values(), ids=TAKEN)
def test_archives_that_are_taken(data: bytes) -> None:
    known, material = unpack_context(data)
    assert known["Metadata"] == {"Description": "d", "x": 1}
    assert known["Endpoints"] == {"docker": {"Host": "tcp://h:1", "SkipTLSVerify": False}}
    assert material == {"docker": {"ca.pem": b"CA"}}


@pytest.mark.parametrize(("data", "reason"), REFUSED, ids=range(len(REFUSED)))
def test_archives_that_are_refused(data: bytes, reason: str) -> None:
    with pytest.raises(DockctlError) as caught:
        unpack_context(data)
    assert caught.value.message == reason


def test_what_is_packed_is_unpacked() -> None:
    known = {
        "Name": "n",
        "Metadata": {"é<": [1, None, "x"]},
        "Endpoints": {"docker": {"Host": "h", "SkipTLSVerify": True}},
    }
    material = {"docker": {"ca.pem": b"x" * 512, "key.pem": b""}, "other": {"z": b"\0"}}
    packed = pack_context(known, material)
    assert unpack_context(packed) == (known, material)
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        assert [(item.name, item.mode) for item in archive] == [
            ("meta.json", 0o644), ("tls", 0o700), ("tls/docker", 0o700), ("tls/docker/ca.pem", 0o600),
            ("tls/docker/key.pem", 0o600), ("tls/other", 0o700), ("tls/other/z", 0o600),
        ]  # fmt: skip


class Call(Protocol):
    """Runs a command line of ``context`` in the test's folder, with a configuration of its own."""

    def __call__(self, *arguments: str, stdin: str = "") -> tuple[str, str, int]: ...


@pytest.fixture
def call(tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Call:
    """The program, in this process."""
    monkeypatch.chdir(tmp_path)
    settings = {"DOCKER_CONFIG": str(tmp_path / "config")}

    def run(*arguments: str, stdin: str = "") -> tuple[str, str, int]:
        result = in_process.call(capfd, monkeypatch, "context", *arguments, stdin=stdin, settings=settings)
        return result.stdout, result.stderr, result.status

    return run


def test_a_context_goes_from_one_machine_to_another(call: Call, tmp_path: Path) -> None:
    store = ContextStore(tmp_path / "config")
    files = {"ca.pem": b"CA", "cert.pem": b"C", "key.pem": b"K"}
    endpoint = {"docker": {"Host": "tcp://h:1", "SkipTLSVerify": False}}
    store.write({"Name": "one", "Metadata": {"Description": "a <b>"}, "Endpoints": endpoint}, {"docker": files})
    assert call("export", "one") == ("", 'Written file "one.dockercontext"\n', 0)
    exported = tmp_path / "one.dockercontext"
    assert exported.stat().st_mode & 0o777 == 0o600
    assert call("export", "one") == ("", "open one.dockercontext: file exists\n", 1)
    assert call("export", "one", "/nosuch/x") == ("", "open /nosuch/x: no such file or directory\n", 1)
    assert call("export", "one", "-")[0].encode() == exported.read_bytes()
    stdout, stderr, status = call("export", "nosuch", "x")
    assert (stdout, status) == ("", 1)
    assert stderr.startswith('context "nosuch": context not found: open ')
    assert not (tmp_path / "x").exists()

    assert call("import", "one", "x") == ("", 'context "one" already exists\n', 1)
    assert call("import", "default", "x") == ("", '"default" is a reserved context name\n', 1)
    assert call("import", "", "x") == ("", "context name cannot be empty\n", 1)
    assert call("import", "two", "nosuch") == ("", "open nosuch: no such file or directory\n", 1)
    assert call("import", "two", ".") == ("", "read .: is a directory\n", 1)
    assert call("import", "two", "one.dockercontext") == ("two\n", 'Successfully imported context "two"\n', 0)
    assert call("import", "three", "-", stdin=exported.read_text())[2] == 0
    assert store.read("two") == store.read("one") | {"Name": "two"}
    assert store.pem_files("three") == store.pem_files("one")
    assert [path.stat().st_mode & 0o777 for path in store.material("three").rglob("*.pem")] == [0o600] * 3


def test_updates_change_only_what_they_name(call: Call, tmp_path: Path) -> None:
    store = ContextStore(tmp_path / "config")
    endpoint = {"docker": {"Host": "tcp://h:1", "SkipTLSVerify": True}}
    known = {
        "Name": "one",
        "Metadata": {"Description": "d", "kept": 1},
        "Endpoints": endpoint | {"other": {"x": 1}},
    }
    store.write(known, {"docker": {"ca.pem": b"CA"}, "other": {"x": b"y"}})
    assert call("update", "one", "--description", "new") == ("one\n", 'Successfully updated context "one"\n', 0)
    assert store.read("one") == known | {"Metadata": {"Description": "new", "kept": 1}}
    assert store.pem_files("one") == {"docker": {"ca.pem": b"CA"}, "other": {"x": b"y"}}
    before = store.read("one")
    unusable = "unable to create docker endpoint config"
    for line, reason in (
        (["update", "one", "--docker", "bogus=1"], f"{unusable}: unrecognized config key: bogus"),
        (["update", "one", "--docker", "host=tcp://x,ca=/nosuch"], f"{unusable}: open /nosuch: no such file or directory"),
        (["update", "default"], '"default" is a reserved context name'),
    ):  # fmt: skip
        assert call(*line) == ("", f"{reason}\n", 1)
        assert store.read("one") == before
    assert call("update", "one", "--docker", "host=unix:///y")[2] == 0
    assert store.read("one")["Endpoints"] == {
        "docker": {"Host": "unix:///y", "SkipTLSVerify": False},
        "other": {"x": 1},
    }
    assert store.pem_files("one") == {"other": {"x": b"y"}}
    assert json.loads((store.metadata("one") / "meta.json").read_text())["Name"] == "one"


def test_a_terminal_gets_no_archive(tmp_path: Path) -> None:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("DOCKER")}
    process: pexpect.spawn[bytes] = pexpect.spawn(
        sys.executable,
        ["-m", "dockctl", "context", "export", "default", "-"],
        env=kept | {"DOCKER_CONFIG": str(tmp_path), "PYTHONPATH": str(Path(__file__).parents[2] / "src")},
        timeout=60,
    )
    process.expect("cowardly refusing to export to a terminal, specify a file path")
    process.expect(pexpect.EOF)
    process.close()
    assert process.exitstatus == 1
