"""Which engine a command talks to: --host, DOCKER_HOST, a context, or docker's default socket."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from dockctl.config.choice import DEFAULT_CONTEXT
from dockctl.errors import DockctlError, reason_of
from dockctl.transport.address import (
    DEFAULT_HOST,
    DEFAULT_SOCKET,
    DEFAULT_TLS_PORT,
    Address,
    Tls,
    context_address,
    parse_address,
)

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
    host = options.host or environment.get("DOCKER_HOST", "")
    try:
        if context == DEFAULT_CONTEXT:
            return parse_address(
                host.strip() or _default_host(environment, options), _chosen_tls(config, environment, options)
            )
        from dockctl.config.contexts import ContextStore

        endpoint = ContextStore(config.folder).endpoint(context)
        return context_address(endpoint.host, endpoint.tls)
    except DockctlError as error:
        raise DockctlError(f"{_UNRESOLVED}: {error.message}", hint=error.hint) from error


def why(config: ConfigFile, environment: Mapping[str, str], options: EndpointOptions) -> str:
    """Return what has chosen the engine, as users know it."""
    context = chosen_context(config, environment, options)
    # The default context is wherever DOCKER_HOST says.
    is_elsewhere = context == DEFAULT_CONTEXT and bool(environment.get("DOCKER_HOST"))
    if context != DEFAULT_CONTEXT or (options.context and not is_elsewhere):
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


def default_host(environment: Mapping[str, str], options: EndpointOptions) -> str:
    """Return where the engine is if no context says so, in docker's full form; raises InvalidAddressError."""
    host = (options.host or environment.get("DOCKER_HOST", "")).strip()
    scheme, separator, rest = host.partition("://")
    if separator and scheme == "npipe":
        return host if rest else f"{host}//./pipe/docker_engine"
    if separator and scheme in {"fd", "ssh"}:
        return host
    return str(parse_address(host or _default_host(environment, options)))


def check_certificates(config: ConfigFile, environment: Mapping[str, str], options: EndpointOptions) -> None:
    """Raise DockctlError for the first file that TLS wants and that can't be read, also where it would do nothing."""
    if chosen_context(config, environment, options) != DEFAULT_CONTEXT:
        return
    tls = _chosen_tls(config, environment, options)
    if tls is None:
        return
    for path in (_authority(config, environment, options), tls.certificate, tls.key):
        if path:
            try:
                with Path(path).open("rb"):
                    pass
            except OSError as error:
                raise DockctlError(f"{_UNRESOLVED}: open {path}: {reason_of(error)}") from error


def check_tls(address: Address) -> None:
    """Raise DockctlError for certificates of the engine at ``address`` that are none."""
    if address.tls is None:
        return
    from dockctl.transport.tls import make_context

    failed = "Failed to initialize: failed to retrieve context tls info"
    try:
        make_context(address.tls._replace(certificate="", key=""))
    except OSError as error:
        raise DockctlError(f"{failed}: ca.pem seems invalid") from error
    try:
        make_context(address.tls._replace(authority=""))
    except OSError as error:
        data = Path(address.tls.key or address.tls.certificate).read_bytes()
        if b"PRIVATE KEY-----" not in data:
            raise DockctlError("Failed to initialize: no valid private key found") from error
        raise DockctlError(f"{failed}: {getattr(error, 'reason', None) or error}") from error


def _default_host(environment: Mapping[str, str], options: EndpointOptions) -> str:
    """Return where docker looks for an engine of which nothing is said: at another place where TLS is wanted."""
    if _wants_tls(environment, options):
        return f"tcp://{DEFAULT_HOST}:{DEFAULT_TLS_PORT}"
    return f"unix://{DEFAULT_SOCKET}"


def _wants_tls(environment: Mapping[str, str], options: EndpointOptions) -> bool:
    wanted = bool(environment.get("DOCKER_TLS")) if options.tls is None else options.tls
    return wanted or bool(environment.get("DOCKER_TLS_VERIFY")) or options.tls_verify is not None


def _authority(config: ConfigFile, environment: Mapping[str, str], options: EndpointOptions) -> str:
    return _unquoted(options.authority) or str(_certificates(config, environment) / "ca.pem")


def _certificates(config: ConfigFile, environment: Mapping[str, str]) -> Path:
    return Path(environment.get("DOCKER_CERT_PATH", "") or config.folder)


def _unquoted(path: str) -> str:
    """Return a path without the quotes around it, which scripts of old have left there."""
    is_quoted = len(path) > 1 and path[0] == path[-1] and path[0] in "\"'"
    return path[1:-1] if is_quoted else path


def _chosen_tls(config: ConfigFile, environment: Mapping[str, str], options: EndpointOptions) -> Tls | None:
    """Return the certificates that options and environment name; None where TLS isn't wanted.

    Without a certificate of our own in the default place there is none; the authority's is wanted.
    """
    if not _wants_tls(environment, options):
        return None
    verify = bool(environment.get("DOCKER_TLS_VERIFY")) if options.tls_verify is None else options.tls_verify
    folder = _certificates(config, environment)

    def ours(option: str, name: str) -> str:
        if option:
            return _unquoted(option)
        return str(folder / name) if (folder / name).exists() else ""

    return Tls(
        authority=_authority(config, environment, options) if verify else "",
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
