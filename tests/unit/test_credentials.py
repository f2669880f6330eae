from __future__ import annotations

import base64
import json
import os
import stat
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dockctl.config.credentials import INDEX, CredentialStore, find_account, registry_key
from dockctl.config.file import load_config
from dockctl.errors import DockctlError

if TYPE_CHECKING:
    from pathlib import Path

HELPER = f"""#!{sys.executable}
# A credential helper that keeps accounts in a file beside it, as JSON.
import json, pathlib, sys
store = pathlib.Path(__file__).with_suffix(".json")
known = json.loads(store.read_text()) if store.exists() else {{}}
action, text = sys.argv[1], sys.stdin.read()
assert len(sys.argv) == 2
if action == "get":
    if text == "broken.test":
        print("the keychain is locked"); sys.exit(1)
    if text not in known:
        print("credentials not found in native keychain"); sys.exit(1)
    print(json.dumps(known[text]))
elif action == "store":
    entry = json.loads(text)
    known[entry["ServerURL"]] = entry
elif action == "erase":
    known.pop(text, None)
store.write_text(json.dumps(known))
"""


def auth(user: str, password: str) -> dict[str, str]:
    return {"auth": base64.b64encode(f"{user}:{password}".encode()).decode()}


def write(folder: Path, settings: object) -> None:
    (folder / "config.json").write_text(json.dumps(settings))


def store(folder: Path, environment: dict[str, str] | None = None) -> CredentialStore:
    return CredentialStore(load_config(folder), environment or {})


@pytest.fixture
def helper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A credential helper called ``test`` in PATH, and the file it keeps accounts in."""
    folder = tmp_path / "bin"
    folder.mkdir()
    program = folder / "docker-credential-test"
    program.write_text(HELPER)
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    return folder / "docker-credential-test.json"


@pytest.mark.parametrize(
    ("server", "key"),
    [
        ("", INDEX), ("docker.io", INDEX), ("index.docker.io", INDEX), (INDEX, INDEX),
        ("registry.test:5443", "registry.test:5443"), ("https://registry.test/v1/", "registry.test"),
        ("http://localhost:5000", "localhost:5000"),
    ],
)  # fmt: skip
def test_what_a_registry_is_known_by(server: str, key: str) -> None:
    assert registry_key(server) == key


def test_a_registry_gets_its_own_account_and_no_others(tmp_path: Path) -> None:
    write(
        tmp_path,
        {"auths": {"a.test": auth("u", "p:q"), INDEX: auth("hub", "h"), "https://b.test/v1/": auth("b", "x")}},
    )
    accounts = store(tmp_path)
    assert accounts.get("a.test") == {"username": "u", "password": "p:q", "serveraddress": "a.test"}
    assert accounts.get("docker.io") == {"username": "hub", "password": "h", "serveraddress": INDEX}
    assert accounts.get("b.test") == {"username": "b", "password": "x", "serveraddress": "b.test"}
    assert accounts.get("a.test:5000") is None
    assert accounts.get("test") is None


def test_identity_tokens(tmp_path: Path) -> None:
    write(tmp_path, {"auths": {"a.test": {"identitytoken": "t0k", **auth("u", "")}}})
    account = store(tmp_path).get("a.test")
    assert account is not None
    assert account["identitytoken"] == "t0k"


def test_the_environment_comes_first(tmp_path: Path) -> None:
    write(tmp_path, {"auths": {"a.test": auth("file", "1"), "b.test": auth("file", "2")}})
    environment = {"DOCKER_AUTH_CONFIG": json.dumps({"auths": {"a.test": auth("env", "3")}})}
    accounts = store(tmp_path, environment)
    assert (accounts.get("a.test") or {})["username"] == "env"
    assert (accounts.get("b.test") or {})["username"] == "file"


@pytest.mark.parametrize(
    "text", ["{", '{"other": 1}', '"s3cret"', '{"auths": {"a.test": {"auth": "s3cret!"}}}']
)
def test_a_broken_environment_is_told_without_its_text(tmp_path: Path, text: str) -> None:
    with pytest.raises(DockctlError) as caught:
        store(tmp_path, {"DOCKER_AUTH_CONFIG": text}).get("a.test")
    assert "s3cret" not in caught.value.message


def test_helpers(tmp_path: Path, helper: Path) -> None:
    write(tmp_path, {"credsStore": "test", "credHelpers": {"other.test": "nosuch"}})
    accounts = store(tmp_path)
    assert accounts.get("a.test") is None
    assert accounts.store("a.test", {"username": "u", "password": "p"}) is False
    assert json.loads(helper.read_text())["a.test"] == {"ServerURL": "a.test", "Username": "u", "Secret": "p"}
    assert '"p"' not in (tmp_path / "config.json").read_text()
    assert accounts.get("a.test") == {"username": "u", "password": "p", "serveraddress": "a.test"}
    accounts.store("docker.io", {"username": "u", "identitytoken": "tok"})
    assert accounts.get("docker.io") == {"identitytoken": "tok", "serveraddress": INDEX}
    accounts.erase("a.test")
    assert accounts.get("a.test") is None
    with pytest.raises(DockctlError, match=r"exit status 1, out: `the keychain is locked`"):
        accounts.get("broken.test")
    with pytest.raises(
        DockctlError, match=r'exec: "docker-credential-nosuch": executable file not found in \$PATH'
    ):
        accounts.get("other.test")


def test_the_file_keeps_what_is_not_ours(tmp_path: Path) -> None:
    folder = tmp_path / "new"
    accounts = store(folder)
    assert accounts.store("a.test", {"username": "u", "password": "p"}) is True
    path = folder / "config.json"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    settings = json.loads(path.read_text())
    write(folder, settings | {"unknown": {"kept": [1, "é"]}, "psFormat": "x"})
    path.chmod(0o644)
    accounts.store("b.test", {"username": "u", "password": "p"})
    after = json.loads(path.read_text())
    assert after["unknown"] == {"kept": [1, "é"]}
    assert set(after["auths"]) == {"a.test", "b.test"}
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    accounts.erase("a.test")
    assert set(json.loads(path.read_text())["auths"]) == {"b.test"}
    assert [item.name for item in folder.iterdir()] == ["config.json"]


def test_a_symbolic_link_stays_one(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real/config.json").write_text("{}")
    (tmp_path / "config.json").symlink_to(tmp_path / "real/config.json")
    store(tmp_path).store("a.test", {"username": "u", "password": "p"})
    assert (tmp_path / "config.json").is_symlink()
    assert "a.test" in (tmp_path / "real/config.json").read_text()


def test_a_broken_file_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text('{"auths": ')
    with pytest.raises(DockctlError, match="is left as it is"):
        store(tmp_path).store("a.test", {"username": "u", "password": "p"})
    assert (tmp_path / "config.json").read_text() == '{"auths": '


@given(
    st.text(min_size=1).filter(lambda text: ":" not in text),
    st.text().filter(lambda text: not text.endswith("\0")),
)
def test_any_account_is_read_back(user: str, password: str) -> None:
    encodable = user.isprintable() and password.isprintable()
    if encodable:
        assert find_account({"a.test": auth(user, password)}, "a.test") == {
            "username": user,
            "password": password,
        }
