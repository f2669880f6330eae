"""dockctl login: POST /auth, and the account is kept for later pulls."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from dockctl.errors import DockctlError, EngineError

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
        str,
        typer.Option("--password", "-p", help="Password or Personal Access Token (PAT)"),
    ] = "",
    password_stdin: Annotated[
        bool,
        typer.Option("--password-stdin", help="Take the Password or Personal Access Token (PAT) from stdin"),
    ] = False,
    username: Annotated[str, typer.Option("--username", "-u", help="Username")] = "",
) -> None:
    """Authenticate to a registry.

    Defaults to Docker Hub if no server is specified.
    """
    from dockctl.config.credentials import registry_key

    session: Session = ctx.obj
    if password and password_stdin:
        raise DockctlError("conflicting options: cannot specify both --password and --password-stdin")
    if password:
        session.warn("WARNING! Using --password via the CLI is insecure. Use --password-stdin.")
    if password_stdin:
        if not username:
            raise DockctlError("the --password-stdin option requires --username to be set")
        password = sys.stdin.read().removesuffix("\n").removesuffix("\r")
        if not password:
            raise DockctlError("password is empty")
    key = registry_key(server)
    account = None if username or password else session.credentials.get(server)
    if account is not None and _log_in_again(session, account, key):
        return
    _log_in(session, _complete(username or (account or {}).get("username", ""), password, key))


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
    known = session.credentials.get(account["serveraddress"])
    is_new = known is None or any(known.get(name, "") != value for name, value in kept.items())
    if is_new and session.credentials.store(account["serveraddress"], kept):
        session.warn(_UNENCRYPTED.format(path=session.config.path))
    session.stdout.write(f"{answer['Status']}\n")
