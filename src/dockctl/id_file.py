"""The file of ``--cidfile``: it must be new, and there is none unless it holds an ID."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from dockctl.errors import DockctlError, reason_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@contextmanager
def id_file(path: str, fail: Callable[[str], DockctlError] = DockctlError) -> Iterator[Callable[[str], None]]:
    """Give a function that writes a container's ID to ``path``, which must be new; without an ID it is removed.

    A ``path`` of "" writes nothing. ``fail`` makes the error for a path that can't be used.
    """
    if not path:
        yield lambda _: None
        return
    written = False

    def keep(container_id: str) -> None:
        nonlocal written
        try:
            Path(path).write_text(container_id, encoding="ascii")
        except OSError as error:
            reason = reason_of(error)
            raise fail(f"failed to write the container ID to the file: write {path}: {reason}") from error
        written = True

    try:
        with open(path, "x", encoding="ascii"):  # noqa: PTH123  (which keeps a slash at the end, as docker does)
            pass
    except FileExistsError:
        raise fail(
            f"container ID file found, make sure the other container isn't running or delete {path}",
        ) from None
    except OSError as error:
        raise fail(f"failed to create the container ID file: open {path}: {reason_of(error)}") from error
    try:
        yield keep
    finally:
        if not written:
            Path(path).unlink(missing_ok=True)
