"""What is looked at to tell why an engine can or can't be used."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

from dockctl.config.findings import Findings, Problem, SocketFacts
from dockctl.engine.examination import EngineFacts, examine_engine
from dockctl.errors import DockctlError

if TYPE_CHECKING:
    from dockctl.config.discovery import Candidate
    from dockctl.session import Session

_MOST_SKEW = 5.0  # seconds that two clocks may differ without anybody's minding


def examine(session: Session) -> Findings:
    """Look at the engine that is used, the usual sockets, the configuration and its credential helpers."""
    from dockctl.config.discovery import candidates
    from dockctl.operations.batch import collect_for_each

    problems = (
        [Problem(session.config.warning, f"mend {session.config.path}")] if session.config.warning else []
    )
    try:
        used = examine_engine(session.engine)
    except DockctlError as error:  # an address or a context that is none
        used = EngineFacts("", problem=error.message, advice=error.hint)
    found = {str(item.path): item for item in candidates(session.environment)}
    sockets = collect_for_each(list(found), lambda path: _examine_socket(found[path]))
    helpers = {name: shutil.which(f"docker-credential-{name}") is not None for name in _helpers(session)}
    problems += [
        Problem(
            f"docker-credential-{name} is configured and not there",
            f"install it, or take it out of {session.config.path}",
        )
        for name, there in helpers.items()
        if not there
    ]
    if used.problem:
        problems.append(Problem(used.problem, used.advice))
    if used.clock_skew is not None and abs(used.clock_skew) > _MOST_SKEW:
        problems.append(
            Problem(
                f"the engine's clock is {abs(used.clock_skew):.0f} seconds {'fast' if used.clock_skew > 0 else 'slow'}",
                "set both clocks: --since, --until and ages are wrong otherwise",
            )
        )
    return Findings(
        session.engine_reason,
        used,
        [item for item in sockets if isinstance(item, SocketFacts)],
        str(session.config.path),
        helpers,
        problems,
    )


def _helpers(session: Session) -> list[str]:
    """Return the credential helpers that the configuration names."""
    named = [session.config.text("credsStore"), *map(str, session.config.mapping("credHelpers").values())]
    return sorted({name for name in named if name})


def _examine_socket(candidate: Candidate) -> SocketFacts:
    from dockctl.engine.client import Engine
    from dockctl.transport.address import parse_address

    path = str(candidate.path)
    exists = os.path.exists(path)  # noqa: PTH110  (a folder that may not be looked into is no error here)
    permitted = exists and os.access(path, os.R_OK | os.W_OK)
    facts = None
    if permitted:
        engine = Engine(parse_address(candidate.host))
        facts = examine_engine(engine)
        engine.close()
    return SocketFacts(candidate.product, path, exists, permitted, facts)
