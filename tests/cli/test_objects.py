"""The commands around a container's life, images, networks and volumes, on a real engine."""

from __future__ import annotations

import json
import re
import subprocess
import time
from typing import TYPE_CHECKING

import pytest

from dockctl.engine.reference import parse_reference
from dockctl.engine.version import ApiVersion
from tests.conftest import Result
from tests.engine.images import remove_image
from tests.fake import FakeEngine, answer, chunked
from tests.processes import started

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from dockctl.engine.client import Engine
    from tests.conftest import Dockctl
    from tests.engine.private import PrivateEngine

COUNT = 12


@pytest.fixture
def many(engine: Engine, alpine: str, name: str) -> Iterator[list[str]]:
    """A dozen running containers."""
    names = [f"{name}-{number}" for number in range(COUNT)]
    for each in names:
        engine.containers.create({"Image": alpine, "Cmd": ["sleep", "300"]}, name=each)
        engine.containers.start(each)
    yield names
    left = engine.containers.list(all_=True, filters={"name": [name]})
    for summary in left:
        engine.containers.remove(summary["Id"], force=True)


def test_many_at_once_are_told_in_their_order(dockctl: Dockctl, many: list[str]) -> None:
    """One failure hides no other, and holds nobody up."""
    named = [many[0], "nosuch1", *many[1:], "nosuch2"]
    there = "".join(f"{name}\n" for name in many)
    missing = "".join(f"Error response from daemon: No such container: nosuch{n}\n" for n in (1, 2))
    for command in (["pause"], ["unpause"], ["restart", "-t", "0"], ["update", "-c", "512"]):
        result = dockctl(*command, *named)
        assert (result.stdout, result.stderr, result.status) == (there, missing, 1)
    killed = dockctl("kill", *named)
    assert killed.stdout == there
    assert killed.stderr.lower().count("cannot kill container: nosuch") == 2
    removed = dockctl("rm", "-f", *named)
    assert (removed.stdout, removed.stderr, removed.status) == (there, missing, 0)
    assert dockctl("ps", "-aq", "-f", f"name={many[0][:-2]}").stdout == ""


def test_missing_ones_are_told_in_their_order(dockctl: Dockctl) -> None:
    names = [f"nosuch{number}" for number in range(COUNT)]
    result = dockctl("rm", "-f", *names)
    assert result.stdout == ""
    assert re.findall(r"nosuch\d+", result.stderr) == names
    assert result.status == 0


def test_what_is_removed_by_force_and_what_was_not_there(
    dockctl: Dockctl, engine: Engine, alpine: str, name: str
) -> None:
    """Each on its own stream, and not a byte more: what is gone is as wished."""
    engine.images.tag(alpine, parse_reference(f"{name}:1"))
    engine.volumes.create({"Name": name})
    engine.networks.create({"Name": name})
    engine.containers.create({"Image": alpine}, name=name)
    nosuch = "Error response from daemon: No such {}: nosuch{}\n"
    for words, there, shown, missing in (
        (["rmi", "-f"], f"{name}:1", f"Untagged: {name}:1\n", nosuch.format("image", ":latest")),
        (["rm", "-f"], name, f"{name}\n", nosuch.format("container", "")),
        (["network", "rm", "-f"], name, f"{name}\n", ""),
        (["volume", "rm", "-f"], name, f"{name}\n", ""),
    ):
        said = "nosuch\n" if words[0] == "volume" else ""
        assert dockctl(*words, there) == Result(shown, "", 0)
        assert dockctl(*words, "nosuch") == Result(said, missing, 0)


def test_inspect_is_the_engines_answer(dockctl: Dockctl, engine: Engine, many: list[str]) -> None:
    result = dockctl("inspect", *many, "alpine:latest", "bridge")
    assert (result.stderr, result.status) == ("", 0)
    objects = json.loads(result.stdout)
    assert [item["Name"] for item in objects[:COUNT]] == [f"/{name}" for name in many]
    assert objects[COUNT] == engine.objects.inspect("image", "alpine:latest")
    assert objects[-1] == engine.objects.inspect("network", "bridge")


def test_volumes_are_inspected_without_saying_that_they_are_some(dockctl: Dockctl, name: str) -> None:
    dockctl("volume", "create", "--label", "a=ünï", name)
    assert dockctl("inspect", "-f", "{{.Name}} {{.Labels.a}}", name).stdout == f"{name} ünï\n"
    assert dockctl("volume", "rm", name).stdout == f"{name}\n"


def test_prune_removes_what_the_filter_names(dockctl: Dockctl, alpine: str, name: str, tmp_path: Path) -> None:
    label = f"label={name}"
    made = [dockctl("create", "--label", name, alpine).stdout.strip() for _ in range(2)]
    kept = dockctl("create", "--label", name, "--label", "keep", alpine).stdout.strip()
    (tmp_path / "config.json").write_text(json.dumps({"pruneFilters": ["label!=keep"]}))
    config = ("--config", str(tmp_path))
    asked = dockctl(*config, "container", "prune", "--filter", label)
    assert (asked.stdout, asked.status) == ("", 0)
    assert "Are you sure you want to continue? [y/N]" in asked.stderr
    assert "hint: --force asks nothing" in asked.stderr
    assert dockctl(*config, "container", "prune", "--filter", label, stdin="n\n").stdout == ""
    confirmed = dockctl(*config, "container", "prune", "--filter", label, stdin="y\n")
    deleted, _, rest = confirmed.stdout.partition("\n\n")
    assert set(deleted.splitlines()) == {"Deleted Containers:", *made}
    assert rest == "Total reclaimed space: 0B\n"
    forced = dockctl("container", "prune", "-f", "--filter", label)
    assert forced.stdout == f"Deleted Containers:\n{kept}\n\nTotal reclaimed space: 0B\n"


def test_network_and_volume_prune(dockctl: Dockctl, engine: Engine, name: str) -> None:
    dockctl("network", "create", "--label", name, name)
    dockctl("volume", "create", "--label", name, name)
    pruned = dockctl("network", "prune", "-f", "--filter", f"label={name}")
    assert pruned.stdout == f"Deleted Networks:\n{name}\n\n"
    # Since API 1.42 a volume with a name is kept unless --all says otherwise.
    unnamed_only = engine.api_version >= ApiVersion(1, 42)
    pruned = dockctl("volume", "prune", *(["-a"] if unnamed_only else []), "-f", "--filter", f"label={name}")
    assert pruned.stdout == f"Deleted Volumes:\n{name}\n\nTotal reclaimed space: 0B\n"


def test_system_prune_goes_through_all(dockctl: Dockctl, alpine: str, name: str) -> None:
    made = dockctl("create", "--label", name, alpine).stdout
    dockctl("network", "create", "--label", name, name)
    result = dockctl("system", "prune", "-f", "--filter", f"label={name}")
    containers = f"Deleted Containers:\n{made}\n"
    assert result.stdout == f"{containers}Deleted Networks:\n{name}\n\nTotal reclaimed space: 0B\n"
    assert (result.stderr, result.status) == ("", 0)


def test_image_prune(dockctl: Dockctl, engine: Engine, alpine: str, name: str) -> None:
    dockctl("create", "--name", name, alpine)
    dockctl("commit", "-c", f"LABEL {name}=1", name, f"{name}:old")
    dockctl("commit", "-c", f"LABEL {name}=2", name, f"{name}:old")
    result = dockctl("image", "prune", "-f", "--filter", f"label={name}")
    assert result.stdout.startswith("Deleted Images:\ndeleted: sha256:")
    assert result.stdout.endswith("\n\nTotal reclaimed space: 0B\n")
    remove_image(engine, f"{name}:old")


def test_save_and_load_several(
    dockctl: Dockctl, engine: Engine, alpine: str, name: str, tmp_path: Path
) -> None:
    for tag in ("a", "b"):
        dockctl("tag", alpine, f"{name}:{tag}")
    archive = str(tmp_path / "images.tar")
    assert dockctl("save", "-o", archive, f"{name}:a", f"{name}:b").stdout == ""
    assert (tmp_path / "images.tar").stat().st_mode & 0o777 == 0o600
    dockctl("rmi", f"{name}:a", f"{name}:b")
    loaded = dockctl("load", "-i", archive)
    assert sorted(loaded.stdout.splitlines()) == [f"Loaded image: {name}:a", f"Loaded image: {name}:b"]
    for tag in ("a", "b"):
        remove_image(engine, f"{name}:{tag}")


def test_save_and_load_through_a_pipe(program: list[str], environment: dict[str, str], alpine: str) -> None:
    save = subprocess.run(
        [*program, "save", f"{alpine}:latest"], env=environment, capture_output=True, check=True
    )
    load = subprocess.run(
        [*program, "load"], env=environment, input=save.stdout, capture_output=True, check=False
    )
    assert (load.stdout, load.stderr, load.returncode) == (b"Loaded image: alpine:latest\n", b"", 0)
    junk = subprocess.run([*program, "load"], env=environment, input=b"junk", capture_output=True, check=False)
    assert junk.stdout == b""
    assert junk.returncode == 1


def test_export_and_import(dockctl: Dockctl, engine: Engine, alpine: str, name: str, tmp_path: Path) -> None:
    dockctl("run", "--name", name, alpine, "sh", "-c", "echo made >/made")
    archive = str(tmp_path / "files.tar")
    assert dockctl("export", "--output", archive, name).status == 0
    result = dockctl("import", "-c", 'CMD ["cat","/made"]', "-m", "a message", archive, f"{name}:imported")
    assert re.fullmatch(r"sha256:[0-9a-f]{64}\n", result.stdout)
    assert dockctl("run", "--rm", f"{name}:imported").stdout == "made\n"
    assert dockctl("history", "--format", "{{.Comment}}", f"{name}:imported").stdout == "a message\n"
    remove_image(engine, f"{name}:imported")


def test_an_archive_that_can_not_be_written_is_an_error(dockctl: Dockctl, alpine: str) -> None:
    result = dockctl("save", "-o", "/dev/full", alpine)
    assert result.stderr == "failed to save image: write /dev/full: no space left on device\n"
    assert result.status == 1


def test_push_with_an_account(dockctl: Dockctl, hub: PrivateEngine, engine: Engine, alpine: str) -> None:
    assert hub.host
    target = "registry.test:5443/pushed/image:1"
    dockctl("tag", alpine, target)
    refused = dockctl("push", target)
    assert refused.stderr == "no basic auth credentials\n"
    assert refused.status == 1
    dockctl("login", "-u", "alice", "--password-stdin", "registry.test:5443", stdin="sesame")
    pushed = dockctl("push", target)
    assert pushed.stdout.startswith("The push refers to repository [registry.test:5443/pushed/image]\n")
    assert re.search(r"\n1: digest: sha256:[0-9a-f]{64} size: \d+\n$", pushed.stdout)
    assert dockctl("push", "-q", target).stdout == f"{target}\n"
    remove_image(engine, target)
    assert dockctl("pull", "-q", target).stdout == f"{target}\n"
    remove_image(engine, target)


def test_search(dockctl: Dockctl) -> None:
    results = [
        {"name": "nginx", "description": "Official\nbuild " + "x" * 60, "star_count": 9, "is_official": True},
        {"name": "a/nginx", "description": "", "star_count": 0, "is_official": False, "is_automated": True},
    ]
    with FakeEngine({"/images/search": answer(json.dumps(results).encode())}) as fake:
        table = dockctl("-H", fake.host, "search", "--limit", "5", "-f", "stars=3", "nginx")
        rows = dockctl("-H", fake.host, "search", "--format", "{{.Name}}:{{.IsOfficial}}:{{.StarCount}}", "x")
    lines = table.stdout.splitlines()
    assert lines[0].split() == ["NAME", "DESCRIPTION", "STARS", "OFFICIAL"]
    assert lines[1].split("  ")[0] == "nginx"
    assert "Official build xxxxxxxxxxxxxxxxxxxxxxxxxxxxx…   9         [OK]" in lines[1]
    assert rows.stdout == "nginx:[OK]:9\na/nginx::0\n"
    assert "term=nginx&limit=5&filters=%7B%22stars%22%3A+%7B%223%22%3A+true%7D%7D" in fake.requests[1]


def test_events_come_as_they_happen_until_the_user_ends_them(
    program: list[str], environment: dict[str, str], engine: Engine, alpine: str, name: str
) -> None:
    command = [
        *program,
        "events",
        "--since",
        f"{time.time():.9f}",
        "-f",
        f"container={name}",
        "--format",
        "{{.Action}} {{.Actor.Attributes.name}}",
    ]
    with started(command, env=environment, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        engine.containers.create({"Image": alpine, "Cmd": ["true"]}, name=name)
        assert process.stdout.readline() == f"create {name}\n".encode()
        engine.containers.rename(name, f"{name}-new")
        engine.containers.rename(f"{name}-new", name)
        assert process.stdout.readline() == f"rename {name}-new\n".encode()
        process.send_signal(2)
        assert process.wait(60) == 130


def test_events_of_newer_engines_have_separators_between_them(dockctl: Dockctl) -> None:
    event = {
        "Type": "image",
        "Action": "pull",
        "Actor": {"ID": "x", "Attributes": {"b": "2", "a": "1"}},
        "time": 0,
    }
    text = b"".join(b"\x1e" + json.dumps(event).encode() + b"\n" for _ in range(2))
    with FakeEngine({"/events": chunked(text[:40], text[40:])}) as fake:
        result = dockctl("-H", fake.host, "events")
    assert result.stdout == "1970-01-01T00:00:00.000000000Z image pull x (a=1, b=2)\n" * 2


def test_stats_follow_containers_until_the_user_ends_them(
    program: list[str], environment: dict[str, str], engine: Engine, alpine: str, name: str
) -> None:
    """One that starts meanwhile comes in, and SIGINT ends it at once."""
    command = [*program, "stats", "--format", "{{.Name}} {{.PIDs}}"]
    with started(command, env=environment, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        engine.containers.create({"Image": alpine, "Cmd": ["sleep", "300"]}, name=name)
        engine.containers.start(name)
        assert f"{name} 1\n".encode() in iter(process.stdout.readline, b"")
        process.send_signal(2)
        assert process.wait(60) == 130


def test_stats_of_an_engine_that_goes_is_an_error(dockctl: Dockctl) -> None:
    with FakeEngine({"/containers/json": answer(b"[]"), "/events": chunked(whole=False)}) as fake:
        result = dockctl("-H", fake.host, "stats")
    assert "lost the connection to the engine" in result.stderr
    assert result.status == 1


def test_info_without_an_engine_still_tells_of_the_client(dockctl: Dockctl) -> None:
    result = dockctl("-H", "unix:///nosuch.sock", "info")
    assert result.stdout.startswith("Client:\n Version:    0.")
    assert result.stderr.startswith("Cannot connect to the Docker daemon at unix:///nosuch.sock.")
    assert result.status == 1


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (["build", "."], "docker buildx build"),
        (["image", "build", "."], "buildah build"),
        (["compose", "up"], "docker compose"),
        (["swarm", "init"], "use docker to make and change swarms"),
        (["plugin", "ls"], "docker plugin"),
    ],
)
def test_what_is_not_here_is_said_in_a_line(dockctl: Dockctl, command: list[str], words: str) -> None:
    result = dockctl(*command)
    assert result.stdout == ""
    assert len(result.stderr.splitlines()) == 1
    assert words in result.stderr
    assert result.status == 1


def test_empty_lists(dockctl: Dockctl) -> None:
    """Of an engine that has nothing, and one that says so by null."""
    report = b'{"ContainersDeleted":null,"SpaceReclaimed":0}'
    answers = {
        "/networks": answer(b"[]"),
        "/volumes": answer(b'{"Volumes":null,"Warnings":null}'),
        "/containers/prune": answer(report),
        "/changes": answer(b"null"),
        "/system/df": answer(b'{"LayersSize":0,"Images":null,"Containers":null,"Volumes":null}'),
    }
    with FakeEngine(answers) as fake:
        assert dockctl("-H", fake.host, "network", "ls").stdout == "NETWORK ID   NAME      DRIVER    SCOPE\n"
        assert dockctl("-H", fake.host, "volume", "ls").stdout == "DRIVER    VOLUME NAME\n"
        assert dockctl("-H", fake.host, "diff", "x").stdout == ""
        pruned = dockctl("-H", fake.host, "container", "prune", "-f").stdout
        usage = dockctl("-H", fake.host, "system", "df").stdout.splitlines()
    assert pruned == "Total reclaimed space: 0B\n"
    assert usage[1].split() == ["Images", "0", "0", "0B", "0B"]


def test_long_lists_with_names_in_all_scripts(dockctl: Dockctl) -> None:
    """Columns are as wide as what is seen of a name, and the order is that of numbers in it."""
    names = [f"卷-{number}-ünï" for number in range(2000)]
    volumes = [
        {"Name": name, "Driver": "local", "Mountpoint": "/m", "Scope": "local", "Labels": {"k": name}}
        for name in reversed(names)
    ]
    body = json.dumps({"Volumes": volumes, "Warnings": None}).encode()
    with FakeEngine({"/volumes": answer(body)}) as fake:
        quiet = dockctl("-H", fake.host, "volume", "ls", "-q")
        table = dockctl("-H", fake.host, "volume", "ls", "--format", "table {{.Name}}\t{{.Driver}}")
        rows = dockctl("-H", fake.host, "volume", "ls", "--format", "json")
    assert quiet.stdout.splitlines() == names
    lines = table.stdout.splitlines()
    # A Chinese character takes two columns.
    assert lines[0] == "VOLUME NAME   DRIVER"
    assert lines[1] == "卷-0-ünï      local"
    assert lines[2000] == "卷-1999-ünï   local"
    assert json.loads(rows.stdout.splitlines()[-1])["Labels"] == f"k={names[-1]}"
