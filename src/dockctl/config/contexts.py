"""docker's contexts: named engines, in files below ``contexts`` in the user's configuration folder.

``meta/<SHA-256 of the name>/meta.json`` says where the engine is, ``tls/<the same>/docker`` holds its
certificates: ca.pem, cert.pem and key.pem, each if there is one.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dockctl.errors import DockctlError
from dockctl.transport.address import Tls

if TYPE_CHECKING:
    from pathlib import Path

DEFAULT_CONTEXT = "default"


@dataclass(frozen=True)
class Endpoint:
    """Where a context's engine is, as DOCKER_HOST would say it, and how the connection is secured."""

    host: str
    tls: Tls | None = None


class ContextStore:
    """The contexts in the configuration folder ``folder``."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "contexts"

    def _meta(self, name: str) -> Path:
        return self._folder / "meta" / _digest(name) / "meta.json"

    def certificates(self, name: str) -> Path:
        """Return the folder of a context's certificates."""
        return self._folder / "tls" / _digest(name) / "docker"

    def read(self, name: str) -> dict[str, Any]:
        """Return what is known of the context ``name``; raises DockctlError."""
        path = self._meta(name)
        try:
            found = json.loads(path.read_text(encoding="utf-8"))
            if not isinstance(found["Endpoints"]["docker"], dict):
                raise TypeError("not an object")
        except OSError as error:
            raise DockctlError(
                f'context "{name}": context not found: open {path}: {(error.strerror or str(error)).lower()}'
            ) from error
        except (ValueError, KeyError, TypeError) as error:
            raise DockctlError(f'context "{name}": {path}: {error!r}') from error
        return dict(found)

    def endpoint(self, name: str) -> Endpoint:
        """Return where the engine of the context ``name`` is; raises DockctlError."""
        endpoint = self.read(name)["Endpoints"]["docker"]
        folder = self.certificates(name)
        files = {stem: str(folder / f"{stem}.pem") for stem in ("ca", "cert", "key")}
        present = {stem: path if (folder / f"{stem}.pem").exists() else "" for stem, path in files.items()}
        skip = bool(endpoint.get("SkipTLSVerify"))
        if not (skip or any(present.values())):
            return Endpoint(str(endpoint.get("Host") or ""))
        tls = Tls(present["ca"], present["cert"], present["key"], verify=not skip)
        return Endpoint(str(endpoint.get("Host") or ""), tls)


def _digest(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()
