"""``python -m dockctl``, and what the installed script calls."""

import signal
import sys
from typing import NoReturn


def start() -> NoReturn:
    """Run the program and exit; from the first moment on a Ctrl-C is no traceback."""
    # As long as there is nothing to put in order, it ends the process itself.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    if sys.getfilesystemencoding() != "utf-8" and sys.executable:
        _start_in_utf_8()
    from dockctl.cli.main import run  # noqa: PLC0415  (after that)

    run()


def _start_in_utf_8() -> None:
    """Begin again with an interpreter for which arguments, the environment and paths are UTF-8, whatever the locale says.

    Otherwise bytes that the user has typed would become others on their way to the engine. Return where that fails.
    """
    import os  # noqa: PLC0415  (few need it)
    from contextlib import suppress  # noqa: PLC0415
    from pathlib import Path  # noqa: PLC0415

    words = [os.fsencode(word) for word in sys.orig_argv]
    with suppress(OSError):  # as they were typed, where the system tells
        words = Path("/proc/self/cmdline").read_bytes().split(b"\0")[:-1]
    with suppress(OSError):
        os.execv(sys.executable, [words[0], b"-X", b"utf8", *words[1:]])  # noqa: S606  (this very program)


if __name__ == "__main__":
    start()
