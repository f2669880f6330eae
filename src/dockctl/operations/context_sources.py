"""The engine that a context is made for: another context's, or the one that --docker describes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from dockctl.config.choice import DEFAULT_CONTEXT
from dockctl.config.contexts import ENDPOINT, NO_ENDPOINT, docker_endpoint
from dockctl.errors import DockctlError, reading_failure
from dockctl.options.contexts import KEYS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dockctl.config.contexts import ContextStore, KnownContext, Material
    from dockctl.session import Session

_UNUSABLE = "unable to create docker endpoint config"
_FILES = {"ca": "ca.pem", "cert": "cert.pem", "key": "key.pem"}


class Source(NamedTuple):
    """What is known of a context, and the PEM files of its endpoints."""

    known: KnownContext
    material: Material


def read_context(session: Session, store: ContextStore, name: str) -> Source:
    """Return the context ``name``, also the default one; raises DockctlError."""
    if name == DEFAULT_CONTEXT:
        endpoint = docker_endpoint(session.default_host, skip=False)
        return Source({"Name": name, "Metadata": {}, "Endpoints": {ENDPOINT: endpoint}}, {})
    return Source(store.read(name), store.pem_files(name))


def describe_engine(
    session: Session, store: ContextStore, given: Sequence[Mapping[str, str]]
) -> tuple[dict[str, Any], Mapping[str, bytes]]:
    """Return the endpoint that --docker describes, and its PEM files; raises DockctlError."""
    from dockctl.options.values import parse_bool
    from dockctl.transport.address import context_address

    settings = {key: value for each in given for key, value in each.items()}
    for key in settings:
        if key not in KEYS:
            raise DockctlError(f"{_UNUSABLE}: unrecognized config key: {key}")
    if settings.get("from"):
        source = read_context(session, store, settings["from"])
        if ENDPOINT not in source.known["Endpoints"]:
            raise DockctlError(f"{_UNUSABLE}: {NO_ENDPOINT}")
        return source.known["Endpoints"][ENDPOINT], source.material.get(ENDPOINT, {})
    try:
        skip = parse_bool(settings.get("skip-tls-verify") or "false")
    except ValueError as error:
        reason = str(error).removeprefix("strconv.ParseBool: ")
        raise DockctlError(f"{_UNUSABLE}: skip-tls-verify: {reason}") from error
    host = settings.get("host", "")
    if host:
        context_address(host, None)
    return docker_endpoint(host, skip=skip), _read_certificates(settings)


def _read_certificates(settings: Mapping[str, str]) -> dict[str, bytes]:
    """Return the content of the PEM files that are named; raises DockctlError for what is none."""
    from dockctl.transport.address import Tls
    from dockctl.transport.tls import make_context

    paths = {stem: settings[stem] for stem in _FILES if settings.get(stem)}
    contents = {}
    for stem, path in paths.items():
        try:
            contents[_FILES[stem]] = Path(path).read_bytes()
        except OSError as error:
            raise DockctlError(f"{_UNUSABLE}: {reading_failure(path, error)}") from error
    authority, cert, key = (paths.get(stem, "") for stem in ("ca", "cert", "key"))
    for tls, broken in (
        (Tls(authority, "", ""), "failed to retrieve context tls info: ca.pem seems invalid"),
        (Tls(authority, cert, key), "no valid private key found"),
    ):
        try:
            make_context(tls)
        except OSError as error:
            raise DockctlError(f"{_UNUSABLE}: invalid docker endpoint options: {broken}") from error
    return contents
