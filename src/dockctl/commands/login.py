"""dockctl login: POST /auth, and the account is kept for later pulls."""

from __future__ import annotations

import sys
from http import HTTPStatus
from typing import TYPE_CHECKING, Annotated

import typer

from dockctl.errors import CredentialHelperError, DockctlError, EngineError

if TYPE_CHECKING:
    from dockctl.engine.payloads.system import AuthConfig
    from dockctl.session import Session

_NO_TERMINAL = "Error: Cannot perform an interactive login from a non TTY device"
_UNENCRYPTED = """
WARNING! Your credentials are stored unencrypted in '{path}'.
Configure a credential helper to remove this warning. See
https://docs.docker.com/go/credential-store/
"""


def login(
    ctx: typer.Context,
    server: Annotated[str, typer.Argument(metavar="[SERVER]")] = "",
    password: Annotated[
        str | None,
        typer.Option("--password", "-p", help="Password or Personal Access Token (PAT)"),
    ] = None,
    password_stdin: Annotated[
        bool | None,
        typer.Option("--password-stdin", help="Take the Password or Personal Access Token (PAT) from stdin"),
    ] = None,
    username: Annotated[str | None, typer.Option("--username", "-u", help="Username")] = None,
) -> None:
    """Authenticate to a registry.

    Defaults to Docker Hub if no server is specified.
    """
    from dockctl.config.credentials import registry_key

    session: Session = ctx.obj
    _check_flags(username, password, password_stdin)
    if password:
        session.warn("WARNING! Using --password via the CLI is insecure. Use --password-stdin.")
    if password_stdin:
        password = _read_password()
    key = registry_key(server)
    account = None if username or password else _known_account(session, server)
    if account is not None and _log_in_again(session, account, key):
        return
    user = username or (account or {}).get("username", "")
    _log_in(session, _complete(user.strip(), (password or "").strip(), key))


def _check_flags(username: str | None, password: str | None, password_stdin: bool | None) -> None:
    """Raise DockctlError for flags that are empty or don't go together."""
    if password_stdin is not None:
        if password is not None:
            raise DockctlError("conflicting options: cannot specify both --password and --password-stdin")
        if username is None:
            raise DockctlError("the --password-stdin option requires --username to be set")
    if username == "":
        raise DockctlError("username is empty")
    if password == "":
        raise DockctlError("password is empty")


def _read_password() -> str:
    """Return what stdin holds; what is no UTF-8 is replaced, as docker does when it sends it."""
    return sys.stdin.buffer.read().decode(errors="replace").removesuffix("\n").removesuffix("\r")


def _known_account(session: Session, server: str) -> AuthConfig | None:
    """Return the account that is kept; None where a helper can't say."""
    try:
        return session.credentials.get(server)
    except CredentialHelperError:
        return None


def _log_in_again(session: Session, account: AuthConfig, key: str) -> bool:
    """Try the account that is kept already; tell whether the registry still knows it."""
    user = account.get("username", "")
    session.warn(f"Authenticating with existing credentials...{f' [Username: {user}]' if user else ''}\n")
    session.warn(
        " Info -> To login with a different account, run 'dockctl logout' followed by 'dockctl login'\n\n"
    )
    account["serveraddress"] = key
    try:
        _log_in(session, account)
    except EngineError as error:
        if error.status == HTTPStatus.UNAUTHORIZED:
            session.warn("Stored credentials invalid or expired")
        else:
            session.warn(f"Login did not succeed, error: {error.message}")
        return False
    return True


def _complete(username: str, password: str, key: str) -> AuthConfig:
    """Return the account, asking for what is missing of it."""
    from dockctl.terminal.prompt import ask, ask_secret, can_ask

    if not (username and password) and not can_ask():
        raise DockctlError(_NO_TERMINAL)
    username = username or ask("Username: ")
    if not username:
        raise DockctlError("Error: Non-null Username Required")
    password = password or ask_secret("Password: ")
    if not password:
        raise DockctlError("Error: Password Required")
    return {"username": username, "password": password, "serveraddress": key}


def _log_in(session: Session, account: AuthConfig) -> None:
    answer = session.engine.system.auth(account)
    kept: AuthConfig = {"username": account.get("username", ""), "password": account.get("password", "")}
    token = answer.get("IdentityToken") or account.get("identitytoken", "")
    if token:
        kept |= {"identitytoken": token, "password": ""}
    try:
        is_new = session.credentials.store(account["serveraddress"], kept)
    except DockctlError as error:
        raise error.prefixed("Error saving credentials: ") from error
    if is_new and kept["password"]:
        session.warn(_UNENCRYPTED.format(path=session.config.path))
    session.stdout.write(f"{answer['Status']}\n")
