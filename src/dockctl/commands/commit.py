"""dockctl commit: POST /commit, an image of a container's file system."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from dockctl.errors import DockctlError
from dockctl.options.arguments import Container
from dockctl.options.shared import ResultFile

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dockctl.engine.payloads.containers import FileChange
    from dockctl.engine.reference import Reference
    from dockctl.session import Session

_DELETED = 2
_PRINTED = ("id", "ref", "digest")


def _parse_print(text: str) -> str:
    if text not in _PRINTED:
        raise ValueError('must be one of "id", "ref" or "digest"')
    return text


def commit(
    ctx: typer.Context,
    container: Container,
    reference: Annotated[str, typer.Argument(metavar="[REPOSITORY[:TAG]]")] = "",
    author: Annotated[
        str,
        typer.Option("--author", "-a", help='Author (e.g., "John Hannibal Smith <hannibal@a-team.com>")'),
    ] = "",
    change: Annotated[
        list[str] | None,
        typer.Option("--change", "-c", help="Apply Dockerfile instruction to the created image"),
    ] = None,
    deny: Annotated[
        list[str] | None,
        typer.Option(
            "--deny",
            metavar="glob",
            help="Refuse if a path that was added or changed matches, or lies below one",
        ),
    ] = None,
    diff: Annotated[
        bool, typer.Option("--diff", help="Show what would be committed, as diff does, and make no image")
    ] = False,
    message: Annotated[str, typer.Option("--message", "-m", help="Commit message")] = "",
    no_pause: Annotated[
        bool, typer.Option("--no-pause", help="Disable pausing container during commit")
    ] = False,
    oci_labels: Annotated[
        bool,
        typer.Option("--oci-labels", help="Label the image with its base image, its container and its time"),
    ] = False,
    pause: Annotated[
        bool | None,
        typer.Option("--pause", "-p", help="Pause container during commit", show_default="true"),
    ] = None,
    print_: Annotated[
        str,
        typer.Option("--print", parser=_parse_print, help='What to print of the image ("id", "ref", "digest")'),
    ] = "id",
    result: ResultFile = "",
) -> None:
    """Create a new image from a container's changes."""
    from dockctl.engine.reference import parse_reference
    from dockctl.render.changes import write_changes
    from dockctl.results.recording import recorded

    session: Session = ctx.obj
    if no_pause and pause is not None:
        raise DockctlError("conflicting options: --no-pause and --pause cannot be used together")
    target = parse_reference(reference).with_default_tag() if reference else None
    if target is not None and target.digest:
        raise DockctlError("refusing to create a tag with a digest reference")
    if print_ == "ref" and target is None:
        raise DockctlError("conflicting options: --print ref needs a REPOSITORY")
    if diff or deny:
        changes = session.engine.files.changes(container)
        _refuse_denied(changes, deny or [])
        if diff:
            write_changes(session.stdout, changes)
            return
    instructions = list(change or ())
    if oci_labels:
        instructions += _oci_labels(session, container)
    with recorded(session, result, "commit") as record:
        record.facts |= {"container": container, "reference": target.canonical if target else None, "id": ""}
        image_id = session.engine.containers.commit(
            container,
            target,
            author=author,
            comment=message,
            changes=instructions,
            pause=not no_pause and pause is not False,
        )
        record.facts["id"] = image_id
    session.stdout.write(f"{_printed(session, image_id, target, print_)}\n")


def _refuse_denied(changes: Sequence[FileChange], patterns: Sequence[str]) -> None:
    """Raise DockctlError with all paths that would get into the image and match one of ``patterns``."""
    found = [
        change["Path"]
        for change in changes
        if change["Kind"] != _DELETED and any(_matches(change["Path"], pattern) for pattern in patterns)
    ]
    if found:
        raise DockctlError(
            "\n".join(f"denied: {path}" for path in found),
            hint="nothing was committed; remove these files from the container, or change --deny",
        )


def _matches(path: str, pattern: str) -> bool:
    """Tell whether a glob matches ``path``, a folder above it or, without a slash, the name of one of them."""
    from fnmatch import fnmatchcase
    from pathlib import PurePosixPath

    above = [PurePosixPath(path), *PurePosixPath(path).parents]
    if "/" not in pattern:
        return any(fnmatchcase(item.name, pattern) for item in above if item.name)
    wanted = "/" + pattern.strip("/")
    return any(fnmatchcase(str(item), wanted) for item in above)


def _oci_labels(session: Session, container: str) -> list[str]:
    """Return instructions that say where an image of ``container`` comes from."""
    import json
    from datetime import UTC, datetime

    from dockctl.engine.images import registry_digest_of

    details = session.engine.containers.inspect(container)
    base = session.engine.objects.inspect("image", details["Image"])
    labels = {
        "org.opencontainers.image.base.name": details["Config"]["Image"],
        "org.opencontainers.image.base.digest": registry_digest_of(base) or details["Image"],
        "org.opencontainers.image.created": datetime.now(UTC).isoformat(timespec="seconds"),
        "dev.dockctl.commit.container": details["Id"],
    }
    return [f"LABEL {name}={json.dumps(value)}" for name, value in labels.items()]


def _printed(session: Session, image_id: str, target: Reference | None, what: str) -> str:
    """Return what --print asks for; raises DockctlError for a digest where the engine gives it none."""
    from dockctl.engine.images import registry_digest_of

    if what == "ref" and target:
        return target.canonical
    if what == "digest":
        digest = registry_digest_of(session.engine.objects.inspect("image", image_id))
        if not digest:
            raise DockctlError(
                f"the image was made, and has no digest: {image_id}",
                hint="this engine gives an image its digest when it is pushed",
            )
        return digest
    return image_id
