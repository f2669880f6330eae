"""The program in this very process: ten times as cheap as one of its own, for what asks no terminal and no signal."""

from __future__ import annotations

import io
import os
import sys
from typing import TYPE_CHECKING

from dockctl import PROGRAM
from dockctl.cli.app import Invocation, build_app
from dockctl.cli.failures import as_text
from dockctl.errors import DockctlError
from tests.conftest import Result

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pytest


def call(
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    *arguments: str,
    stdin: str = "",
    settings: Mapping[str, str] | None = None,
) -> Result:
    """Run one command line with ``settings`` as its only variables for docker and us."""
    with monkeypatch.context() as patch:
        for name in list(os.environ):
            if name.startswith("DOCK"):
                patch.delenv(name)
        for name, value in ({"DOCKCTL_ERROR_FORMAT": "text"} | dict(settings or {})).items():
            patch.setenv(name, value)
        patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode(errors="surrogateescape"))))
        capfd.readouterr()
        status, failure = 0, ""
        try:
            answer = build_app().main(
                list(arguments), prog_name=PROGRAM, standalone_mode=False, obj=Invocation()
            )
            status = answer if isinstance(answer, int) else 0
        except DockctlError as error:
            status, failure = error.exit_status, as_text(error, PROGRAM)
        written = capfd.readouterr()
    return Result(written.out, written.err + failure, status)
