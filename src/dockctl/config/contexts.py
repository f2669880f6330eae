"""docker's contexts: named engines, in files below ``contexts`` in the user's configuration folder.

``meta/<SHA-256 of the name>/meta.json`` says where the engine is, ``tls/<the same>/docker`` holds its
certificates: ca.pem, cert.pem and key.pem, each if there is one.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from dockctl.config.choice import DEFAULT_CONTEXT
from dockctl.config.go_json import ANY, FLAG, RAW, TEXT, Raw, map_of, read_json, structure, write_json
from dockctl.errors import DockctlError, reason_of
from dockctl.transport.address import Tls
from dockctl.visible import quote
from dockctl.whole_file import whole_file

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from dockctl.config.go_json import Shape

KnownContext: TypeAlias = "dict[str, Any]"  # Name, Metadata and Endpoints
Material: TypeAlias = "Mapping[str, Mapping[str, bytes]]"  # the PEM files of each endpoint, by name
META_FILE = "meta.json"
ENDPOINT = "docker"  # of a context's endpoints the engine
NO_ENDPOINT = "cannot find docker endpoint in context"
_ENDPOINT = structure("context.EndpointMetaBase", Host=TEXT, SkipTLSVerify=FLAG)
_METADATA = structure("store.untypedContextMetadata", metadata=RAW, endpoints=map_of(RAW), name=TEXT)
_NAME = re.compile(r"[a-zA-Z0-9][a-zA-Z0-9_.+-]+", re.ASCII)
_FILES = {"ca": "ca.pem", "cert": "cert.pem", "key": "key.pem"}


def check_name(name: str) -> None:
    """Raise DockctlError unless a context may have this name."""
    if not name:
        raise DockctlError("context name cannot be empty")
    if name == DEFAULT_CONTEXT:
        raise DockctlError(f'"{DEFAULT_CONTEXT}" is a reserved context name')
    if not _NAME.fullmatch(name):
        raise DockctlError(
            f'context name {quote(name)} is invalid, names are validated against regexp "^{_NAME.pattern}$"'
        )


@dataclass(frozen=True)
class Endpoint:
    """Where a context's engine is, as DOCKER_HOST would say it, and how the connection is secured."""

    host: str
    tls: Tls | None = None


class ContextStore:
    """The contexts in the configuration folder ``folder``."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "contexts"

    def metadata(self, name: str) -> Path:
        """Return the folder of what is known of a context."""
        return self._folder / "meta" / _digest(name)

    def material(self, name: str) -> Path:
        """Return the folder that holds a context's certificates for each of its endpoints."""
        return self._folder / "tls" / _digest(name)

    def exists(self, name: str) -> bool:
        """Tell whether there is a context of this name."""
        return (self.metadata(name) / META_FILE).exists()

    def names(self) -> list[str]:
        """Return the names of all contexts whose files can be read, but for the default one."""
        return [str(known["Name"]) for known in self.all()[0]]

    def all(self) -> tuple[list[dict[str, Any]], list[str]]:
        """Return what is known of each context, as read() does, and why some can't be read."""
        found, problems = [], []
        for path in sorted((self._folder / "meta").glob("*/meta.json")):
            try:
                found.append(parse_metadata(path.read_bytes()))
            except OSError as error:
                problems.append(f"failed to read metadata: open {path}: {reason_of(error)}")
            except ValueError as error:
                problems.append(f"failed to read metadata: parsing {path}: {error}")
        return found, problems

    def check_free(self, name: str) -> None:
        """Raise DockctlError unless a context may be made under this name."""
        check_name(name)
        if not self.exists(name):
            return
        try:
            self.read(name)
        except DockctlError as error:
            raise error.prefixed("error while getting existing contexts: ") from error
        raise DockctlError(f"context {quote(name)} already exists")

    def write(self, known: KnownContext, material: Material) -> None:
        """Keep a context and the PEM files of those of its endpoints that ``material`` names, in place of earlier ones.

        Raises DockctlError for what can't be written.
        """
        name = known["Name"]
        files = {self.metadata(name) / META_FILE: write_metadata(known)}
        for endpoint, contents in material.items():
            shutil.rmtree(self.material(name) / endpoint, ignore_errors=True)
            files |= {self.material(name) / endpoint / file: data for file, data in contents.items()}
        try:
            for path, data in files.items():
                path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                with whole_file(path) as file:
                    file.write(data)
        except OSError as error:
            raise DockctlError(f"context {quote(name)} can't be written: {reason_of(error)}") from error

    def remove(self, name: str) -> None:
        """Remove a context and its certificates; one that is not there is fine."""
        for folder in (self.metadata(name), self.material(name)):
            shutil.rmtree(folder, ignore_errors=True)

    def pem_files(self, name: str) -> Material:
        """Return the content of a context's PEM files, for each of its endpoints; raises DockctlError."""
        folder = self.material(name)
        if not folder.is_dir():
            return {}
        try:
            return {
                endpoint.name: {
                    file.name: file.read_bytes() for file in sorted(endpoint.iterdir()) if file.is_file()
                }
                for endpoint in sorted(folder.iterdir())
                if endpoint.is_dir()
            }
        except OSError as error:
            reason = f"failed to list TLS files for context {name}: open {error.filename}: {reason_of(error)}"
            raise DockctlError(reason) from error

    def read(self, name: str) -> dict[str, Any]:
        """Return what is known of the context ``name``: Name, Metadata and Endpoints; raises DockctlError."""
        path = self.metadata(name) / META_FILE
        try:
            return parse_metadata(path.read_bytes())
        except FileNotFoundError as error:
            raise DockctlError(
                f"context {quote(name)}: context not found: open {path}: {reason_of(error)}"
            ) from error
        except OSError as error:
            raise DockctlError(f"context {quote(name)}: open {path}: {reason_of(error)}") from error
        except ValueError as error:
            raise DockctlError(f"context {quote(name)}: parsing {path}: {error}") from error

    def endpoint(self, name: str) -> Endpoint:
        """Return where the engine of the context ``name`` is; raises DockctlError."""
        endpoint = self.read(name)["Endpoints"].get(ENDPOINT)
        if endpoint is None:
            raise DockctlError(NO_ENDPOINT)
        folder = self.material(name) / "docker"
        present = {
            stem: str(folder / file) if (folder / file).exists() else "" for stem, file in _FILES.items()
        }
        skip, host = endpoint["SkipTLSVerify"], endpoint.get("Host", "")
        if not (skip or any(present.values())):
            return Endpoint(host)
        return Endpoint(host, Tls(present["ca"], present["cert"], present["key"], verify=not skip))


def parse_metadata(data: bytes) -> KnownContext:
    """Return what a meta.json says: Name, Metadata and Endpoints; raises ValueError in Go's words."""
    known = _checked(data, _METADATA)
    metadata = _plain(known.get("metadata", Raw("null")).text)
    if not isinstance(metadata.get("Description", ""), str):
        raise ValueError("Description is no string")  # noqa: TRY004  (of a file, not of an argument)
    endpoints = {}
    for name, endpoint in sorted(known.get("endpoints", {}).items()):
        if name == ENDPOINT and endpoint.text != "null":
            meta = _checked(endpoint.text.encode(), _ENDPOINT)
            endpoints[name] = docker_endpoint(meta.get("Host", ""), skip=meta.get("SkipTLSVerify", False))
        elif endpoint.text != "null":
            endpoints[name] = _plain(endpoint.text)
    return {"Name": known.get("name", ""), "Metadata": metadata, "Endpoints": endpoints}


def write_metadata(known: KnownContext) -> bytes:
    """Return a context as its meta.json says it."""
    given = {name: value for name, value in known.items() if value or name == "Metadata"}
    return write_json(given, order=("Name", "Metadata", "Endpoints")).encode(errors="surrogateescape")


def docker_endpoint(host: str, *, skip: bool) -> dict[str, Any]:
    """Return what a context says of its engine; ``skip``: the engine's certificate isn't looked at."""
    return ({"Host": host} if host else {}) | {"SkipTLSVerify": skip}


def _checked(data: bytes, shape: Shape) -> dict[str, Any]:
    """Return an object that is of this ``shape`` alone."""
    value, problem = read_json(data, shape)
    if problem:
        raise ValueError(problem)
    return {name: value for name, value in value.items() if name in shape.fields}


def _plain(text: str) -> dict[str, Any]:
    """Return an object of anything, its names sorted at every depth."""
    _, problem = read_json(text.encode(), map_of(ANY))
    if problem:
        raise ValueError(problem)
    try:
        value = json.loads(text, object_pairs_hook=lambda pairs: dict(sorted(dict(pairs).items())))
    except RecursionError as error:
        raise ValueError("exceeded max depth") from error
    return dict(value or {})


def _digest(name: str) -> str:
    return hashlib.sha256(os.fsencode(name)).hexdigest()
