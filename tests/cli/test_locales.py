"""What a user types reaches the engine as it was typed, whatever the locale says of its bytes."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.fake import FakeEngine, answer

LOCALES = {"en_US.ISO-8859-1": ("en_US", "ISO-8859-1"), "ja_JP.eucJP": ("ja_JP", "EUC-JP")}
WITHOUT_UTF_8 = {"PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
WORD = "résumé".encode()


@pytest.fixture(scope="session")
def locales(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of locales in other encodings; skip where they can't be made."""
    program = shutil.which("localedef")
    if program is None:
        pytest.skip("needs localedef, to make locales in other encodings than UTF-8")
    folder = tmp_path_factory.mktemp("locales")
    for name, (language, encoding) in LOCALES.items():
        command = [program, "--no-archive", "-i", language, "-f", encoding, str(folder / name)]
        done = subprocess.run(command, capture_output=True, timeout=100, check=False)
        if done.returncode:
            pytest.skip(f"localedef can't make {name}: {done.stderr.decode(errors='replace').strip()}")
    return folder


def call(
    host: str, settings: dict[str, str], folder: Path, *arguments: bytes
) -> subprocess.CompletedProcess[bytes]:
    """Run the program in the folder whose name is no ASCII, with a variable that isn't either."""
    place = os.fsencode(folder) + b"/" + WORD
    Path(os.fsdecode(place)).mkdir(exist_ok=True)
    kept = {
        name: value
        for name, value in os.environb.items()
        if not name.startswith((b"DOCKER", b"LC_", b"LANG", b"PYTHON"))
    }
    given = {os.fsencode(name): os.fsencode(value) for name, value in settings.items()}
    source = os.fsencode(Path(__file__).parents[2] / "src")
    return subprocess.run(
        [os.fsencode(sys.executable), b"-m", b"dockctl", *arguments],
        cwd=place,
        env=kept
        | given
        | {b"DOCKER_HOST": host.encode(), b"HOME": place, b"WORD": WORD, b"PYTHONPATH": source},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=100,
        check=False,
    )


def check(settings: dict[str, str], folder: Path) -> None:
    line = [
        b"--dry-run",
        b"create",
        b"-e",
        b"A=" + WORD,
        b"-e",
        b"WORD",
        b"-v",
        b".:/x",
        b"-l",
        b"l=\xff",
        b"i",
        WORD,
    ]
    with FakeEngine({"/images/": answer(b"{}"), "/auth": answer(b"{}")}) as fake:
        done = call(fake.host, settings, folder, *line)
        assert (done.stderr, done.returncode) == (b"", 0)
        body = next(
            item["body"]
            for item in json.loads(os.fsdecode(done.stdout))
            if item["path"].endswith("/containers/create")
        )
        word = WORD.decode()
        assert body["Env"] == [f"A={word}", f"WORD={word}"]
        assert body["Cmd"] == [word]
        assert body["HostConfig"]["Binds"] == [f"{folder}/{word}:/x"]
        assert body["Labels"] == {"l": os.fsdecode(b"\xff")}
        done = call(fake.host, settings, folder, b"--config", WORD + b"\xff", b"context", b"use", b"n\xff")
    assert (
        done.stderr
        == b'context name "n\\xff" is invalid, names are validated against regexp "^[a-zA-Z0-9][a-zA-Z0-9_.+-]+$"\n'
    )


@pytest.mark.parametrize("name", LOCALES)
def test_in_a_locale_of_another_encoding(locales: Path, tmp_path: Path, name: str) -> None:
    check({"LC_ALL": name, "LOCPATH": str(locales)}, tmp_path)


@pytest.mark.parametrize("settings", [WITHOUT_UTF_8, {}, {"PYTHONIOENCODING": "ascii"}], ids=range(3))
def test_in_the_c_locale(tmp_path: Path, settings: dict[str, str]) -> None:
    check({"LC_ALL": "C"} | settings, tmp_path)
