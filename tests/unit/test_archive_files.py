"""The files that load, import, save and export name: what can't be read or written is told in docker's words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.fake import FakeEngine
from tests.in_process import call

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working directory with a file and a directory in it."""
    (tmp_path / "directory").mkdir()
    (tmp_path / "file").write_bytes(b"no archive")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("line", "words"),
    [
        (["load", "-i", "nosuch"], "open nosuch: no such file or directory"),
        (["load", "-i", "-"], "open -: no such file or directory"),
        (["load", "-i", "file/x"], "open file/x: not a directory"),
        (["load", "-i", "directory"], "read directory: is a directory"),
        (["import", ""], "open : no such file or directory"),
        (["import", "nosuch", "UPPER"], "open nosuch: no such file or directory"),
        (
            ["import", "file", "UPPER"],
            "invalid reference format: repository name (library/UPPER) must be lowercase",
        ),
        (["import", "directory"], "read directory: is a directory"),
        (
            ["save", "-o", "nosuch/x", "a"],
            "failed to save image: invalid output path: stat nosuch: no such file or directory",
        ),
        (
            ["save", "-o", "nosuch/", "a"],
            "failed to save image: invalid output path: stat nosuch: no such file or directory",
        ),
        (["save", "-o", "file/", "a"], "failed to save image: invalid output path: stat file: not a directory"),
        (
            ["save", "-o", "file/./x/", "a"],
            "failed to save image: invalid output path: stat file/x: not a directory",
        ),
        (["export", "-o", "directory/", "a"], "failed to export container: cannot write to a directory"),
        (
            ["export", "-o", "x" * 300, "a"],
            f"failed to export container: failed to stat output path: lstat {'x' * 300}: file name too long",
        ),
    ],
    ids=lambda value: " ".join(value)[:30] if isinstance(value, list) else "",
)
def test_a_file_is_looked_at_before_the_engine_is_asked(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, line: list[str], words: str
) -> None:
    with FakeEngine() as fake:
        done = call(capfd, monkeypatch, *line, settings={"DOCKER_HOST": fake.host})
    assert (done.stdout, done.stderr, done.status) == ("", f"{words}\n", 1)
    assert [request for request in fake.requests if "_ping" not in request] == []


@pytest.mark.parametrize(
    ("path", "words"),
    [
        (".", "cannot write to a directory"),
        ("nosuch/x", "invalid output path: stat nosuch: no such file or directory"),
        ("x", "getwd: no such file or directory"),
    ],
)
def test_the_path_is_looked_at_before_a_removed_working_directory_is_missed(
    folder: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, path: str, words: str
) -> None:
    gone = folder / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    try:
        done = call(
            capfd, monkeypatch, "save", "-o", path, "a", settings={"DOCKER_HOST": "unix:///nowhere.sock"}
        )
    finally:
        monkeypatch.chdir(folder)
    assert (done.stderr, done.status) == (f"failed to save image: {words}\n", 1)
