"""dockctl inspect: GET /{collection}/{name}, whatever kind of object has the name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from dockctl.errors import DockctlError
from dockctl.options import completers
from dockctl.options.shared import ObjectFormat
from dockctl.visible import quote

if TYPE_CHECKING:
    from dockctl.session import Session


def inspect(
    ctx: typer.Context,
    names: Annotated[
        list[str], typer.Argument(metavar="NAME|ID [NAME|ID...]", autocompletion=completers.objects)
    ],
    format_: ObjectFormat = "",
    size: Annotated[
        bool, typer.Option("--size", "-s", help="Display total file sizes if the type is container")
    ] = False,
    kind: Annotated[str | None, typer.Option("--type", help="Only inspect objects of the given type")] = None,
) -> None:
    """Return low-level information on Docker objects."""
    from dockctl.engine.objects import COLLECTIONS
    from dockctl.operations.batch import Notes
    from dockctl.operations.inspecting import inspect_all

    session: Session = ctx.obj
    if kind is not None and kind not in COLLECTIONS:
        known = ", ".join(f'"{name}"' for name in sorted(COLLECTIONS))
        what = f"unknown type: {quote(kind)}" if kind else "type is empty"
        raise DockctlError(f"{what}: must be one of {known}")
    objects, notes = session.engine.objects, Notes()

    def inspect_one(name: str) -> dict[str, Any]:
        if kind:
            found, details = kind, objects.inspect(kind, name, size=size and kind == "container")
        else:
            found, details = objects.find(name, size=size)
        if size and found != "container":
            notes.add(name, f"WARNING: --size ignored for {found}")
        return details

    inspect_all(session, names, inspect_one, format_, notes)
