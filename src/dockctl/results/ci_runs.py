"""A run, as a CI service is told of it."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from dockctl.ci import TailedOutput
from dockctl.errors import EXIT_FAILURE, DeadlineError, DockctlError, SignalledError
from dockctl.operations.attaching import Launch, LaunchRecord

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dockctl.ci import Ci
    from dockctl.options.secrets import Secret
    from dockctl.session import Session

_KILLED = 137


@contextmanager
def told(session: Session, ci: Ci, image: str, given: Sequence[Secret]) -> Iterator[LaunchRecord]:
    """Give what takes note of a run, and tell ``ci`` of it in the end; the ``given`` secrets are masked."""
    ending = LaunchRecord()
    ending.launch = Launch(session, removed=False)
    ci.mask([value for secret in given for value in _value(secret, session)])
    outputs = TailedOutput(session.stdout), TailedOutput(session.stderr)
    session.stdout, session.stderr = outputs
    reason = ""
    try:
        yield ending
    except (DockctlError, SignalledError) as error:
        ending.exit_status = error.exit_status
        reason = " (timed out)" if isinstance(error, DeadlineError) else ""
        if isinstance(error, DockctlError) and error.message:
            outputs[1].remember(f"{error.message}\n")
        raise
    except BaseException:
        ending.exit_status = EXIT_FAILURE
        raise
    finally:
        status = ending.exit_status
        reason = reason or (" (killed: perhaps out of memory)" if status == _KILLED else "")
        title = f"dockctl run {image} exited with {status}{reason}"
        lines = [*outputs[0].lines, *outputs[1].lines]
        facts = {"id": ending.launch.container_id, "exit_status": str(status), "image": image}
        ci.tell(title, status, lines, facts)


def _value(secret: Secret, session: Session) -> list[str]:
    """Return what a secret is, if that can be told; what is wrong with it is told elsewhere."""
    if secret.variable:
        return [session.environment.get(secret.variable, "")]
    try:
        return [Path(secret.source).read_text(errors="replace")]
    except OSError:
        return []
