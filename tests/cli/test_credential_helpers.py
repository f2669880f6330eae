"""Credential helpers that are missing, fail or babble, and logins beside them; docker CLI 28.2 gives the same results."""

from __future__ import annotations

import base64
import json
import os
from typing import TYPE_CHECKING

import pytest

from dockctl.config.credentials import CredentialStore, hostname
from dockctl.config.file import load_config
from dockctl.errors import CredentialHelperError
from tests import in_process
from tests.conftest import Result
from tests.fake import FakeEngine, answer

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


R = "registry.test:5000"
ACCOUNT = {"auth": base64.b64encode(b"u:p").decode()}
HELPER = """#!/bin/sh
text=$(cat)
echo "$1 $text" >> "$0.log"
echo "$HELPER_SAYS" >&2
printf '%s' "$HELPER_ANSWER"
exit "${HELPER_STATUS:-0}"
"""
MISSING = 'err: exec: "docker-credential-none": executable file not found in $PATH, out: ``'
GETTING = "error getting credentials - err: "
HELP = "Run 'dockctl run --help' for more information\n"
SUCCEEDED = {
    "/auth": answer(b'{"Status":"Login Succeeded","IdentityToken":""}'),
    "/images/create": answer(b'{"status":"ok"}'),
    "/images/search": answer(b"[]"),
    "/push": answer(b'{"status":"ok"}'),
    "/containers/create": answer(b'{"message":"No such image: x"}', status="404 Not Found"),
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the configuration and of a helper called ``test``, which is in PATH."""
    helper = tmp_path / "docker-credential-test"
    helper.write_text(HELPER)
    helper.chmod(0o755)
    broken = tmp_path / "docker-credential-broken"
    broken.write_bytes(b"\x7fno program")
    broken.chmod(0o755)
    (tmp_path / "docker-credential-folder").mkdir()
    (tmp_path / "docker-credential-plain").touch()
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    return tmp_path


@pytest.fixture
def call(
    folder: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Result]:
    """Run the program, in this process, with a configuration and helpers that do as the environment says."""

    def run(fake: FakeEngine, settings: object, *arguments: str, stdin: str = "", **says: str) -> Result:
        (folder / "config.json").write_text(json.dumps(settings))
        surroundings = says | {"DOCKER_CONFIG": str(folder), "DOCKER_HOST": fake.host}
        return in_process.call(capfd, monkeypatch, *arguments, stdin=stdin, settings=surroundings)

    return run


def log(folder: Path) -> list[str]:
    path = folder / "docker-credential-test.log"
    return path.read_text().splitlines() if path.exists() else []


def settings(folder: Path) -> dict[str, object]:
    found: dict[str, object] = json.loads((folder / "config.json").read_text())
    return found


FAILURES = [
    ("test", "", "0", "EOF"),
    ("test", "", "1", f"{GETTING}exit status 1, out: ``"),
    ("test", " locked\n\n", "3", f"{GETTING}exit status 3, out: `locked`"),
    ("test", "babble", "0", "invalid character 'b' looking for beginning of value"),
    ("test", "[]", "0", "json: cannot unmarshal array into Go value of type credentials.Credentials"),
    ("test", '{"username": 1}', "0",
     "json: cannot unmarshal number into Go struct field Credentials.Username of type string"),
    ("test", "no credentials server URL", "1",
     f"{GETTING}no credentials server URL, out: `no credentials server URL`"),
    ("none", "", "0", f"error getting credentials - {MISSING}"),
    ("plain", "", "0", f"error getting credentials - {MISSING.replace('none', 'plain')}"),
    ("folder", "", "0", f"error getting credentials - {MISSING.replace('none', 'folder')}"),
    ("a/b", "", "0", f"{GETTING}fork/exec docker-credential-a/b: no such file or directory, out: ``"),
    ("broken", "", "0", f"{GETTING}fork/exec FOLDER/docker-credential-broken: exec format error, out: ``"),
]  # fmt: skip


@pytest.mark.parametrize(("helper", "said", "status", "message"), FAILURES, ids=range(len(FAILURES)))
def test_a_helper_that_fails_is_told_of_in_dockers_words(
    folder: Path, monkeypatch: pytest.MonkeyPatch, helper: str, said: str, status: str, message: str
) -> None:
    monkeypatch.setenv("HELPER_ANSWER", said)
    monkeypatch.setenv("HELPER_STATUS", status)
    (folder / "config.json").write_text(json.dumps({"credsStore": helper, "auths": {R: ACCOUNT}}))
    accounts = CredentialStore(load_config(folder), {})
    with pytest.raises(CredentialHelperError) as caught:
        accounts.get(R)
    assert caught.value.message == message.replace("FOLDER", str(folder))
    assert accounts.find(R) == {"username": "u", "password": "p", "serveraddress": R}
    assert accounts.find("other.test") is None


@pytest.mark.parametrize(
    "said", ['{"Username": "a", "Secret": "b"} and more', '{"username": "a", "SECRET": "b"}']
)
def test_what_a_helper_says_is_read_as_docker_reads_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch, said: str
) -> None:
    monkeypatch.setenv("HELPER_ANSWER", said)
    (folder / "config.json").write_text(json.dumps({"credsStore": "test"}))
    accounts = CredentialStore(load_config(folder), {})
    assert accounts.get(R) == {"username": "a", "password": "b", "serveraddress": R}
    monkeypatch.setenv("HELPER_ANSWER", "{}")
    assert accounts.get(R) is None
    monkeypatch.setenv("HELPER_ANSWER", "credentials not found in native keychain\n")
    monkeypatch.setenv("HELPER_STATUS", "1")
    assert accounts.get(R) is None


def test_pull_push_and_search_do_without_a_helper_that_fails(call: Callable[..., Result], folder: Path) -> None:
    for helper in ("test", "none"):
        for line in (["pull", "-q", f"{R}/x"], ["push", "-q", f"{R}/x"], ["search", f"{R}/x"]):
            with FakeEngine(SUCCEEDED) as fake:
                result = call(
                    fake, {"credsStore": helper, "auths": {R: ACCOUNT}}, *line, HELPER_STATUS="1", HELPER_SAYS="why"
                )  # fmt: skip
            assert (result.status, result.stderr) == (0, "why\n" if helper == "test" else "")
            header = next(
                word for head in fake.heads for word in head.splitlines() if word.startswith("X-Registry-Auth:")
            )
            sent = json.loads(base64.urlsafe_b64decode(header.partition(": ")[2]))
            assert (sent["username"], sent["password"]) == ("u", "p")
    assert log(folder) == [f"get {R}"] * 3


@pytest.mark.parametrize(
    ("helper", "command", "status", "message"),
    [
        ("none", "run", 127, f"dockctl: error getting credentials - {MISSING}\n\n{HELP}"),
        ("test", "run", 125, f"dockctl: {GETTING}exit status 1, out: `x`\n\n{HELP}"),
        ("none", "create", 1, f"error getting credentials - {MISSING}\n"),
    ],
)  # fmt: skip
def test_run_and_create_end_where_a_helper_fails(
    call: Callable[..., Result], helper: str, command: str, status: int, message: str
) -> None:
    with FakeEngine(SUCCEEDED) as fake:
        result = call(
            fake, {"credsStore": helper}, command, f"{R}/x", HELPER_STATUS="1", HELPER_ANSWER="x", HELPER_SAYS="why"
        )  # fmt: skip
    said = "why\n" if helper == "test" else ""
    assert result == Result("", f"Unable to find image '{R}/x:latest' locally\n{said}{message}", status)
    assert not any("images/create" in line for line in fake.requests)


def test_login_only_stores(call: Callable[..., Result], folder: Path) -> None:
    with FakeEngine(SUCCEEDED) as fake:
        result = call(
            fake, {"credHelpers": {R: "test"}}, "login", "-u", " a\n", "--password-stdin", f"HTTP://{R}/v1/",
            stdin=" <b> \r\n",
        )  # fmt: skip
    assert result.stdout == "Login Succeeded\n"
    assert log(folder) == [f'store {{"ServerURL":"{R}","Username":"a","Secret":"\\u003cb\\u003e"}}']
    assert settings(folder) == {"credHelpers": {R: "test"}, "auths": {R: {}}}


def test_login_beside_a_helper_that_is_missing(call: Callable[..., Result], folder: Path) -> None:
    with FakeEngine(SUCCEEDED) as fake:
        result = call(fake, {"credsStore": "none"}, "login", "-u", "a", "--password-stdin", R, stdin="b")
        assert result == Result("", f"Error saving credentials: error storing credentials - {MISSING}\n", 1)
        result = call(fake, {"credsStore": "none"}, "login", R)
    assert result == Result("", "Error: Cannot perform an interactive login from a non TTY device\n", 1)
    assert settings(folder) == {"credsStore": "none"}


def test_an_account_that_is_kept_already_is_not_told_of(call: Callable[..., Result], folder: Path) -> None:
    with FakeEngine(SUCCEEDED) as fake:
        result = call(fake, {"auths": {R: ACCOUNT}}, "login", "-u", "u", "--password-stdin", R, stdin="p")
    assert result == Result("Login Succeeded\n", "", 0)
    assert settings(folder) == {"auths": {R: ACCOUNT}}


@pytest.mark.parametrize(
    ("flags", "message"),
    [
        ("--username= -p b", "username is empty"),
        ("-u a --password=", "password is empty"),
        ("--password=", "password is empty"),
        ("--username= --password-stdin", "username is empty"),
        ("--password-stdin", "the --password-stdin option requires --username to be set"),
        ("-u a --password= --password-stdin", "conflicting options: cannot specify both --password and --password-stdin"),
        ("-u a --password-stdin", "Error: Cannot perform an interactive login from a non TTY device"),
    ],
)  # fmt: skip
def test_flags_that_are_empty_are_refused(call: Callable[..., Result], flags: str, message: str) -> None:
    with FakeEngine() as fake:
        result = call(fake, {}, "login", *flags.split(), R, stdin="\n")
    assert result == Result("", f"{message}\n", 1)
    assert fake.requests == []


def test_logout_removes_what_a_pull_would_use(folder: Path) -> None:
    names = [R, f"http://{R}", f"https://{R}/v1/", f"{R}/v2"]
    kept = {"other.test": ACCOUNT}
    (folder / "config.json").write_text(json.dumps({"auths": {**dict.fromkeys(names, ACCOUNT), **kept}}))
    accounts = CredentialStore(load_config(folder), {})
    assert accounts.erase(f"HTTP://{R}/v1/") == []
    assert settings(folder) == {"auths": kept}
    (folder / "config.json").write_text(json.dumps({"credsStore": "none", "auths": {R: ACCOUNT}}))
    accounts = CredentialStore(load_config(folder), {})
    failed = f"error erasing credentials - {MISSING}"
    assert accounts.erase(R) == [f"{R}: {failed}", f"http://{R}: {failed}", f"https://{R}: {failed}"]
    assert settings(folder) == {"auths": {}, "credsStore": "none"}


def test_all_accounts_are_those_that_helpers_list(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HELPER_ANSWER", '{"Username": "a", "Secret": "b"}')
    (folder / "config.json").write_text(json.dumps({"credsStore": "test", "credHelpers": {"x.test": "none"}}))
    found, failures = CredentialStore(load_config(folder), {}).all()
    assert sorted(found) == ["Secret", "Username"]  # the helper gives one answer to all questions
    assert [error.message for error in failures] == [
        f"Failed to get credentials for registry: x.test: error getting credentials - {MISSING}"
    ]
    (folder / "config.json").write_text(json.dumps({"credsStore": "none"}))
    with pytest.raises(CredentialHelperError, match="error listing credentials"):
        CredentialStore(load_config(folder), {}).all()


@pytest.mark.parametrize(
    ("server", "host"),
    [
        ("HTTP://R.test/v1/", "R.test"), ("https://u@r.test:5/x", "r.test:5"), ("r.test/v1", "r.test"),
        ("://r.test", ":"), ("ftp://[::1]:5/", "[::1]:5"), ("http:///x", "http:"),
    ],
)  # fmt: skip
def test_hosts_of_urls(server: str, host: str) -> None:
    assert hostname(server) == host
