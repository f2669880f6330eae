"""A signal that is to end the process ends it, also where the interpreter drops what its handler raises."""

from __future__ import annotations

import signal
import subprocess
import sys

import pytest

SCRIPT = """
import os, signal, sys, time
from dockctl.cli.main import main
import dockctl.cli.app

class Careless:
    def __del__(self):
        os.kill(os.getpid(), int(sys.argv[1]))
        sum(range(1000))  # the handler is called in here

def build_app():
    {body}

dockctl.cli.app.build_app = build_app
sys.exit(main([], owns_process=True))
"""


def run(body: str, number: int) -> tuple[str, int]:
    script = SCRIPT.format(body=body)
    done = subprocess.run(
        [sys.executable, "-c", script, str(number)], capture_output=True, text=True, timeout=30, check=False
    )
    return done.stderr, done.returncode


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_what_is_dropped_by_a_finalizer_comes_again(number: int) -> None:
    assert run("careless = Careless(); del careless; time.sleep(20)", number) == ("", 128 + number)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_what_is_on_its_way_is_not_interrupted(number: int) -> None:
    """What puts things in order may take longer than the moment after which a signal comes again."""
    body = (
        "try: os.kill(os.getpid(), int(sys.argv[1])); time.sleep(20)\n"
        "    finally: time.sleep(0.5); print('in order', file=sys.stderr)"
    )
    assert run(body, number) == ("in order\n", 128 + number)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_what_is_raised_while_a_class_is_made_is_no_defect(number: int) -> None:
    body = (
        "class Descriptor:\n"
        "        def __set_name__(self, owner, name): os.kill(os.getpid(), int(sys.argv[1])); time.sleep(5)\n"
        "    class Owner: attribute = Descriptor()"
    )
    assert run(body, number) == ("", 128 + number)
