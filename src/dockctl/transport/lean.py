"""requests, without what no request here needs at its start."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from dockctl.late import LateModule, import_lean

if TYPE_CHECKING:
    from types import ModuleType

_LATE = (
    "idna", "encodings.idna",  # host names beyond ASCII
    "urllib.request",  # proxies of the environment
    "zipfile", "tempfile", "shutil",  # certificates in an archive
    "mimetypes", "quopri",  # uploads of forms, bodies in the encodings of mail
    "importlib.metadata",  # by which urllib3 looks for a library for HTTP/2
    "random", "calendar", "hashlib", "hmac",  # retries with jitter, cookies with dates, digest authentication
)  # fmt: skip


def import_requests(*, secure: bool = True) -> None:
    """Import requests, if it isn't imported, in about half its time; see import_lean.

    Without ``secure`` it can make no TLS connection, for as long as the process lives: for programs of our own that
    will want none. The libraries know Pythons that were built without OpenSSL.
    """
    # It guesses the encoding of texts that name none. requests looks at its version.
    instead: dict[str, ModuleType | None] = {
        "charset_normalizer": LateModule("charset_normalizer", __version__="3.0.0")
    }
    if not secure:
        instead |= {"ssl": None, "_hashlib": None}
        instead["certifi"] = LateModule(
            "certifi", where=lambda: os.devnull
        )  # a file, and nobody in it is trusted
    import_lean("requests", _LATE, instead)
