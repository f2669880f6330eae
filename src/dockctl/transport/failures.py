"""Why a connection failed, in docker's words and with a hint."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dockctl.errors import EnginePermissionError, EngineUnreachableError, reason_of
from dockctl.visible import quote

if TYPE_CHECKING:
    from dockctl.transport.address import Address

_REASONS = {
    "IncompleteRead": "unexpected EOF", "InvalidChunkLength": "invalid byte in chunk length",
    "LineTooLong": "malformed HTTP response: a line is too long",
    "LocationParseError": "no such host", "InvalidURL": "no such host", "UnicodeError": "no such host",
    "UnicodeEncodeError": "no such host",
}  # fmt: skip


def root_cause(error: BaseException) -> BaseException:
    """Return the operating system's error beneath the libraries' layers, or else the innermost one."""
    seen: list[BaseException] = []
    pending: list[BaseException] = [error]
    while pending:
        current = pending.pop(0)
        if current in seen:
            continue
        seen.append(current)
        if isinstance(current, OSError) and current.errno is not None:
            return current
        inner = [current.__cause__, current.__context__, getattr(current, "reason", None), *current.args]
        pending.extend(item for item in inner if isinstance(item, BaseException))
    return seen[-1]


def describe_failure(error: BaseException) -> str:
    """Return what went wrong in a few words, without the libraries' own wrapping."""
    import http.client

    cause = root_cause(error)
    if isinstance(cause, OSError) and cause.strerror:
        return reason_of(cause)
    if isinstance(cause, http.client.RemoteDisconnected):
        return "EOF"
    if isinstance(cause, http.client.BadStatusLine):
        return f"malformed HTTP response {quote(str(cause))}"
    # What libraries say of other faults is full of their own names.
    return _REASONS.get(type(cause).__name__) or (
        str(cause) if _is_plain(str(cause)) else "malformed HTTP response"
    )


def _is_plain(words: str) -> bool:
    """Tell whether ``words`` are words: a fault's own, not what a library makes of its parts."""
    return bool(words) and not set(words) & set("()<>=[]") and "codec" not in words and "literal" not in words


def connection_error(address: Address, error: BaseException) -> EngineUnreachableError:
    """Return the error for an engine at ``address`` that could not be talked to."""
    cause = root_cause(error)
    known = _unknown_host_error(address, error, cause)
    if known is None and (address.tls is not None or address.is_ssh):
        known = _secured_error(address, cause)
    if known is not None:
        return known
    unreached = f"Cannot connect to the Docker daemon at {address}. Is the docker daemon running?"
    if isinstance(cause, PermissionError):
        return EnginePermissionError(
            f"permission denied while trying to connect to the Docker daemon socket at {address}",
            hint="run as root, or join the socket's group: sudo usermod -aG docker $USER, then log in again",
        )
    if isinstance(cause, FileNotFoundError):
        return EngineUnreachableError(
            unreached,
            hint=f"there is no {address.path}: start the engine, or set DOCKER_HOST to where it listens",
        )
    if isinstance(cause, ConnectionRefusedError) or (address.proxy and isinstance(cause, OSError)):
        return EngineUnreachableError(unreached, hint=_advice(address, error))
    if isinstance(cause, OSError) and not isinstance(cause, (ConnectionResetError, BrokenPipeError)):
        return EngineUnreachableError(unreached, hint=f"{address}: {reason_of(cause)}")
    return EngineUnreachableError(f"error during connect: {address}: {describe_failure(error)}")


def _unknown_host_error(
    address: Address, error: BaseException, cause: BaseException
) -> EngineUnreachableError | None:
    """Return the error for a host that has no address, or whose name can't be one; None for other failures."""
    import socket

    if address.proxy or address.is_ssh:  # which look the name up themselves
        return None
    if isinstance(cause, socket.gaierror):
        unknown = cause.errno in {socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)}
    else:
        unknown = type(error).__name__ == "LocationParseError"
    if not unknown:
        return None
    return EngineUnreachableError(
        f"error during connect: {address}: dial tcp: lookup {address.host}: no such host",
        hint="is the name in DOCKER_HOST, --host or the context right, and does this machine know it?",
    )


def _advice(address: Address, error: BaseException) -> str:
    """Return what to do about an engine, or a proxy before it, that doesn't listen."""
    if address.proxy:
        proxy = address.proxy.rpartition("@")[2].rpartition("/")[2]  # without a password
        return f"by way of the proxy {proxy} (HTTP_PROXY, HTTPS_PROXY): {describe_failure(error)}"
    return f"nothing listens on {address}: start the engine, or set DOCKER_HOST to where it listens"


def _secured_error(address: Address, cause: BaseException) -> EngineUnreachableError | None:
    """Return the error for a connection that TLS or ssh didn't let come about; None for other failures."""
    import ssl

    from dockctl.transport.ssh import SshError

    failed = f"error during connect: {address}"
    if isinstance(cause, SshError):
        return EngineUnreachableError(
            f"{failed}: {cause.strerror}", hint=f"try what it runs by hand: ssh {address.host} docker version"
        )
    if isinstance(cause, ssl.SSLCertVerificationError):
        reason = cause.verify_message or str(cause)
        return EngineUnreachableError(
            f"{failed}: tls: failed to verify certificate: {reason}",
            hint="--tlscacert (or DOCKER_CERT_PATH) names the authority that has signed the engine's certificate",
        )
    if isinstance(cause, ssl.SSLError):
        reason = (cause.reason or str(cause)).lower().replace("_", " ")
        hint = ""
        if "alert" in reason and ("certificate" in reason or "unknown ca" in reason):
            hint = "the engine doesn't accept our certificate: --tlscert and --tlskey name it and its key"
        elif "wrong version" in reason or "unknown protocol" in reason:
            hint = "does the engine speak TLS at this port? Leave out --tlsverify if it doesn't"
        return EngineUnreachableError(f"{failed}: tls: {reason}", hint=hint)
    return None
