"""Run a command with a private engine: ``python3 -m tests.engine run [--engine NAME] -- COMMAND [ARG…]``."""

from __future__ import annotations

import os
import subprocess
import sys

from tests.engine.kinds import KINDS, VARIABLE
from tests.engine.private import EngineStartError, PrivateEngine, can_start, missing_programs


def main(arguments: list[str]) -> int:
    """Return the command's exit status; 69 when no private engine can be started here."""
    if len(arguments) > 3 and arguments[1] == "--engine" and arguments[2] in KINDS:
        os.environ[VARIABLE] = arguments[2]
        del arguments[1:3]
    if arguments[:2] != ["run", "--"] or len(arguments) == 2:
        print(f"{__doc__}\nNAME is one of {', '.join(KINDS)}", file=sys.stderr)
        return 2
    if not can_start() or missing_programs():
        missing = ", ".join(missing_programs()) or "nothing"
        print(f"a private engine needs Linux and root (missing programs: {missing})", file=sys.stderr)
        return 69
    try:
        with PrivateEngine() as engine:
            environment = os.environ | {"DOCKER_HOST": engine.host}
            return subprocess.run(arguments[2:], env=environment, check=False).returncode
    except EngineStartError as error:
        print(error, file=sys.stderr)
        return 69


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
