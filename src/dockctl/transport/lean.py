"""requests, without what no request here needs at its start."""

from __future__ import annotations

import os

from dockctl.late import LateModule, import_lean

_LATE = (
    "idna", "encodings.idna",  # host names beyond ASCII
    "urllib.request",  # proxies of the environment
    "zipfile", "tempfile", "shutil",  # certificates in an archive
    "mimetypes", "quopri",  # uploads of forms, bodies in the encodings of mail
    "random", "calendar", "hashlib", "hmac",  # retries with jitter, cookies with dates, digest authentication
)  # fmt: skip


def import_requests(*, secure: bool = True) -> None:
    """Import requests, if it isn't imported, in about half its time; see import_lean.

    Without ``secure`` it can make no TLS connection, for as long as the process lives: for programs of our own that
    will want none. The libraries know Pythons that were built without OpenSSL.
    """
    without: dict[str, LateModule | None] = {name: LateModule(name) for name in _LATE}
    # It guesses the encoding of texts that name none. requests looks at its version.
    without["charset_normalizer"] = LateModule("charset_normalizer", __version__="3.0.0")
    without["importlib.metadata"] = LateModule("importlib.metadata")  # urllib3 looks for a library for HTTP/2
    if not secure:
        without |= {"ssl": None, "_hashlib": None}
        without["certifi"] = LateModule(
            "certifi", where=lambda: os.devnull
        )  # a file, and nobody in it is trusted
    import_lean("requests", without)
