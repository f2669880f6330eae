"""dockctl doctor: every usual socket, the engine that is used and why, and what to do about each problem."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from dockctl.session import Session


def doctor(
    ctx: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="Print in JSON format")] = False,
) -> int:
    """Find out which engines there are, and what is wrong with them.

    The exit status is 0 if the engine that commands would use can be used, and 1 if not.
    """
    from dockctl.errors import EXIT_FAILURE
    from dockctl.operations.examination import examine
    from dockctl.render.findings import write_findings

    session: Session = ctx.obj
    findings = examine(session)
    write_findings(session.stdout, findings, as_json=as_json)
    return 0 if findings.engine.usable else EXIT_FAILURE
