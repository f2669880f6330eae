"""Which engine a command talks to: --host, DOCKER_HOST, a context, or docker's default socket."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dockctl.errors import DockctlError, InvalidAddressError
from dockctl.transport.address import DEFAULT_SOCKET, Address, parse_address

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dockctl.config.file import ConfigFile

DEFAULT_CONTEXT = "default"
_UNRESOLVED = "Failed to initialize: unable to resolve docker endpoint"


def resolve_address(
    config: ConfigFile,
    environment: Mapping[str, str],
    *,
    host: str = "",
    context: str = "",
) -> Address:
    """Return the engine's address: --context, --host, DOCKER_HOST, DOCKER_CONTEXT, currentContext, default.

    Raises DockctlError for an address that breaks the grammar, and for a context that can't be read.
    """
    if host and context:
        raise DockctlError("conflicting options: cannot specify both --host and --context")
    host = host or ("" if context else environment.get("DOCKER_HOST", ""))
    context = context or environment.get("DOCKER_CONTEXT", "") or config.current_context or DEFAULT_CONTEXT
    if not host:
        host = f"unix://{DEFAULT_SOCKET}" if context == DEFAULT_CONTEXT else _context_host(config, context)
    try:
        address = parse_address(host)
    except InvalidAddressError as error:
        raise DockctlError(f"{_UNRESOLVED}: {error.message}", hint=error.hint) from error
    if not address.is_unix and any(environment.get(name) for name in ("DOCKER_TLS", "DOCKER_TLS_VERIFY")):
        raise DockctlError(
            f"TLS connections are not supported yet: {address}",
            hint="forward the engine's socket instead: ssh -L /tmp/docker.sock:/var/run/docker.sock HOST",
        )
    return address


def _context_host(config: ConfigFile, name: str) -> str:
    import hashlib
    import json

    digest = hashlib.sha256(name.encode()).hexdigest()
    path = config.folder / "contexts" / "meta" / digest / "meta.json"
    try:
        endpoint = json.loads(path.read_text(encoding="utf-8"))["Endpoints"]["docker"]
        host = str(endpoint["Host"])
    except OSError as error:
        raise DockctlError(
            f'{_UNRESOLVED}: context "{name}": context not found:'
            f" open {path}: {(error.strerror or str(error)).lower()}",
        ) from error
    except (ValueError, KeyError, TypeError) as error:
        raise DockctlError(f'{_UNRESOLVED}: context "{name}": {path}: {error!r}') from error
    tls = config.folder / "contexts" / "tls" / digest
    if tls.exists():
        raise DockctlError(f'context "{name}" uses TLS, which is not supported yet')
    return host
