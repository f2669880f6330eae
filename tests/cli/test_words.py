"""Whatever a user calls an object: the words reach a real engine, and mean what they mean to docker."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from dockctl.engine.client import Engine

# Runs the command lines of its argument; NUL bytes part what each writes on stdout and stderr, and its status.
ONE_AFTER_THE_OTHER = """
import json, os, sys
from dockctl.cli.main import main
for words in json.loads(sys.argv[1]):
    status = main(words)
    os.write(1, bytes(1))
    os.write(1, b"%d" % status + bytes(1))
"""


@pytest.fixture
def stopped(engine: Engine, alpine: str, name: str) -> str:
    """A container that has never run."""
    engine.containers.create({"Image": alpine, "Cmd": ["true"]}, name=name)
    return name


def run_all(lines: list[list[str]], environment: dict[str, str]) -> list[tuple[str, int]]:
    """Run command lines in one process; return what each has written on either stream, and its status."""
    done = subprocess.run(
        [sys.executable, "-c", ONE_AFTER_THE_OTHER, json.dumps(lines)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env=environment,
        check=True,
        timeout=100,
    )
    texts = done.stdout.decode(errors="surrogateescape").split("\0")[:-1]
    return [(text, int(status)) for text, status in zip(texts[::2], texts[1::2], strict=True)]


def test_a_name_as_inspect_prints_it_is_taken_everywhere(stopped: str, environment: dict[str, str]) -> None:
    name = f"/{stopped}"
    lines = [
        ["container", "inspect", "-f", "{{.Name}}", name],
        ["inspect", "-f", "{{.Name}}", f"{name}/"],
        ["inspect", "--type", "container", "-f", "{{.Name}}", f" {name} "],
        ["diff", name],
        ["logs", name],
        ["port", name],
        ["update", "--restart", "no", name],
        ["stop", name],
        ["wait", name],
        ["rename", name, f"{stopped}2"],
        ["rename", f"{stopped}2/", stopped],
        ["rm", "-f", name],
    ]
    said = [
        f"{name}\n",
        f"{name}\n",
        f"{name}\n",
        "",
        "",
        "",
        f"{name}\n",
        f"{name}\n",
        "0\n",
        "",
        "",
        f"{name}\n",
    ]
    assert run_all(lines, environment) == [(text, 0) for text in said]


def test_a_word_that_no_object_can_be_called_is_no_object(environment: dict[str, str]) -> None:
    words = ["..", "/", "a/../b", "50%", "a?b", "a#b", "a b", os.fsdecode(b"\xff")]
    shown = [*words[:-1], "\ufffd"]  # which is how the engine quotes a byte that is no character
    lines = [["stop", word] for word in words]
    expected = [(f"Error response from daemon: No such container: {word}\n", 1) for word in shown]
    assert run_all(lines, environment) == expected


def test_blanks_around_a_name_do_not_count_where_no_path_holds_it(
    stopped: str, engine: Engine, environment: dict[str, str]
) -> None:
    """A commit names its container in the query, and networks theirs in the body."""
    engine.networks.create({"Name": stopped})
    spaced = f" {stopped} "
    lines = [
        ["network", "connect", spaced, spaced],
        ["network", "disconnect", spaced, spaced],
        ["commit", "--pause=false", spaced, f"{stopped}:made"],
        ["rmi", f"{stopped}:made"],
        ["commit", " "],
        ["network", "connect", stopped, ""],
    ]
    said = run_all(lines, environment)
    engine.networks.remove(stopped)
    assert [status for _, status in said] == [0, 0, 0, 0, 1, 1]
    assert [text for text, _ in said[-2:]] == ["invalid container name or ID: value is empty\n"] * 2


def test_bytes_that_are_no_text_reach_a_container(
    stopped: str, engine: Engine, environment: dict[str, str]
) -> None:
    path = os.fsdecode(b"/tmp/r\xe9sum\xe9")
    (there,) = run_all([["cp", "/dev/null", f"{stopped}:{path}"]], environment)
    assert there == ("", 0)
    assert not engine.files.stat(stopped, path).is_directory


def test_inspect_finds_what_no_image_could_be_called(
    engine: Engine, name: str, environment: dict[str, str]
) -> None:
    volume, network = f"Vol.{name}", f"Net.{name}"
    engine.volumes.create({"Name": volume})
    engine.networks.create({"Name": network})
    nothing = ["No:Such:Thing", "a b", "sha256:", "@", "..", "/", "NOSUCH/", "x" * 300]
    lines = [["inspect", "-f", "{{.Name}}", word] for word in (volume, network, f"/{network}/", *nothing)]
    try:
        said = run_all(lines, environment)
    finally:
        engine.networks.remove(network)
        engine.volumes.remove(volume)
    found = [(f"{volume}\n", 0), (f"{network}\n", 0), (f"{network}\n", 0)]
    assert said == [*found, *((f"\nError: No such object: {word}\n", 1) for word in nothing)]


def test_a_digest_names_no_place_to_push_to(environment: dict[str, str]) -> None:
    digest = "sha256:" + 64 * "a"
    lines = [
        ["push", f"alpine@{digest}"],
        ["push", "-q", f"alpine:latest@{digest}"],
        ["push", f"localhost:1/x@{digest}"],
        ["push", "-a", f"alpine@{digest}"],
    ]
    refused = ("cannot push a digest reference\n", 1)
    assert run_all(lines, environment) == [
        refused,
        refused,
        refused,
        ("tag can't be used with --all-tags/-a\n", 1),
    ]
