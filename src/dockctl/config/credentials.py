"""Accounts at registries: in DOCKER_AUTH_CONFIG, in credential helpers, in config.json.

A registry is known by its host, Docker Hub by INDEX. An account is an AuthConfig of the API.
"""

from __future__ import annotations

import shutil
import signal
import subprocess
from typing import TYPE_CHECKING

from dockctl.config.auth_text import decode_auth, encode_auth
from dockctl.config.file import ACCOUNTS
from dockctl.config.go_json import TEXT, map_of, read_json, structure, write_json
from dockctl.engine.reference import HUB
from dockctl.errors import CredentialHelperError, DockctlError, reason_of
from dockctl.late import late_pattern

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dockctl.config.file import ConfigFile
    from dockctl.config.go_json import Shape
    from dockctl.engine.payloads.system import AuthConfig

INDEX = "https://index.docker.io/v1/"
TOKEN_USER = "<token>"  # noqa: S105  (what helpers call the user of an identity token)
_GIVEN_ACCOUNTS = structure("configfile.configEnv", auths=ACCOUNTS)
_ANSWER = structure("credentials.Credentials", ServerURL=TEXT, Username=TEXT, Secret=TEXT)
_HUB_NAMES = {"", HUB, "index.docker.io", "registry-1.docker.io", INDEX}
_URL = late_pattern(r"[a-zA-Z][a-zA-Z0-9+.-]*://([^/?#]*)")
_EXPLAINED = ("no credentials server URL", "no credentials username")
_NOT_FOUND = "credentials not found in native keychain"


def registry_key(server: str) -> str:
    """Return what ``server`` (a host, a URL, or "" for Docker Hub) is known by."""
    return INDEX if server in _HUB_NAMES else hostname(server)


def hostname(server: str) -> str:
    """Return the host (and port) in ``server``, which may be a URL."""
    url = _URL.match(server)
    host = url[1].rpartition("@")[2] if url else ""
    return host.removesuffix(":") or server.partition("/")[0]


class CredentialStore:
    """The user's accounts; what is stored goes where the configuration says."""

    def __init__(self, config: ConfigFile, environment: Mapping[str, str]) -> None:
        self._config = config
        self._environment = environment

    def get(self, server: str) -> AuthConfig | None:
        """Return the account at ``server``, or None; raises CredentialHelperError."""
        key = registry_key(server)
        given = self._from_environment()
        account = find_account(given, key) if given else None
        if account is None:
            helper = self.helper(key)
            account = ask_helper(helper, key) if helper else find_account(self._config.mapping("auths"), key)
        return _located(account, key)

    def find(self, server: str) -> AuthConfig | None:
        """Return the account at ``server``: the one in config.json where a helper fails, for others may do without any."""
        try:
            return self.get(server)
        except CredentialHelperError:
            key = registry_key(server)
            return _located(find_account(self._config.mapping("auths"), key), key)

    def all(self) -> tuple[dict[str, AuthConfig], list[CredentialHelperError]]:
        """Return every account that is known by its registry, and why some of them aren't.

        Raises CredentialHelperError if the helper for all registries fails.
        """
        usual = self._config.text("credsStore")
        known = list_helper(usual) if usual else self._config.mapping("auths")
        helpers = self._config.mapping("credHelpers")
        found, failures = {}, []
        for key in sorted({*known, *helpers, *self._from_environment()}):
            try:
                account = self.get(key)
            except CredentialHelperError as error:
                if key not in helpers:
                    raise
                failures.append(error.prefixed(f"Failed to get credentials for registry: {key}: "))
            else:
                if account is not None:
                    found[key] = account
        return found, failures

    def store(self, server: str, account: AuthConfig) -> bool:
        """Keep ``account`` for ``server``; return whether a new one went into config.json, unencrypted."""
        key = registry_key(server)
        helper = self.helper(key)
        entry = {} if helper else encode_entry(account)
        if helper:
            secret = account.get("identitytoken")
            user = TOKEN_USER if secret else account["username"]
            payload = {"ServerURL": key, "Username": user, "Secret": secret or account["password"]}
            _run_helper(helper, "store", write_json(payload, order=tuple(_ANSWER.fields)) + "\n", "storing")
        known = self._config.mapping("auths").get(key)
        if known is not None and _is_same(known, entry):
            return False
        self._config.change_entry("auths", key, entry)
        return not helper

    def erase(self, server: str) -> list[str]:
        """Forget the account at ``server``, under every spelling; return why none of them could be, if so."""
        key = registry_key(server)
        names = [key] if key == INDEX else list(dict.fromkeys([server, key, f"http://{key}", f"https://{key}"]))
        failures = []
        for name in names:
            helper = self.helper(name)
            try:
                if helper:
                    _run_helper(helper, "erase", name, "erasing")
            except CredentialHelperError as error:
                failures.append(f"{name}: {error.message}")
        kept = self._config.mapping("auths")
        for name in [*names, *(name for name in kept if hostname(name) == hostname(key))]:
            self._config.change_entry("auths", name, None)
        return failures if len(failures) == len(names) else []

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
    """Return the account that ``docker-credential-HELPER`` has for ``key``, or None; raises CredentialHelperError."""
    text = _run_helper(helper, "get", key, "getting", missing=_NOT_FOUND)
    if text is None:
        return None
    answer = _read_answer(text, _ANSWER)
    user, secret = answer.get("Username", ""), answer.get("Secret", "")
    if not user and not secret:
        return None
    return {"identitytoken": secret} if user == TOKEN_USER else {"username": user, "password": secret}


def list_helper(helper: str) -> list[str]:
    """Return the registries that ``docker-credential-HELPER`` has accounts for; raises CredentialHelperError."""
    return list(_read_answer(_run_helper(helper, "list", "unused", "listing") or "", map_of(TEXT)))


def _located(account: AuthConfig | None, key: str) -> AuthConfig | None:
    """Return an account with the name of its registry."""
    return None if account is None else {**account, "serveraddress": key}


def _is_same(known: Mapping[str, str], entry: Mapping[str, str]) -> bool:
    """Tell whether two entries of config.json hold the same account."""
    try:
        return _decode_entry(known) == _decode_entry(entry)
    except ValueError:
        return False


def _read_answer(text: str, shape: Shape) -> dict[str, str]:
    """Return what a helper has printed; raises CredentialHelperError in docker's words."""
    if not text.strip():
        raise CredentialHelperError("EOF")
    try:
        answer, problem = read_json(text.encode(errors="surrogateescape"), shape, whole=False)
    except ValueError as error:
        raise CredentialHelperError(str(error)) from error
    if problem:
        raise CredentialHelperError(problem)
    found: dict[str, str] = answer
    return found


def _run_helper(helper: str, action: str, text: str, doing: str, *, missing: str = "") -> str | None:
    """Return what a helper prints; None if it says ``missing``. Secrets go through its stdin alone.

    What it writes to stderr is for the user. Raises CredentialHelperError.
    """
    program = f"docker-credential-{helper}"
    path = program if "/" in program else shutil.which(program)
    if path is None:
        reason = f'exec: "{program}": executable file not found in $PATH'
        raise CredentialHelperError(f"error {doing} credentials - err: {reason}, out: ``")
    try:
        done = subprocess.run(
            [program, action],
            executable=path,
            input=text.encode(errors="surrogateescape"),
            stdout=subprocess.PIPE,
            check=False,
        )
    except OSError as error:
        reason = f"fork/exec {path}: {reason_of(error)}"
        raise CredentialHelperError(f"error {doing} credentials - err: {reason}, out: ``") from error
    answer = done.stdout.decode(errors="surrogateescape")
    if done.returncode == 0:
        return answer
    output = answer.strip()
    if missing and output == missing:
        return None
    reason = output if output in _EXPLAINED else f"exit status {done.returncode}"
    if done.returncode < 0:
        reason = f"signal: {(signal.strsignal(-done.returncode) or '').lower()}"
    raise CredentialHelperError(f"error {doing} credentials - err: {reason}, out: `{output}`")
