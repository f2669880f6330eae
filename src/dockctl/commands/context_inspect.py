"""dockctl context inspect: what docker's files say of contexts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from dockctl.errors import DockctlError
from dockctl.options import completers
from dockctl.options.shared import ObjectFormat

if TYPE_CHECKING:
    from dockctl.session import Session


def context_inspect(
    ctx: typer.Context,
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="[CONTEXT] [CONTEXT...]", autocompletion=completers.contexts),
    ] = None,
    format_: ObjectFormat = "",
) -> None:
    """Display detailed information on one or more contexts."""
    from dockctl.render.inspection import Inspection

    session: Session = ctx.obj
    results: list[dict[str, Any] | DockctlError] = []
    inspection = Inspection(format_, html_escaped=True)
    for name in names or [session.context]:
        try:
            results.append(_details(session, name))
        except DockctlError as error:
            results.append(error)
    inspection.write(session.stdout, results)


def _details(session: Session, name: str) -> dict[str, Any]:
    from dockctl.config.choice import DEFAULT_CONTEXT
    from dockctl.config.contexts import ContextStore

    if name == DEFAULT_CONTEXT:
        known: dict[str, Any] = {
            "Endpoints": {"docker": {"Host": session.default_host, "SkipTLSVerify": False}}
        }
        storage = dict.fromkeys(("MetadataPath", "TLSPath"), "<IN MEMORY>")
        material: dict[str, Any] = {}
    else:
        store = ContextStore(session.config.folder)
        known = store.read(name)
        storage = {"MetadataPath": str(store.metadata(name)), "TLSPath": str(store.material(name))}
        material = {endpoint: list(files) for endpoint, files in store.pem_files(name).items()}
    return {
        "Name": name,
        "Metadata": known.get("Metadata", {}),
        "Endpoints": known["Endpoints"],
        "TLSMaterial": material,
        "Storage": storage,
    }
