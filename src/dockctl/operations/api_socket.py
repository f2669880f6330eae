"""``--use-api-socket``: a container that may use the engine, and the user's accounts at registries."""

from __future__ import annotations

import io
import json
import tarfile
from typing import TYPE_CHECKING

from dockctl.errors import CredentialHelperError, DockctlError

if TYPE_CHECKING:
    from dockctl.options.flags import CreateFlags
    from dockctl.session import Session

_SOCKET = "/var/run/docker.sock"
_FOLDER = "/run/secrets/docker"
_VARIABLE = "DOCKER_CONFIG"


def prepare(session: Session, flags: CreateFlags) -> bytes:
    """Add the socket, and where the accounts will be, to ``flags``; return the archive that holds the accounts.

    It is empty where there is no account, or the user says with -e where the container's own are.
    """
    from dockctl.config.credentials import encode_entry
    from dockctl.options.flags import Request

    address = session.engine.address
    if not address.is_unix:
        raise DockctlError(f"--use-api-socket needs an engine on a unix socket, not {address}")
    socket = Request(Type="bind", Source=address.path, Target=_SOCKET, BindOptions={})
    flags.mount = [*(flags.mount or ()), socket]
    if any(variable.partition("=")[0] == _VARIABLE for variable in flags.env or ()):
        return b""
    try:
        accounts, failures = session.credentials.all()
    except CredentialHelperError as error:
        raise error.prefixed("resolving credentials failed: ") from error
    for failure in failures:
        session.warn(f"WARNING: {failure.message}")
    auths = {key: encode_entry(account) for key, account in accounts.items()}
    if not auths:
        return b""
    flags.env = [*(flags.env or ()), f"{_VARIABLE}={_FOLDER}"]
    return _archive(json.dumps({"auths": auths}, indent="\t").encode())


def _archive(config: bytes) -> bytes:
    """Return a tar archive of ``config`` as the only file, readable by root alone."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        entry = tarfile.TarInfo(f"{_FOLDER.removeprefix('/')}/config.json")
        entry.size, entry.mode = len(config), 0o600
        archive.addfile(entry, io.BytesIO(config))
    return buffer.getvalue()


def deliver(session: Session, container_id: str, archive: bytes) -> None:
    """Put the accounts into the container; that it failed is a warning, as the container works without."""
    if not archive:
        return
    try:
        session.engine.files.put_archive(container_id, archive, path="/")
    except DockctlError as error:
        session.warn(f"WARNING: the registries' accounts could not be given to the container: {error.message}")
