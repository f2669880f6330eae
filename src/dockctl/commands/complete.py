"""dockctl __complete: what the shells' completion functions ask for, one name a line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from dockctl.errors import DockctlError

if TYPE_CHECKING:
    from dockctl.engine.client import Engine
    from dockctl.session import Session


def complete(
    ctx: typer.Context,
    kind: Annotated[str, typer.Argument(metavar="running|containers|images")],
) -> None:
    """Print the names that a word on the command line may become."""
    session: Session = ctx.obj
    try:
        names = _names(session.engine, kind)
    except DockctlError:
        return  # a TAB is no place for an error
    session.stdout.write("".join(f"{name}\n" for name in sorted(names)))


def _names(engine: Engine, kind: str) -> set[str]:
    from dockctl.engine.reference import parse_reference

    if kind == "images":
        tags = {
            tag
            for image in engine.images.list()
            for tag in image.get("RepoTags") or []
            if tag != "<none>:<none>"
        }
        return {parse_reference(tag).familiar for tag in tags}
    summaries = engine.containers.list(all_=kind == "containers")
    return {
        name.removeprefix("/") for item in summaries for name in item["Names"] or [] if name.count("/") == 1
    }
