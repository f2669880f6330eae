"""Fuzz with atheris (pip install atheris): ``python -m tests.fuzz TARGET SECONDS``, and keep what it found.

The corpus of a target is a JSON file of hexadecimal texts, which tests/fuzz/test_corpus.py plays back. An input
that raises something ends the run; it is printed, and kept as well.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

CORPUS = Path(__file__).parent / "corpus"
_MOST = 300  # inputs of a target, the shortest of those that reached something new


def _fuzz(name: str, arguments: list[str]) -> None:
    import atheris  # noqa: PLC0415  (in the process that fuzzes alone)

    with atheris.instrument_imports(include=["dockctl"]):
        from tests.fuzz.targets import TARGETS  # noqa: PLC0415
    atheris.Setup([sys.argv[0], *arguments], TARGETS[name])
    atheris.Fuzz()


def main(name: str, seconds: str) -> int:
    """Return the fuzzer's exit status."""
    path = CORPUS / f"{name}.json"
    known = json.loads(path.read_text()) if path.exists() else []
    with tempfile.TemporaryDirectory() as text:
        found, bad = Path(text) / "found", Path(text) / "bad"
        for folder in (found, bad):
            folder.mkdir()
        for number, entry in enumerate(known):
            (found / str(number)).write_bytes(bytes.fromhex(entry))
        again = [
            sys.executable,
            "-m",
            "tests.fuzz",
            "--inside",
            name,
            "-max_len=512",
            f"-artifact_prefix={bad}/",
        ]
        done = subprocess.run([*again, f"-max_total_time={seconds}", str(found)], check=False)
        kept = sorted((file.read_bytes().hex() for file in found.iterdir()), key=len)[:_MOST]
        entries = sorted({*kept, *(file.read_bytes().hex() for file in bad.iterdir())})
    CORPUS.mkdir(exist_ok=True)
    path.write_text(json.dumps(entries, indent=0) + "\n")
    print(f"{len(entries)} inputs kept in {path}")
    return done.returncode


if __name__ == "__main__":
    if sys.argv[1] == "--inside":
        _fuzz(sys.argv[2], sys.argv[3:])
    else:
        sys.exit(main(*sys.argv[1:3]))
