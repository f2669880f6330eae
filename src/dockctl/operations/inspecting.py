"""What the inspect commands share: many objects asked for at once, shown in the order they were named."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from dockctl.operations.batch import Notes
    from dockctl.session import Session


def inspect_all(  # noqa: PLR0913  (what inspect commands differ in)
    session: Session,
    names: Sequence[str],
    inspect_one: Callable[[str], dict[str, Any]],
    format_: str,
    notes: Notes | None = None,
    *,
    typed_only: bool = False,
) -> None:
    """Write what ``inspect_one`` returns for every name, and the ``notes`` it has made; ``typed_only`` as Inspection's.

    Raises DockctlError for those that failed, at the end.
    """
    from dockctl.operations.batch import collect_for_each
    from dockctl.render.inspection import Inspection

    inspection = Inspection(format_, typed_only=typed_only)
    results = collect_for_each(names, inspect_one)
    if notes:
        notes.tell(session, names)
    inspection.write(session.stdout, results)
