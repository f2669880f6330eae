"""dockctl cp: GET and PUT /containers/{id}/archive, files between a container and this machine."""

from __future__ import annotations

import posixpath
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from dockctl.errors import DockctlError
from dockctl.options.completers import files_in_containers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from dockctl.engine.files import Files, PathStat
    from dockctl.operations.archives.paths import Place
    from dockctl.session import Session


def cp(
    ctx: typer.Context,
    source: Annotated[
        str, typer.Argument(metavar="CONTAINER:SRC_PATH|SRC_PATH|-", autocompletion=files_in_containers)
    ],
    target: Annotated[
        str, typer.Argument(metavar="CONTAINER:DEST_PATH|DEST_PATH|-", autocompletion=files_in_containers)
    ],
    archive: Annotated[
        bool, typer.Option("--archive", "-a", help="Archive mode (copy all uid/gid information)")
    ] = False,
    follow_link: Annotated[
        bool, typer.Option("--follow-link", "-L", help="Always follow symbol link in SRC_PATH")
    ] = False,
    quiet: Annotated[
        bool,
        typer.Option(
            "--quiet",
            "-q",
            help="Suppress progress output during copy. Progress output is automatically suppressed if no"
            " terminal is attached",
        ),
    ] = False,
) -> None:
    """Copy files/folders between a container and the local filesystem.

    Use '-' as the source to read a tar archive from stdin and extract it to a directory destination in a container.
    Use '-' as the destination to stream a tar archive of a container source to stdout.
    """
    from dockctl.operations.archives.paths import split_argument

    session: Session = ctx.obj
    if not source:
        raise DockctlError("source can not be empty")
    if not target:
        raise DockctlError("destination can not be empty")
    from_container, source_path = split_argument(source)
    to_container, target_path = split_argument(target)
    if from_container and to_container:
        raise DockctlError("copying between containers is not supported")
    shown = session.stderr.is_terminal and not quiet
    if from_container:
        _copy_out(
            session, from_container, source_path, target_path, follow=follow_link, owners=archive, shown=shown
        )
    elif to_container:
        _copy_in(
            session, source_path, to_container, target_path, follow=follow_link, owners=archive, shown=shown
        )
    else:
        raise DockctlError("must specify at least one container source")


def _copy_out(
    session: Session, container: str, source: str, target: str, *, follow: bool, owners: bool, shown: bool
) -> None:
    from dockctl.operations.archives.paths import (
        Place,
        keep_ending,
        local_path,
        local_target,
        plan_copy,
        rebased,
        renamer,
        split_entry,
    )
    from dockctl.operations.archives.unpacking import ArchiveReader, unpack

    files = session.engine.files
    place = None if target == "-" else local_target(target)
    rebase_name = ""
    if follow:
        stat = _stat_if_possible(files, container, source)
        if stat is not None and stat.is_link:
            link = posixpath.join(posixpath.dirname(source.rstrip("/")), stat.link_target)
            source, rebase_name = rebased(source, keep_ending(link, source))
    response, stat = files.get_archive(container, source)
    if place is None:
        if session.stdout.is_terminal:
            response.close()
            raise DockctlError("cowardly refusing to write an archive to a terminal. Redirect it")
        for piece in response.chunks():
            session.stdout.write(piece)
        return
    if stat.is_socket:
        session.warn(f"WARNING: left out {container}:{source}: sockets are not copied")
    try:
        plan = plan_copy(
            Place(source, exists=True, is_directory=stat.is_directory, rebase_name=rebase_name), place
        )
        rename = renamer(split_entry(source)[1], plan.name)
        reader = ArchiveReader(response)
        with _told(session, "Copying from container", lambda: reader.size, shown=shown) as tell:
            unpack(reader, plan.directory, rename, session.warn, owners=owners)
            tell(reader.size, local_path(target))
    finally:
        response.close()


def _copy_in(
    session: Session, source: str, container: str, target: str, *, follow: bool, owners: bool, shown: bool
) -> None:
    from dockctl.operations.archives.packing import pack
    from dockctl.operations.archives.paths import local_source, plan_copy, split_entry
    from dockctl.operations.archives.transfer import read_pieces

    place = None if source == "-" else local_source(source, follow=follow)
    there = _target_in(session, container, target)
    if place is None:
        if not there.is_directory:
            raise DockctlError(f'destination "{container}:{target}" must be a directory')
        pieces, directory = read_pieces(None), there.path
    else:
        plan = plan_copy(place, there)
        name = plan.name or split_entry(place.path)[1]
        pieces, directory = pack(place.path, name, session.warn), plan.directory
    size = 0

    def counted() -> Iterator[bytes]:
        nonlocal size
        for piece in pieces:
            size += len(piece)
            yield piece

    with _told(session, "Copying to container", lambda: size, shown=shown) as tell:
        session.engine.files.put_archive(
            container, counted(), path=directory, keep_directories=True, copy_owners=owners
        )
        tell(size, f"{container}:{target}")


def _target_in(session: Session, container: str, path: str) -> Place:
    """Return what is at ``path`` in the container; if that can't be found out the engine will say so later."""
    from dockctl.operations.archives.paths import Place, clean, split_entry

    files = session.engine.files
    stat = _stat_if_possible(files, container, path)
    if stat is not None and stat.is_link:
        path = clean(posixpath.join(split_entry(path)[0], stat.link_target))
        stat = _stat_if_possible(files, container, path)
    if stat is None:
        return Place(path)
    if stat.is_irregular:
        raise DockctlError(f'destination "{container}:{path}" must be a directory or a regular file')
    return Place(path, exists=True, is_directory=stat.is_directory)


def _stat_if_possible(files: Files, container: str, path: str) -> PathStat | None:
    """Return what is at ``path``; None if the engine doesn't say: the copy itself tells why, and in whole words."""
    try:
        return files.stat(container, path)
    except DockctlError:
        return None


@contextmanager
def _told(
    session: Session, doing: str, size: Callable[[], int], *, shown: bool
) -> Iterator[Callable[[int, str], None]]:
    """While entered, show how much was copied; give a function that says how much it was in the end."""
    if not shown:
        yield lambda _size, _target: None
        return
    from dockctl.render.units import human_size
    from dockctl.render.waiting import Waiting, show_waiting

    told: list[str] = []
    with show_waiting(session.stderr, lambda: Waiting(f"{doing} - {human_size(size())}")):
        yield lambda total, target: told.append(f"Successfully copied {human_size(total)} to {target}")
    for line in told:
        session.warn(line)
