"""``python -m dockctl``, and what the installed script calls."""

import signal
from typing import NoReturn


def start() -> NoReturn:
    """Run the program and exit; from the first moment on a Ctrl-C is no traceback."""
    # As long as there is nothing to put in order, it ends the process itself.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    from dockctl.cli.main import run  # noqa: PLC0415  (after that)

    run()


if __name__ == "__main__":
    start()
