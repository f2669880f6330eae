"""Command lines that docker reads in a way of its own: --version beside commands, ``--`` behind a group, empty names."""

from __future__ import annotations

import pytest

from dockctl import __version__
from tests.fake import FakeEngine, answer
from tests.in_process import call

VERSION = f"dockctl version {__version__}\n"
HEADINGS = "CONTAINER ID   IMAGE     COMMAND   CREATED   STATUS    PORTS     NAMES\n"


def unknown(words: str, usage: str) -> str:
    """Return the error for a word that is no command of a group."""
    group = words.rpartition(" ")[0]
    return (
        f"dockctl: unknown command: dockctl {words}\n\nUsage:  {usage}\n\n"
        f"Run 'dockctl {group} --help' for more information\n"
    )


SCALE = (
    "invalid scale specifier '{}'.\nSee 'dockctl service scale --help'.\n\n"
    "Usage:  dockctl service scale SERVICE=REPLICAS [SERVICE=REPLICAS...]\n\nScale one or multiple replicated services\n"
)


@pytest.mark.parametrize(
    ("line", "stdout", "stderr", "status"),
    [
        ("-v", VERSION, "", 0),
        ("-v ps", HEADINGS, "", 0),
        ("--version=true container ls", HEADINGS, "", 0),
        ("-v nosuch x", VERSION, "", 0),
        ("-v nosuch --flag", "", "unknown flag: --flag\n\nUsage:  dockctl [OPTIONS] COMMAND [ARG...]\n\n"
         "Run 'dockctl --help' for more information\n", 125),
        ("-v container nosuch", "", unknown("container nosuch", "dockctl container"), 1),
        ("-- ps", HEADINGS, "", 0),
        ("container -- ls", "", unknown("container ls", "dockctl container"), 1),
        ("container -- ls -q", "", unknown("container ls", "dockctl container"), 1),
        ("container -- --help", "", unknown("container --help", "dockctl container"), 1),
        ("volume -- ls", "", unknown("volume ls", "dockctl volume COMMAND"), 1),
        ("context use", "", "accepts 1 arg(s), received 0\n", 1),
        ("context use default x", "", "accepts 1 arg(s), received 2\n", 1),
        ('history ""', "", "Error response from daemon: page not found\n", 1),
        ('rmi ""', "", "Error response from daemon: page not found\n", 1),
        ('rmi -f ""', "", "Error response from daemon: page not found\n", 0),
        ('image inspect "" ""', "[]\n", "Error: No such image: \nError: No such image: \n", 1),
        ('inspect --type image ""', "[]\n", "Error: No such image: \n", 1),
        ('service ps ""', "", "Error response from daemon: no manager\n", 1),
        ("service scale =1", "", SCALE.format("=1"), 1),
        ("service scale a=", "", SCALE.format("a="), 1),
        ("service scale a=x b", "", SCALE.format("b"), 1),
    ],
)  # fmt: skip
def test_a_command_line_is_read_as_docker_reads_it(
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    line: str,
    stdout: str,
    stderr: str,
    status: int,
) -> None:
    answers = {
        "/containers/json": answer(b"[]"),
        "/services": answer(b'{"message":"no manager"}', status="503 Service Unavailable"),
    }
    with FakeEngine(answers) as fake:
        done = call(
            capfd,
            monkeypatch,
            *("" if word == '""' else word for word in line.split()),
            settings={"DOCKER_HOST": fake.host},
        )
    assert (done.stdout, done.stderr, done.status) == (stdout, stderr, status)
