"""An engine on TCP that wants certificates, and wants its own looked at."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Protocol

import pytest

from dockctl.engine.client import Engine
from dockctl.engine.reference import parse_reference
from dockctl.render.progress_lines import discard
from dockctl.transport.address import parse_address
from tests.engine.private import PrivateEngine
from tests.engine.registries import ADDRESS, write_certificates

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PORT = 2376
OPTIONS = (
    f"--host=tcp://0.0.0.0:{PORT}",
    "--tlsverify",
    "--tlscacert=FOLDER/ca.crt",
    "--tlscert=FOLDER/server.crt",
    "--tlskey=FOLDER/server.key",
)
MEGABYTES = 20


class Inside(Protocol):
    """Runs the program in the engine's network."""

    def __call__(
        self, *arguments: str, stdin: bytes = b"", environment: dict[str, str] | None = None
    ) -> subprocess.CompletedProcess[bytes]: ...


def start(*, expired: bool = False) -> Iterator[PrivateEngine]:
    with PrivateEngine(options=OPTIONS, expired=expired) as private:
        if not expired:  # the registries have the same certificate
            engine = Engine(parse_address(private.host))
            discard(engine.images.pull(parse_reference("alpine:latest")))
            engine.close()
        yield private


@pytest.fixture(scope="module")
def secured(private_engine: PrivateEngine | None) -> Iterator[PrivateEngine]:
    """An engine with certificates of its own making."""
    if private_engine is None:
        pytest.skip("needs an engine of its own")
    yield from start()


@pytest.fixture
def inside(secured: PrivateEngine, tmp_path: Path) -> Inside:
    """The program with the client's certificate in DOCKER_CERT_PATH, and a home of its own."""
    return runner(secured, tmp_path)


def runner(engine: PrivateEngine, home: Path) -> Inside:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("DOCKER")}

    def call(
        *arguments: str, stdin: bytes = b"", environment: dict[str, str] | None = None
    ) -> subprocess.CompletedProcess[bytes]:
        given = {"DOCKER_CERT_PATH": str(engine.folder)} if environment is None else environment
        return subprocess.run(
            engine.command_inside(sys.executable, "-m", "dockctl", *arguments),
            input=stdin,
            env=kept | {"HOME": str(home)} | given,
            capture_output=True,
            timeout=60,
            check=False,
        )

    return call


def secure(*arguments: str, host: str = "127.0.0.1") -> list[str]:
    return ["-H", f"tcp://{host}:{PORT}", "--tlsverify", *arguments]


def test_ordinary_requests(inside: Inside) -> None:
    done = inside(*secure("images", "-q"))
    assert (len(done.stdout), done.stderr, done.returncode) == (13, b"", 0)


@pytest.mark.parametrize("setting", ["DOCKER_TLS_VERIFY", "DOCKER_TLS"])
def test_the_environment_says_the_same(inside: Inside, secured: PrivateEngine, setting: str) -> None:
    environment = {"DOCKER_HOST": "tcp://localhost", setting: "1", "DOCKER_CERT_PATH": str(secured.folder)}
    assert inside("version", "-f", "{{.Server.Os}}", environment=environment).stdout == b"linux\n"


def test_options_name_each_file(inside: Inside, secured: PrivateEngine) -> None:
    folder = secured.folder
    files = [f"--tlscacert={folder}/ca.crt", f"--tlscert={folder}/cert.pem", f"--tlskey={folder}/key.pem"]
    done = inside(*files, *secure("ps", "-q"), environment={})
    assert (done.stdout, done.stderr, done.returncode) == (b"", b"", 0)


def test_streams_go_both_ways_and_end_one_after_the_other(inside: Inside) -> None:
    """The end of our input reaches the container, whose output is still read."""
    data = os.urandom(MEGABYTES << 20)
    script = "cat; echo done; sleep 0.2; echo end"
    done = inside(*secure("run", "--rm", "-i", "alpine", "sh", "-c", script), stdin=data)
    assert (done.stderr, done.returncode) == (b"", 0)
    assert done.stdout[: len(data)] == data
    assert done.stdout[len(data) :] == b"done\nend\n"
    status = inside(*secure("run", "--rm", "alpine", "sh", "-c", "echo out; echo err >&2; exit 3"))
    assert (status.stdout, status.stderr, status.returncode) == (b"out\n", b"err\n", 3)


def test_a_context_with_certificates(inside: Inside, secured: PrivateEngine, tmp_path: Path) -> None:
    digest = hashlib.sha256(b"far").hexdigest()
    config = tmp_path / "config"
    meta, tls = config / "contexts/meta" / digest, config / "contexts/tls" / digest / "docker"
    for folder in (meta, tls):
        folder.mkdir(parents=True)
    endpoint = {"Host": f"tcp://127.0.0.1:{PORT}"}
    (meta / "meta.json").write_text(json.dumps({"Name": "far", "Endpoints": {"docker": endpoint}}))
    for name in ("ca.pem", "cert.pem", "key.pem"):
        (tls / name).write_bytes((secured.folder / name).read_bytes())
    done = inside("--config", str(config), "-c", "far", "run", "--rm", "alpine", "echo", "hi", environment={})
    assert (done.stdout, done.stderr, done.returncode) == (b"hi\n", b"", 0)


@pytest.mark.parametrize("command", [["ps"], ["run", "--rm", "alpine", "true"]])
def test_without_our_certificate(
    inside: Inside, secured: PrivateEngine, tmp_path: Path, command: list[str]
) -> None:
    (tmp_path / "ca.pem").write_bytes((secured.folder / "ca.pem").read_bytes())
    done = inside(*secure(*command), environment={"DOCKER_CERT_PATH": str(tmp_path)})
    assert b"error during connect: tcp://127.0.0.1:2376: tls: " in done.stderr
    assert b"alert" in done.stderr
    assert b"hint: the engine doesn't accept our certificate" in done.stderr
    assert done.returncode == (125 if command[0] == "run" else 1)


def test_an_authority_that_is_not_trusted(inside: Inside, tmp_path: Path) -> None:
    write_certificates(tmp_path)
    done = inside(*secure("ps"), environment={"DOCKER_CERT_PATH": str(tmp_path)})
    assert b"tls: failed to verify certificate: " in done.stderr
    assert b"hint: --tlscacert" in done.stderr
    assert done.returncode == 1


def test_a_host_that_the_certificate_does_not_name(inside: Inside) -> None:
    done = inside(*secure("ps", host=ADDRESS))
    assert b"tls: failed to verify certificate: IP address mismatch" in done.stderr
    assert done.returncode == 1
    unverified = inside("-H", f"tcp://{ADDRESS}:{PORT}", "--tls", "ps", "-q")
    assert (unverified.stdout, unverified.stderr, unverified.returncode) == (b"", b"", 0)


def test_a_certificate_that_has_expired(private_engine: PrivateEngine | None, tmp_path: Path) -> None:
    if private_engine is None:
        pytest.skip("needs an engine of its own")
    for engine in start(expired=True):
        done = runner(engine, tmp_path)(*secure("ps"))
        assert b"tls: failed to verify certificate: certificate has expired" in done.stderr
        assert done.returncode == 1


def test_an_authority_that_is_not_there(inside: Inside, tmp_path: Path) -> None:
    done = inside(*secure("ps"), environment={"DOCKER_CERT_PATH": str(tmp_path)})
    assert str(tmp_path / "ca.pem").encode() in done.stderr
    assert b"Traceback" not in done.stderr
    assert done.returncode == 1


def test_http_where_https_is_wanted(inside: Inside) -> None:
    done = inside("-H", f"tcp://127.0.0.1:{PORT}", "ps", environment={})
    assert b"Client sent an HTTP request to an HTTPS server." in done.stderr
    assert done.returncode == 1
