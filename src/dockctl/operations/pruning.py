"""What the prune commands share: a question first, what went, and how much room that made."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dockctl.options.filters import Filter
    from dockctl.session import Session


def confirm(session: Session, warning: str, what: str, *, force: bool) -> bool:
    """Tell whether to go on: with ``force``, or if the user says so after reading ``warning``.

    What can't be asked is not done: that is said on stderr, with docker's exit status for it, 0.
    """
    if force:
        return True
    from dockctl.terminal.prompt import can_ask, confirmed

    if confirmed(f"WARNING! {warning}\nAre you sure you want to continue? [y/N] "):
        return True
    if can_ask():
        session.warn(f"{what} has been cancelled")
    else:
        session.warn(f"\n{what} has been cancelled: nobody was there to confirm it\nhint: --force asks nothing")
    return False


def prune_filters(session: Session, filters: Iterable[Filter] | None) -> dict[str, list[str]]:
    """Return the conditions of --filter, and those of the user's configuration that don't contradict them."""
    from dockctl.options.filters import collect_filters, parse_filter

    conditions = collect_filters(filters)
    given = {name: set(values) for name, values in conditions.items()}
    opposites = {"label": "label!", "label!": "label"}
    configured = session.config.settings.get("pruneFilters")
    for text in configured if isinstance(configured, list) else ():
        name, value = parse_filter(str(text))
        if value not in given.get(opposites.get(name, ""), ()):
            conditions.setdefault(name, []).append(value)
    return conditions


def report(session: Session, heading: str, removed: Iterable[str] | None) -> None:
    """Write what was removed, a line each below ``heading``; nothing for nothing."""
    lines = "".join(f"{name}\n" for name in removed or ())
    if lines:
        session.stdout.write(f"{heading}:\n{lines}\n")


def report_space(session: Session, size: int) -> None:
    """Write how many bytes are free again."""
    from dockctl.render.units import human_size

    session.stdout.write(f"Total reclaimed space: {human_size(size, 4)}\n")


def prune_images(session: Session, filters: Iterable[Filter] | None, *, all_: bool) -> int:
    """Remove images, say which, and return the bytes that are free again."""
    from dockctl.render.images import deleted_lines

    conditions = prune_filters(session, filters)
    conditions.setdefault("dangling", []).append("false" if all_ else "true")
    answer = session.engine.images.prune(conditions)
    report(session, "Deleted Images", deleted_lines(answer["ImagesDeleted"] or [], capital=False))
    return answer["SpaceReclaimed"]
