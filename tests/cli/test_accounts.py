"""login, logout, and pulls from registries that want an account: TLS with a password, and tokens."""

from __future__ import annotations

import json
import os
import stat
import subprocess
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pexpect
import pytest

from tests.engine.images import remove_image
from tests.engine.registries import BASIC, PASSWORD, USERNAME
from tests.fake import FakeEngine, answer
from tests.processes import started
from tests.unit.test_credentials import HELPER

if TYPE_CHECKING:
    from dockctl.engine.client import Engine
    from tests.conftest import Dockctl
    from tests.engine.private import PrivateEngine

WARNING = "WARNING! Your credentials are stored unencrypted in '"
SECRET_IMAGE = "private/secret"  # noqa: S105
BASIC_IMAGE = f"{BASIC}/library/alpine"


def settings(environment: dict[str, str]) -> dict[str, object]:
    path = Path(environment["HOME"]) / ".docker/config.json"
    return json.loads(path.read_text()) if path.exists() else {}


@pytest.mark.parametrize(
    ("server", "image"), [([], SECRET_IMAGE), ([BASIC], BASIC_IMAGE)], ids=["token", "basic"]
)
def test_login_pull_logout(
    dockctl: Dockctl,
    engine: Engine,
    environment: dict[str, str],
    hub: PrivateEngine,
    server: list[str],
    image: str,
) -> None:
    assert hub.host
    remove_image(engine, image)
    refused = dockctl("pull", "-q", image)
    assert refused.status == 1
    assert refused.stdout == ""
    assert "no basic auth credentials" in refused.stderr or "pull access denied" in refused.stderr

    wrong = dockctl("login", "-u", USERNAME, "--password-stdin", *server, stdin="wr0ng\n")
    assert wrong.status == 1
    assert wrong.stdout == ""
    assert "unauthorized" in wrong.stderr.lower()
    assert "wr0ng" not in wrong.stderr
    assert settings(environment) == {}

    right = dockctl("login", "-u", USERNAME, "--password-stdin", *server, stdin=f"{PASSWORD}\n")
    assert right.stdout == "Login Succeeded\n"
    assert WARNING in right.stderr
    assert right.status == 0
    path = Path(environment["HOME"]) / ".docker/config.json"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600

    pulled = dockctl("pull", "-q", image)
    assert pulled.stdout.endswith(f"{image}:latest\n")
    assert (pulled.stderr, pulled.status) == ("", 0)

    again = dockctl("login", *server)
    assert again.stdout == "Login Succeeded\n"
    assert again.stderr.startswith(f"Authenticating with existing credentials... [Username: {USERNAME}]\n")
    assert WARNING not in again.stderr

    key = server[0] if server else "https://index.docker.io/v1/"
    out = dockctl("logout", *server)
    assert (out.stdout, out.stderr, out.status) == (f"Removing login credentials for {key}\n", "", 0)
    assert settings(environment) == {"auths": {}}
    remove_image(engine, image)
    assert dockctl("pull", "-q", image).status == 1


def test_run_pulls_with_the_account(
    dockctl: Dockctl,
    engine: Engine,
    environment: dict[str, str],
    hub: PrivateEngine,
) -> None:
    assert hub.host
    remove_image(engine, SECRET_IMAGE)
    assert dockctl("run", "--rm", SECRET_IMAGE, "cat", "/secret").status == 125
    auth = {"auths": {"https://index.docker.io/v1/": {"username": USERNAME, "password": PASSWORD}}}
    result = dockctl(
        "run", "--rm", "-q", SECRET_IMAGE, "cat", "/secret",
        environment=environment | {"DOCKER_AUTH_CONFIG": json.dumps(auth)},
    )  # fmt: skip
    assert (result.stdout, result.stderr, result.status) == ("sesame\n", "", 0)
    remove_image(engine, SECRET_IMAGE)


def test_a_credential_helper_keeps_the_secret(
    dockctl: Dockctl,
    engine: Engine,
    environment: dict[str, str],
    hub: PrivateEngine,
    tmp_path: Path,
) -> None:
    assert hub.host
    folder = tmp_path / "bin"
    folder.mkdir()
    (folder / "docker-credential-test").write_text(HELPER)
    (folder / "docker-credential-test").chmod(0o755)
    config = tmp_path / "config"
    config.mkdir()
    (config / "config.json").write_text(json.dumps({"credsStore": "test", "kept": 1}))
    changed = environment | {"PATH": f"{folder}{os.pathsep}{environment['PATH']}", "DOCKER_CONFIG": str(config)}
    login = dockctl("login", "-u", USERNAME, "--password-stdin", BASIC, stdin=PASSWORD, environment=changed)
    assert (login.stdout, login.stderr, login.status) == ("Login Succeeded\n", "", 0)
    text = (config / "config.json").read_text()
    assert PASSWORD not in text
    assert json.loads(text) == {"credsStore": "test", "kept": 1, "auths": {BASIC: {}}}
    remove_image(engine, BASIC_IMAGE)
    assert dockctl("pull", "-q", BASIC_IMAGE, environment=changed).status == 0
    assert dockctl("logout", BASIC, environment=changed).status == 0
    assert json.loads((folder / "docker-credential-test.json").read_text()) == {}


def test_the_header_holds_the_registrys_own_account(
    dockctl: Dockctl, environment: dict[str, str], tmp_path: Path
) -> None:
    import base64  # noqa: PLC0415

    (tmp_path / "config.json").write_text(
        json.dumps(
            {
                "auths": {
                    "a.test": {"auth": base64.b64encode(b"ann:??>>~~").decode()},
                    "b.test": {"auth": "Yjpi"},
                }
            }
        ),
    )
    done = answer(b'{"status":"ok"}')
    changed = environment | {"DOCKER_CONFIG": str(tmp_path)}
    with FakeEngine({"images/create": done}) as fake:
        for image in ("a.test/x", "c.test/x", "x"):
            assert dockctl("-H", fake.host, "pull", "-q", image, environment=changed).status == 0
    heads = [head for line, head in zip(fake.requests, fake.heads, strict=True) if "images/create" in line]
    assert len(heads) == 3
    encoded = next(line for line in heads[0].splitlines() if line.startswith("X-Registry-Auth: ")).partition(
        ": "
    )[2]
    assert json.loads(base64.urlsafe_b64decode(encoded)) == {
        "username": "ann", "password": "??>>~~", "serveraddress": "a.test",
    }  # fmt: skip
    assert not set("+/") & set(encoded)
    assert "X-Registry-Auth" not in heads[1] + heads[2]


def test_secrets_are_in_no_process_list_and_no_error(
    program: list[str],
    environment: dict[str, str],
    dockctl: Dockctl,
) -> None:
    with FakeEngine(silent=True) as fake:
        command = [*program, "-H", fake.host, "login", "-u", "alice", "--password-stdin", "a.test"]
        with started(command, stdin=subprocess.PIPE, env=environment, text=True) as process:
            assert process.stdin is not None
            process.stdin.write("s3same")
            process.stdin.close()
            fake.wait_for_request()
            lines = []
            for path in Path("/proc").glob("[0-9]*/cmdline"):
                with suppress(OSError):  # the process has ended
                    lines.append(path.read_bytes())
            assert not any(b"s3same" in line for line in lines)
            process.kill()
    with FakeEngine({"auth": answer(b'{"message":"nope"}', status="401 Unauthorized")}) as fake:
        for flags in ([], ["-D"]):
            result = dockctl(
                "-H", fake.host, *flags, "login", "-u", "alice", "--password-stdin", "a.test", stdin="s3same"
            )
            assert result.status == 1
            assert "s3same" not in result.stdout + result.stderr


def test_the_prompt_hides_the_password(
    program: list[str], environment: dict[str, str], hub: PrivateEngine
) -> None:
    assert hub.host
    process: pexpect.spawn[bytes] = pexpect.spawn(
        program[0], [*program[1:], "login", BASIC], env=environment, timeout=30
    )
    process.expect("Username: ")
    process.sendline(USERNAME)
    process.expect("Password: ")
    process.waitnoecho()
    process.sendline(PASSWORD)
    process.expect("Login Succeeded")
    process.expect(pexpect.EOF)
    process.close()
    assert process.exitstatus == 0
    assert PASSWORD.encode() not in (process.before or b"")
    assert BASIC in json.dumps(settings(environment))
