"""--dry-run and --curl: what would be asked of the engine, without changing anything."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING, Any

import pytest

from dockctl.engine.rehearsal import CONTAINER, PlannedRequest
from dockctl.errors import DockctlError
from dockctl.render.requests import as_curl, as_json
from dockctl.transport.address import Address, Tls, parse_address

if TYPE_CHECKING:
    from pathlib import Path

    from dockctl.engine.client import Engine
    from tests.conftest import Dockctl

CREATE = ("POST", "/containers/create")
START = ("POST", "/containers/{container}/start")
PASSWORD = "s3cret-Passw0rd"  # noqa: S105  (of nobody)


def plan(dockctl: Dockctl, *words: str) -> list[dict[str, Any]]:
    """Return the requests of a rehearsal."""
    result = dockctl("--dry-run", *words)
    assert result.status == 0, result.stderr
    found: list[dict[str, Any]] = json.loads(result.stdout)
    return found


def steps(requests: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """Return methods and paths without the API's version."""
    return [(item["method"], "/" + item["path"].split("/", 2)[2]) for item in requests]


def state(engine: Engine) -> tuple[list[tuple[str, str]], list[str]]:
    """Return what a rehearsal must not change."""
    containers = [(item["Id"], item["State"]) for item in engine.containers.list(all_=True)]
    return sorted(containers), sorted(item["Id"] for item in engine.images.list())


@pytest.fixture
def web(dockctl: Dockctl, alpine: str, name: str) -> str:
    """A container that runs and has said something."""
    dockctl("run", "-d", "--name", name, alpine, "sh", "-c", "echo hello; exec sleep 300")
    return name


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("run alpine echo hello world", [CREATE, ("POST", "/containers/{container}/attach"),
                                         ("POST", "/containers/{container}/wait"), START]),
        ("run -d alpine", [CREATE, START]),
        ("ps", [("GET", "/containers/json")]),
        ("images", [("GET", "/images/json")]),
        ("image ls", [("GET", "/images/json")]),
        ("pull alpine", [("POST", "/images/create")]),
        ("logs WEB", [("GET", "/containers/WEB/json"), ("GET", "/containers/ID/logs")]),
        ("commit WEB helloworld", [("POST", "/commit")]),
        ("rm -f WEB", [("GET", "/containers/json"), ("DELETE", "/containers/WEB")]),
        ("exec WEB true", [("GET", "/containers/WEB/json"), ("POST", "/containers/WEB/exec"),
                           ("POST", "/exec/{process}/start"), ("GET", "/exec/{process}/json")]),
        ("start -a WEB", [("GET", "/containers/WEB/json"), ("POST", "/containers/ID/attach"),
                          ("POST", "/containers/ID/wait"), ("POST", "/containers/ID/start")]),
        ("events", [("GET", "/events")]),
        ("run -d --wait running alpine", [CREATE, ("POST", "/containers/{container}/attach"),
                                          ("POST", "/containers/{container}/wait"), START]),
        ("run -d --replace --name WEB alpine", [
            ("GET", "/containers/WEB/json"), CREATE, ("POST", "/containers/ID/stop"), ("POST", "/containers/ID/rename"),
            ("POST", "/containers/{container}/rename"), START, ("DELETE", "/containers/ID"),
        ]),
        ("wait --condition running WEB", [("GET", "/containers/WEB/json"), ("GET", "/containers/WEB/logs"),
                                          ("POST", "/containers/WEB/wait")]),
        ("logs -F WEB", [("GET", "/containers/WEB/json"), ("GET", "/containers/ID/logs")]),
        ("ps --watch", [("GET", "/containers/json")]),
        ("commit --diff WEB", [("GET", "/containers/WEB/changes")]),
        ("pull --check alpine", [("GET", "/images/alpine:latest/json"),
                                 ("GET", "/distribution/docker.io/library/alpine:latest/json")]),
        ("save alpine", [("GET", "/images/get")]),
        ("container prune -f", [("POST", "/containers/prune")]),
        ("network create dockctl-none", [("POST", "/networks/create")]),
        ("volume rm dockctl-none", [("DELETE", "/volumes/dockctl-none")]),
        ("kill WEB", [("POST", "/containers/WEB/kill")]),
        ("wait WEB", [("POST", "/containers/WEB/wait")]),
        ("rename WEB other", [("POST", "/containers/WEB/rename")]),
        ("tag alpine dockctl-none", [("POST", "/images/alpine/tag")]),
    ],
)  # fmt: skip
def test_a_rehearsal_tells_the_requests_and_changes_nothing(
    dockctl: Dockctl, engine: Engine, web: str, line: str, expected: list[tuple[str, str]]
) -> None:
    whole = engine.containers.inspect(web)["Id"]
    before = state(engine)
    told = steps(plan(dockctl, *line.replace("WEB", web).split()))
    assert told == [(verb, path.replace("WEB", web).replace("ID", whole)) for verb, path in expected]
    assert state(engine) == before


def test_stop_all_names_what_it_would_stop(dockctl: Dockctl, engine: Engine, web: str) -> None:
    requests = plan(dockctl, "stop", "--all", "-t", "0")
    stops = [item for item in requests if item["path"].endswith("/stop")]
    running = [item["Id"][:12] for item in engine.containers.list()]
    assert [item["path"].split("/")[3] for item in stops] == running
    assert {item["query"]["t"] for item in stops} == {"0"}
    assert engine.containers.inspect(web)["State"]["Running"]


def test_a_missing_image_would_be_pulled_first(dockctl: Dockctl) -> None:
    missing = "127.0.0.1:5000/test/everything"
    dockctl("rmi", "-f", missing)
    told = steps(plan(dockctl, "run", "-d", missing))
    assert told == [("POST", "/images/create"), CREATE, START]
    result = dockctl("--dry-run", "run", "--pull", "never", missing)
    assert (result.stdout, result.status) == ("", 125)
    assert "No such image" in result.stderr


def test_the_body_is_what_would_be_sent(dockctl: Dockctl, alpine: str) -> None:
    [create, *_] = plan(dockctl, "run", "-d", "-e", "A=b", "-p", "80:8000", "--name", "web", alpine, "true")
    assert create["query"] == {"name": "web"}
    assert create["body"]["Env"] == ["A=b"]
    assert create["body"]["HostConfig"]["PortBindings"] == {"8000/tcp": [{"HostPort": "80"}]}
    assert "Memory" not in create["body"]["HostConfig"]


@pytest.mark.parametrize("mode", ["--dry-run", "--curl"])
def test_no_secret_is_shown(dockctl: Dockctl, environment: dict[str, str], mode: str) -> None:
    account = {"auths": {"127.0.0.1:5000": {"auth": "dXNlcjpzM2NyZXQtUGFzc3cwcmQ="}}}
    given = environment | {"DOCKER_AUTH_CONFIG": json.dumps(account)}
    result = dockctl(mode, "pull", "127.0.0.1:5000/private/image", environment=given)
    assert result.status == 0
    assert "$DOCKCTL_AUTH" in result.stdout
    login = dockctl(mode, "login", "-u", "user", "--password-stdin", "127.0.0.1:5000", stdin=PASSWORD)
    assert login.status == 0
    assert "$DOCKCTL_PASSWORD" in login.stdout
    for text in (result.stdout, result.stderr, login.stdout, login.stderr):
        assert PASSWORD not in text
        assert "czNjcmV0" not in text


@pytest.mark.parametrize("line", ["logout", "context use default", "context rm x", "context create x"])
def test_what_is_local_has_no_rehearsal(dockctl: Dockctl, line: str) -> None:
    result = dockctl("--dry-run", *line.split())
    assert (result.stdout, result.status) == ("", 1)
    assert result.stderr.endswith("asks no engine for anything: there is nothing to rehearse\n")


def test_no_file_is_written(dockctl: Dockctl, web: str, tmp_path: Path) -> None:
    target = tmp_path / "there"
    target.mkdir()
    for words in (
        ["cp", f"{web}:/etc/group", str(target / "group")],
        ["save", "-o", str(target / "alpine.tar"), "alpine"],
        ["export", "-o", str(target / "web.tar"), web],
        ["run", "-d", "--cidfile", str(target / "cid"), "alpine"],
    ):
        assert plan(dockctl, *words)
    assert list(target.iterdir()) == []
    assert not (tmp_path / "home" / ".docker").exists()


def test_what_would_fail_fails(dockctl: Dockctl) -> None:
    result = dockctl("--dry-run", "run", "-p", "x:y", "alpine")
    assert (result.stdout, result.status) == ("", 125)
    result = dockctl("--dry-run", "logs", "nosuch")
    assert (result.stdout, result.stderr) == ("", "Error response from daemon: No such container: nosuch\n")
    assert result.status == 1


# The nine examples, and what their pasted lines show.
EXAMPLES = (
    ("run alpine echo hello world", "hello world"),
    ("run -d bfirsh/reticulate-splines", ""),
    ("ps", '"Names":["/WEB"]'),
    ("stop --all -t 0 --filter name=WEB", ""),
    ("logs WEB", "hello"),
    ("images", '"alpine:latest"'),
    ("pull alpine", "Status: "),
    ("pull registry-1.docker.io/library/alpine", "Status: "),
    ("commit WEB dockctl-pasted", '{"Id":"sha256:'),
)


@pytest.mark.parametrize(("line", "shown"), EXAMPLES)
def test_curls_lines_run_when_pasted(dockctl: Dockctl, engine: Engine, web: str, line: str, shown: str) -> None:
    words = line.replace("WEB", web).split()
    if "--all" in words:
        words.remove("--all")
    lines = dockctl("--curl", *words)
    assert lines.status == 0, lines.stderr
    assert all(text.startswith(("curl ", "container=$(curl ")) for text in lines.stdout.splitlines())
    before = {item["Id"] for item in engine.containers.list(all_=True)}
    done = subprocess.run(["bash", "-euc", lines.stdout], capture_output=True, timeout=60, check=False)
    made = {item["Id"] for item in engine.containers.list(all_=True)} - before
    try:
        assert (done.stderr, done.returncode) == (b"", 0)
        assert shown.replace("WEB", web) in done.stdout.decode(errors="replace")
        assert len(made) == (words[0] == "run")
        if words[0] == "stop":
            assert not engine.containers.inspect(web)["State"]["Running"]
    finally:
        for identity in made:
            engine.containers.remove(identity, force=True)
        if words[0] == "commit":
            engine.images.remove("dockctl-pasted", force=True)


def planned(address: Address, **settings: Any) -> PlannedRequest:  # noqa: ANN401  (a request's)
    facts: dict[str, Any] = {"method": "POST", "path": f"/v1.41/containers/{CONTAINER}/start", "query": {}}
    return PlannedRequest(address, **(facts | settings))


def test_curl_reaches_the_engine_as_dockctl_does() -> None:
    assert "--unix-socket '/a b'" in as_curl([planned(Address(path="/a b"))])
    assert as_curl([planned(parse_address("tcp://h:1"))]).endswith(
        '"http://h:1/v1.41/containers/$container/start"\n'
    )
    secure = Address(
        host="h", port=2376, tls=Tls(authority="/ca", certificate="/cert", key="/key", verify=False)
    )
    line = as_curl([planned(secure)])
    assert "--cacert /ca --cert /cert --key /key --insecure" in line
    assert '"https://h:2376/' in line
    with pytest.raises(DockctlError, match="over ssh"):
        as_curl([planned(parse_address("ssh://user@host"))])


def test_nothing_of_a_name_reaches_the_shell() -> None:
    hostile = planned(
        Address(path="/s"), path="/v1.41/containers/$(touch x)`y`/start", body={"A": "it's $(x) `y`"}
    )
    words = subprocess.run(
        ["bash", "-c", f"curl() {{ printf '%s\\0' \"$@\"; }}; {as_curl([hostile])}"],
        capture_output=True,
        check=True,
    ).stdout.split(b"\0")
    assert b'{"A": "it\'s $(x) `y`"}' in words
    assert b"http://localhost/v1.41/containers/$(touch x)`y`/start" in words


def test_data_is_told_as_such() -> None:
    request = planned(Address(path="/s"), path="/v1.41/images/load", sends_data=True)
    assert json.loads(as_json([request]))[0]["body"] == "data"
    assert "--data-binary @-" in as_curl([request])


def test_several_engines_are_rehearsed(dockctl: Dockctl, host: str) -> None:
    result = dockctl("-H", host, "-H", host.replace("/docker.sock", "//docker.sock"), "--curl", "ps")
    assert result.status == 0
    assert result.stdout.count("/containers/json") == 2
