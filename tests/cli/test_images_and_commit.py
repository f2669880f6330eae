"""dockctl commit, pull of several, images --tree, and lists that are long or odd."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.engine.images import remove_image
from tests.fake import FakeEngine, answer, chunked

if TYPE_CHECKING:
    from pathlib import Path

    from dockctl.engine.client import Engine
    from tests.conftest import Dockctl
    from tests.engine.private import PrivateEngine


def test_commit_with_everything(dockctl: Dockctl, engine: Engine, alpine: str, name: str) -> None:
    dockctl("run", "--name", name, alpine, "touch", "/made")
    changes = [
        'CMD ["ls", "/made"]',
        "ENV A=1",
        "EXPOSE 99",
        "LABEL l=v",
        "USER nobody",
        "WORKDIR /tmp",
        "VOLUME /v",
        "ONBUILD RUN x",
        "HEALTHCHECK NONE",
        'ENTRYPOINT ["/bin/busybox"]',
    ]
    flags = [word for change in changes for word in ("-c", change)]
    result = dockctl("commit", "-a", "me <me@x>", "-m", "a message", *flags, name, f"{name}:tag")
    assert result.status == 0
    assert result.stderr == ""
    image = engine.request("GET", f"/images/{result.stdout.strip()}/json").json(dict)
    assert (image["Author"], image["Comment"], image["RepoTags"]) == ("me <me@x>", "a message", [f"{name}:tag"])
    config = image["Config"]
    assert config["Cmd"] == ["ls", "/made"]
    assert config["Entrypoint"] == ["/bin/busybox"]
    assert "A=1" in config["Env"]
    assert (config["User"], config["WorkingDir"]) == ("nobody", "/tmp")  # noqa: S108
    assert (config["ExposedPorts"], config["Volumes"], config["Labels"]) == (
        {"99/tcp": {}},
        {"/v": {}},
        {"l": "v"},
    )
    assert (config["OnBuild"], config["Healthcheck"]) == (["RUN x"], {"Test": ["NONE"]})
    assert dockctl("run", "--rm", f"{name}:tag").stdout == "/made\n"
    remove_image(engine, f"{name}:tag")


@pytest.mark.parametrize(
    ("flags", "pause"),
    [([], "1"), (["--no-pause"], "0"), (["--pause=false"], "0"), (["-p"], "1")],
)
def test_commit_pauses_unless_told_not_to(dockctl: Dockctl, flags: list[str], pause: str) -> None:
    with FakeEngine({"/commit": answer(b'{"Id":"sha256:abc"}', status="201 Created")}) as fake:
        result = dockctl("-H", fake.host, "commit", *flags, "c", "r")
    assert result.stdout == "sha256:abc\n"
    assert f"container=c&pause={pause}&repo=r&tag=latest" in fake.requests[-1]


def test_commit_refuses_both_spellings(dockctl: Dockctl) -> None:
    result = dockctl("commit", "--no-pause", "--pause", "c")
    assert result.stderr == "conflicting options: --no-pause and --pause cannot be used together\n"
    assert result.status == 1


def test_several_pulls_print_their_names_in_order(dockctl: Dockctl, engine: Engine, hub: PrivateEngine) -> None:
    assert hub.host
    remove_image(engine, "test/layers:30")
    result = dockctl("pull", "test/layers:30", "nosuch/image", "busybox", "alpine")
    assert result.stdout.splitlines() == [
        "docker.io/test/layers:30", "docker.io/library/busybox:latest", "docker.io/library/alpine:latest",
    ]  # fmt: skip
    assert "Status: Downloaded newer image for test/layers:30\n" in result.stderr
    assert result.stderr.endswith(
        "Error response from daemon: manifest for nosuch/image:latest not found: manifest unknown: manifest unknown\n",
    )
    assert result.status == 1
    assert dockctl("pull", "-q", "alpine", "busybox").stderr == ""


@pytest.mark.parametrize(
    ("message", "tries"),
    [("received unexpected HTTP status: 503 Service Unavailable", 3), ("unauthorized: no", 1)],
)
def test_only_what_may_pass_is_tried_again(dockctl: Dockctl, message: str, tries: int) -> None:
    failure = answer(json.dumps({"message": message}).encode(), status="500 Internal Server Error")
    with FakeEngine({"images/create": failure}) as fake:
        result = dockctl("-H", fake.host, "pull", "-q", "--retry", "2", "--retry-delay", "10ms", "alpine")
    assert sum("images/create" in line for line in fake.requests) == tries
    assert result.stderr.count("Trying again in 0.0s") == tries - 1
    assert result.stdout == ""
    assert result.status == 1


def test_a_pull_that_breaks_off_is_tried_again(dockctl: Dockctl) -> None:
    broken = chunked(b'{"errorDetail":{"message":"unexpected EOF"}}\r\n')
    with FakeEngine({"images/create": broken}) as fake:
        result = dockctl("-H", fake.host, "pull", "-q", "--retry=1", "--retry-delay=0s", "alpine")
    assert sum("images/create" in line for line in fake.requests) == 2
    assert result.status == 1


def test_platform_reaches_the_engine(dockctl: Dockctl, environment: dict[str, str]) -> None:
    with FakeEngine({"images/create": answer(b'{"status":"ok"}')}) as fake:
        dockctl("-H", fake.host, "pull", "-q", "--platform", "linux/arm64", "alpine")
        dockctl(
            "-H",
            fake.host,
            "pull",
            "-q",
            "alpine",
            environment=environment | {"DOCKER_DEFAULT_PLATFORM": "a/b"},
        )
    asked = [line for line in fake.requests if "images/create" in line]
    assert "platform=linux%2Farm64" in asked[0]
    assert "platform=a%2Fb" in asked[1]


def test_a_tree_of_platforms(dockctl: Dockctl) -> None:
    image = {
        "Id": "sha256:" + "a" * 64, "RepoTags": ["x:1"], "RepoDigests": [], "Created": 1, "Size": 3_000_000,
        "Manifests": [
            {
                "ID": "sha256:" + "b" * 64, "Kind": "image", "Available": True,
                "Size": {"Total": 3_000_000, "Content": 1_000_000},
                "ImageData": {"Platform": {"os": "linux", "architecture": "amd64"}, "Containers": ["c"]},
            },
            {
                "ID": "sha256:" + "c" * 64, "Kind": "image", "Available": False, "Size": {"Total": 0, "Content": 0},
                "ImageData": {"Platform": {"os": "linux", "architecture": "arm", "variant": "v7"}},
            },
            {"ID": "sha256:" + "d" * 64, "Kind": "attestation", "Size": {}},
        ],
    }  # fmt: skip
    ping = b"HTTP/1.1 200 OK\r\nApi-Version: 1.48\r\nContent-Length: 0\r\n\r\n"
    with FakeEngine({"_ping": ping, "images/json?manifests=1": answer(json.dumps([image]).encode())}) as fake:
        result = dockctl("-H", fake.host, "images", "--tree")
        quiet = dockctl("-H", fake.host, "images", "--tree", "-q")
    assert quiet.stderr == "--quiet is not yet supported with --tree\n"
    assert result.stdout.splitlines() == [
        "IMAGE             ID             DISK USAGE   CONTENT SIZE   IN USE",
        "x:1               aaaaaaaaaaaa   3MB          1MB            yes",
        "├─ linux/amd64    bbbbbbbbbbbb   3MB          1MB            yes",
        "└─ linux/arm/v7   cccccccccccc                               ",
    ]


def test_500_containers_with_odd_words(dockctl: Dockctl) -> None:
    def container(number: int) -> dict[str, object]:
        return {
            "Id": f"{number:064x}", "Names": [f"/{'n' * (number % 90)}{number}"],
            "Image": "日本/イメージ" if number % 2 else "a",
            "ImageID": "sha256:" + "f" * 64, "Command": "echo 日本語テスト\x1b[31m \t\n end", "Created": 1, "Ports": [],
            "Labels": {"k\x1b": "v\n\t\x9b", "ü": "€"}, "State": "running", "Status": "Up", "Mounts": None,
        }  # fmt: skip

    everything = json.dumps([container(number) for number in range(500)]).encode()
    with FakeEngine({"containers/json": answer(everything)}) as fake:
        table = dockctl("-H", fake.host, "ps", "-a")
        rows = dockctl("-H", fake.host, "ps", "-a", "--format", "json").stdout.splitlines()
        names = dockctl("-H", fake.host, "ps", "-a", "--format", "{{.Names}}").stdout.split()
    assert len(table.stdout.splitlines()) == 501
    assert "\x1b" not in table.stdout  # the command is quoted, as docker does
    assert len(rows) == len(names) == 500
    assert json.loads(rows[7])["Labels"] == "k\x1b=v\n\t\x9b,ü=€"
    assert names[91] == "n91"


def test_formats_from_the_users_configuration(
    dockctl: Dockctl, environment: dict[str, str], tmp_path: Path
) -> None:
    (tmp_path / "config.json").write_text('{"psFormat": "P{{.ID}}", "imagesFormat": "I{{.Tag}}"}')
    words = {"Id": "abc", "Image": "i", "ImageID": "", "Command": "c", "State": "s", "Status": "u"}
    container = json.dumps([words | {"Names": ["/n"], "Created": 1, "Ports": [], "Labels": {}}]).encode()
    image = b'[{"Id":"sha256:abc","RepoTags":["x:1"],"RepoDigests":[],"Created":1,"Size":1}]'
    changed = environment | {"DOCKER_CONFIG": str(tmp_path)}
    with FakeEngine({"containers/json": answer(container), "images/json": answer(image)}) as fake:
        assert dockctl("-H", fake.host, "ps", environment=changed).stdout == "Pabc\n"
        assert dockctl("-H", fake.host, "ps", "-q", environment=changed).stdout == "abc\n"
        assert dockctl("-H", fake.host, "ps", "--format", "{{.Names}}", environment=changed).stdout == "n\n"
        assert dockctl("-H", fake.host, "images", environment=changed).stdout == "I1\n"
        assert dockctl("-H", fake.host, "images", "-q", environment=changed).stdout == "abc\n"


def test_an_engine_without_anything(dockctl: Dockctl) -> None:
    with FakeEngine({"containers/json": answer(b"[]"), "images/json": answer(b"[]")}) as fake:
        assert dockctl("-H", fake.host, "ps", "-a").stdout.count("\n") == 1
        assert dockctl("-H", fake.host, "ps", "--format", "json").stdout == ""
        assert dockctl("-H", fake.host, "images", "-q").stdout == ""
        assert dockctl("-H", fake.host, "stop", "--all").stdout == ""


def test_an_engine_that_answers_slowly(dockctl: Dockctl) -> None:
    image = b'[{"Id":"sha256:abc","RepoTags":["x:1"],"RepoDigests":[],"Created":1,"Size":1}]'
    with FakeEngine({"images/json": answer(image)}, delay=2) as fake:
        result = dockctl("-H", fake.host, "images", "--format", "{{.Repository}}")
    assert (result.stdout, result.stderr, result.status) == ("x\n", "", 0)
