"""Which engine a command talks to: --host, DOCKER_HOST, a context, or docker's default socket."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from dockctl.config.choice import DEFAULT_CONTEXT
from dockctl.errors import DockctlError
from dockctl.transport.address import DEFAULT_SOCKET, Address, Tls, parse_address

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dockctl.config.choice import EndpointOptions
    from dockctl.config.file import ConfigFile

_HEADERS = "DOCKER_CUSTOM_HEADERS"
DEFAULT_REASON = "docker's default"
_UNRESOLVED = "Failed to initialize: unable to resolve docker endpoint"


def resolve_address(config: ConfigFile, environment: Mapping[str, str], options: EndpointOptions) -> Address:
    """Return the engine's address: --context, --host, DOCKER_HOST, DOCKER_CONTEXT, currentContext, default.

    Raises DockctlError for an address that breaks the grammar, and for a context that can't be read.
    """
    if options.host and options.context:
        raise DockctlError("conflicting options: cannot specify both --host and --context")
    context = chosen_context(config, environment, options)
    host = options.host or ("" if options.context else environment.get("DOCKER_HOST", ""))
    try:
        if context == DEFAULT_CONTEXT:
            tls = _chosen_tls(config, environment, options)
            return parse_address(host or f"unix://{DEFAULT_SOCKET}", tls)
        from dockctl.config.contexts import ContextStore

        endpoint = ContextStore(config.folder).endpoint(context)
        return parse_address(endpoint.host or f"unix://{DEFAULT_SOCKET}", endpoint.tls)
    except DockctlError as error:
        raise DockctlError(f"{_UNRESOLVED}: {error.message}", hint=error.hint) from error


def why(config: ConfigFile, environment: Mapping[str, str], options: EndpointOptions) -> str:
    """Return what has chosen the engine, as users know it."""
    context = chosen_context(config, environment, options)
    if options.context or context != DEFAULT_CONTEXT:
        source = "--context" if options.context else "DOCKER_CONTEXT"
        if not (options.context or environment.get("DOCKER_CONTEXT")):
            source = f"currentContext in {config.path}"
        return f'context "{context}", by {source}'
    if options.host:
        return "--host"
    return "DOCKER_HOST" if environment.get("DOCKER_HOST") else DEFAULT_REASON


def chosen_context(config: ConfigFile, environment: Mapping[str, str], options: EndpointOptions) -> str:
    """Return the context that says where the engine is; ``default`` where a host is given instead."""
    if options.context:
        return options.context
    if options.host or environment.get("DOCKER_HOST"):
        return DEFAULT_CONTEXT
    return environment.get("DOCKER_CONTEXT", "") or config.current_context or DEFAULT_CONTEXT


def _chosen_tls(config: ConfigFile, environment: Mapping[str, str], options: EndpointOptions) -> Tls | None:
    """Return the certificates that options and environment name; None where TLS isn't wanted.

    Without a certificate of our own in the default place there is none; the authority's is wanted.
    """
    verify = bool(environment.get("DOCKER_TLS_VERIFY")) if options.tls_verify is None else options.tls_verify
    wanted = bool(environment.get("DOCKER_TLS")) if options.tls is None else options.tls
    if not (wanted or verify or options.tls_verify is not None):
        return None
    folder = Path(environment.get("DOCKER_CERT_PATH", "") or config.folder)

    def ours(option: str, name: str) -> str:
        if option:
            return option
        return str(folder / name) if (folder / name).exists() else ""

    return Tls(
        authority=(options.authority or str(folder / "ca.pem")) if verify else "",
        certificate=ours(options.certificate, "cert.pem"),
        key=ours(options.key, "key.pem"),
        verify=verify,
    )


def request_headers(config: ConfigFile, environment: Mapping[str, str]) -> dict[str, str]:
    """Return the headers that go with every request: DOCKER_CUSTOM_HEADERS, or else HttpHeaders of config.json.

    Neither says what we are. Raises DockctlError for a variable that isn't ``NAME=VALUE,…`` as in CSV.
    """
    text = environment.get(_HEADERS, "")
    chosen = _custom_headers(text) if text else config.http_headers
    return {name: value for name, value in chosen.items() if name.lower() != "user-agent"}


def _custom_headers(text: str) -> dict[str, str]:
    import csv

    headers = {}
    try:
        items = next(csv.reader(text.splitlines(keepends=True), strict=True))
    except (csv.Error, StopIteration) as error:
        raise DockctlError(
            f"Failed to initialize: failed to parse custom headers from {_HEADERS} environment variable: value must"
            " be formatted as comma-separated key=value pairs"
        ) from error
    failed = f"Failed to initialize: failed to set custom headers from {_HEADERS} environment variable:"
    for item in items:
        name, equals, value = item.partition("=")
        if not name.strip():
            raise DockctlError(f"{failed} value contains a key=value pair with an empty key: '{item}'")
        if not equals:
            raise DockctlError(f"{failed} missing \"=\" in key=value pair: '{item}'")
        headers[name.strip()] = value
    return headers
