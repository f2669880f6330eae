"""Record what the real docker CLI prints: ``python -m tests.golden.record``."""

from __future__ import annotations

import json
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path

from tests.engine.private import PrivateEngine
from tests.golden.cases import LIVE_ONLY, command_lines
from tests.golden.stage import docker, play, set_stage

RECORDED = Path(__file__).with_name("recorded.json")


def main() -> int:
    """Write the file; return the exit status."""
    program = docker()
    if not program:
        print("there is no docker CLI of version 28 or newer", file=sys.stderr)  # noqa: T201
        return 1
    outcomes = {}
    with PrivateEngine() as engine:
        set_stage(engine.host)
        for line in command_lines():
            if line.startswith(LIVE_ONLY):
                continue
            with tempfile.TemporaryDirectory() as home:
                outcome = play(program, line, engine.host, home)
            outcomes[line] = asdict(outcome.normalised(columns=False))
    RECORDED.write_text(json.dumps(outcomes, indent=1, ensure_ascii=False) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
