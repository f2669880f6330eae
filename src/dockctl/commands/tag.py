"""dockctl tag: POST /images/{name}/tag."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from dockctl.errors import DockctlError, InvalidReferenceError
from dockctl.options import completers
from dockctl.visible import quote

if TYPE_CHECKING:
    from dockctl.engine.reference import Reference
    from dockctl.session import Session


def tag(
    ctx: typer.Context,
    source: Annotated[str, typer.Argument(metavar="SOURCE_IMAGE[:TAG]", autocompletion=completers.images)],
    target: Annotated[str, typer.Argument(metavar="TARGET_IMAGE[:TAG]", autocompletion=completers.images)],
) -> None:
    """Create a tag TARGET_IMAGE that refers to SOURCE_IMAGE."""
    from dockctl.engine.reference import is_image_id

    session: Session = ctx.obj
    if not is_image_id(source):
        _parse(source)
    reference = _parse(target)
    if reference.digest:
        raise DockctlError("refusing to create a tag with a digest reference")
    session.engine.images.tag(source, reference.with_default_tag())


def _parse(text: str) -> Reference:
    from dockctl.engine.reference import parse_reference

    try:
        return parse_reference(text)
    except InvalidReferenceError as error:
        raise DockctlError(
            f"Error parsing reference: {quote(text)} is not a valid repository/tag: {error.message}"
        ) from error
