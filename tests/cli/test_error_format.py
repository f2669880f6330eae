"""--error-format json: one line a failure, for programs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.fake import FakeEngine, answer

if TYPE_CHECKING:
    from tests.conftest import Dockctl

FIELDS = {"class", "message", "http_status", "command", "subject", "hint"}
MISSING = "Error response from daemon: No such container: "


def failures(text: str) -> list[dict[str, object]]:
    """Return what each line of stderr says."""
    found = [json.loads(line) for line in text.splitlines()]
    assert all(set(item) == {"error"} and set(item["error"]) == FIELDS for item in found)
    return [item["error"] for item in found]


@pytest.mark.parametrize(
    ("line", "kind", "http_status", "command", "subject", "status"),
    [
        ("inspect --type container nosuch", "not_found", 404, "inspect", "nosuch", 1),
        ("container ls --nosuch", "usage", None, "container ls", "", 125),
        ("logs registry-unauthorized", "not_found", 404, "logs", "registry-unauthorized", 1),
        ("pull 127.0.0.1:1/x", "registry", 500, "pull", "127.0.0.1:1/x:latest", 1),
        ("logs nosuch", "not_found", 404, "logs", "nosuch", 1),
        ("pull 127.0.0.1:5000/nosuch/image", "image_missing", 404, "pull", "127.0.0.1:5000/nosuch/image:latest", 1),
        ("run -q 127.0.0.1:5000/nosuch", "image_missing", 404, "run", "127.0.0.1:5000/nosuch:latest", 125),
        ("network rm nosuch", "not_found", 404, "network rm", "nosuch", 1),
        ("-H unix:///nosuch.sock ps", "unreachable", None, "ps", "", 1),
        ("--nosuch", "usage", None, "", "", 125),
        ("nosuch", "usage", None, "", "", 1),
        ("pull UPPER", "usage", None, "pull", "", 1),
    ],
)  # fmt: skip
def test_every_failure_is_a_line(
    dockctl: Dockctl, alpine: str, line: str, kind: str, http_status: int | None, command: str, subject: str, status: int
) -> None:  # fmt: skip
    assert alpine
    result = dockctl("--error-format", "json", *line.split())
    [failure] = failures(result.stderr)
    told = (failure["class"], failure["http_status"], failure["command"], failure["subject"], result.status)
    assert told == (kind, http_status, command, subject, status)


@pytest.mark.parametrize("command", ["stop", "rm", "inspect", "start", "rmi", "restart"])
def test_each_of_several_has_its_line(dockctl: Dockctl, environment: dict[str, str], command: str) -> None:
    result = dockctl(command, "none-1", "none-2", environment=environment | {"DOCKCTL_ERROR_FORMAT": "json"})
    assert [item["subject"] for item in failures(result.stderr)] == ["none-1", "none-2"]
    assert result.status == 1


def test_the_message_is_the_text(dockctl: Dockctl) -> None:
    text = dockctl("stop", "nosuch")
    [failure] = failures(dockctl("--error-format=json", "stop", "nosuch").stderr)
    assert text.stderr == f"{failure['message']}\n" == f"{MISSING}nosuch\n"


def test_a_conflict_and_a_hint(dockctl: Dockctl, alpine: str, name: str) -> None:
    dockctl("create", "--name", name, alpine)
    [failure] = failures(dockctl("--error-format", "json", "create", "--name", name, alpine).stderr)
    assert (failure["class"], failure["http_status"]) == ("conflict", 409)
    [failure] = failures(dockctl("--error-format", "json", "-H", "unix:///nosuch.sock", "ps").stderr)
    assert "start the engine" in str(failure["hint"])


def test_an_answer_that_is_none_is_a_line(dockctl: Dockctl, environment: dict[str, str]) -> None:
    body = b"<html>\nnot JSON\n</html>"
    with FakeEngine({"/containers/json": answer(body, status="500 No", kind="text/html")}) as fake:
        result = dockctl("-H", fake.host, "--error-format", "json", "ps", environment=environment)
    [failure] = failures(result.stderr)
    assert (failure["class"], failure["http_status"], result.status) == ("engine", 500, 1)


def test_no_other_format(dockctl: Dockctl, environment: dict[str, str]) -> None:
    wanted = 'invalid --error-format "xml": must be one of "text" or "json"\n'
    assert dockctl("--error-format", "xml", "ps").stderr == wanted
    assert dockctl("ps", environment=environment | {"DOCKCTL_ERROR_FORMAT": "xml"}).stderr == wanted
