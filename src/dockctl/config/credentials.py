"""Accounts at registries: in DOCKER_AUTH_CONFIG, in credential helpers, in config.json.

A registry is known by its host, Docker Hub by INDEX. An account is an AuthConfig of the API.
"""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING

from dockctl.config.auth_text import decode_auth, encode_auth
from dockctl.config.file import ACCOUNTS
from dockctl.config.go_json import TEXT, read_json, structure
from dockctl.engine.reference import HUB
from dockctl.errors import DockctlError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dockctl.config.file import ConfigFile
    from dockctl.engine.payloads.system import AuthConfig

INDEX = "https://index.docker.io/v1/"
TOKEN_USER = "<token>"  # noqa: S105  (what helpers call the user of an identity token)
_GIVEN_ACCOUNTS = structure("configfile.configEnv", auths=ACCOUNTS)
_ANSWER = structure("credentials.Credentials", ServerURL=TEXT, Username=TEXT, Secret=TEXT)
_HUB_NAMES = {"", HUB, "index.docker.io", "registry-1.docker.io", INDEX}
_NOT_FOUND = "credentials not found in native keychain"


def registry_key(server: str) -> str:
    """Return what ``server`` (a host, a URL, or "" for Docker Hub) is known by."""
    return INDEX if server in _HUB_NAMES else hostname(server)


def hostname(server: str) -> str:
    """Return the host (and port) in ``server``, which may be a URL."""
    for scheme in ("https://", "http://"):
        server = server.removeprefix(scheme)
    return server.partition("/")[0]


class CredentialStore:
    """The user's accounts; what is stored goes where the configuration says."""

    def __init__(self, config: ConfigFile, environment: Mapping[str, str]) -> None:
        self._config = config
        self._environment = environment

    def get(self, server: str) -> AuthConfig | None:
        """Return the account at ``server``, or None; raises DockctlError when a helper fails."""
        key = registry_key(server)
        given = self._from_environment()
        account = find_account(given, key) if given else None
        if account is None:
            helper = self.helper(key)
            account = ask_helper(helper, key) if helper else find_account(self._config.mapping("auths"), key)
        if account is not None:
            account["serveraddress"] = key
        return account

    def all(self) -> dict[str, AuthConfig]:
        """Return every account that is known by its registry."""
        keys = {*self._config.mapping("auths"), *self._config.mapping("credHelpers"), *self._from_environment()}
        found = {key: self.get(key) for key in sorted(keys)}
        return {key: account for key, account in found.items() if account is not None}

    def store(self, server: str, account: AuthConfig) -> bool:
        """Keep ``account`` for ``server``; return whether it went into config.json, unencrypted."""
        key = registry_key(server)
        helper = self.helper(key)
        if helper:
            secret = account.get("identitytoken")
            user = TOKEN_USER if secret else account["username"]
            payload = {"ServerURL": key, "Username": user, "Secret": secret or account["password"]}
            _run_helper(helper, "store", json.dumps(payload), "storing")
            self._config.change_entry("auths", key, {})
            return False
        self._config.change_entry("auths", key, encode_entry(account))
        return True

    def erase(self, server: str) -> None:
        """Forget the account at ``server``, under every spelling that older clients gave it."""
        key = registry_key(server)
        helper = self.helper(key)
        if helper:
            _run_helper(helper, "erase", key, "erasing")
        for name in {key} if key == INDEX else {key, f"http://{key}", f"https://{key}"}:
            self._config.change_entry("auths", name, None)

    def helper(self, key: str) -> str:
        """Return the name of the credential helper for ``key``; "" for config.json itself."""
        helper: str = self._config.mapping("credHelpers").get(key, self._config.text("credsStore"))
        return helper

    def _from_environment(self) -> dict[str, dict[str, str]]:
        text = self._environment.get("DOCKER_AUTH_CONFIG", "")
        if not text:
            return {}
        # Whatever is wrong, the text itself isn't shown: it holds secrets.
        wrong = 'DOCKER_AUTH_CONFIG is not JSON of the form {"auths": {HOST: {"auth": …}}}'
        try:
            given, problem = read_json(text.encode(errors="surrogateescape"), _GIVEN_ACCOUNTS)
            for account in given.get("auths", {}).values():
                _decode_entry(account)
        except ValueError as error:
            raise DockctlError(wrong) from error
        if problem or "auths" not in given:
            raise DockctlError(wrong)
        accounts: dict[str, dict[str, str]] = given["auths"]
        return accounts


def find_account(auths: Mapping[str, Mapping[str, str]], key: str) -> AuthConfig | None:
    """Return the account for ``key``: under that very name, or else under one with the same host.

    One that can't be read is none: the user has been warned of it when the configuration was read.
    """
    entry = auths.get(key)
    if entry is None:
        entry = next((value for name, value in auths.items() if hostname(name) == hostname(key)), None)
    try:
        return _decode_entry(entry) if entry else None
    except ValueError:
        return None


def _decode_entry(entry: Mapping[str, str]) -> AuthConfig | None:
    """Return the account that an entry holds; raises ValueError for one that can't be read."""
    account: AuthConfig = {}
    for name in ("username", "password", "identitytoken", "registrytoken"):
        if entry.get(name):
            account[name] = entry[name]
    if entry.get("auth"):
        account["username"], account["password"] = decode_auth(entry["auth"])
    return account or None


def encode_entry(account: AuthConfig) -> dict[str, str]:
    """Return an account as config.json keeps it."""
    user, password = account.get("username", ""), account.get("password", "")
    entry = {"auth": encode_auth(user, password)} if user or password else {}
    if account.get("identitytoken"):
        entry["identitytoken"] = account["identitytoken"]
    return entry


def ask_helper(helper: str, key: str) -> AuthConfig | None:
    """Return the account that ``docker-credential-HELPER`` has for ``key``, or None."""
    text = _run_helper(helper, "get", key, "getting", missing=_NOT_FOUND)
    if text is None:
        return None
    try:
        answer, problem = read_json(text.encode(errors="surrogateescape"), _ANSWER, whole=False)
    except ValueError as error:
        raise DockctlError(str(error)) from error
    if problem:
        raise DockctlError(problem)
    user, secret = answer.get("Username", ""), answer.get("Secret", "")
    if not user and not secret:
        return None
    return {"identitytoken": secret} if user == TOKEN_USER else {"username": user, "password": secret}


def _run_helper(helper: str, action: str, text: str, doing: str, *, missing: str = "") -> str | None:
    """Return what a helper prints; None if it says ``missing``. Secrets go through its stdin alone."""
    program = f"docker-credential-{helper}"
    try:
        done = subprocess.run([program, action], input=text, capture_output=True, text=True, check=False)
    except OSError as error:
        reason = f'exec: "{program}": executable file not found in $PATH'
        if not isinstance(error, FileNotFoundError):
            reason = f"{program}: {error.strerror}"
        raise DockctlError(f"error {doing} credentials - err: {reason}, out: ``") from error
    if done.returncode == 0:
        return done.stdout
    output = done.stdout.strip()
    if missing and output == missing:
        return None
    raise DockctlError(f"error {doing} credentials - err: exit status {done.returncode}, out: `{output}`")
