"""What gets into an image, and what doesn't: commit --diff, --deny, --oci-labels, --print."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dockctl.engine.client import Engine
    from tests.conftest import Dockctl

IMAGE = "dockctl-trust:made"


@pytest.fixture
def changed(dockctl: Dockctl, engine: Engine, alpine: str, name: str) -> Iterator[str]:
    """A container with a secret among its changes."""
    script = "mkdir -p /root/.ssh /srv; touch /root/.ssh/id_rsa /srv/key.pem /srv/data; rm /etc/group"
    dockctl("run", "--name", name, alpine, "sh", "-c", script)
    yield name
    for found in engine.images.list(filters={"reference": ["dockctl-trust"]}):
        engine.images.remove(found["Id"], force=True)


def test_a_diff_shows_and_makes_nothing(dockctl: Dockctl, engine: Engine, changed: str) -> None:
    result = dockctl("commit", "--diff", changed, IMAGE)
    assert sorted(result.stdout.splitlines()) == sorted(dockctl("diff", changed).stdout.splitlines())
    assert "A /srv/key.pem" in result.stdout
    assert engine.images.list(filters={"reference": ["dockctl-trust"]}) == []


@pytest.mark.parametrize(
    ("patterns", "denied"),
    [
        (["/root/.ssh"], ["/root/.ssh", "/root/.ssh/id_rsa"]),
        (["*.pem"], ["/srv/key.pem"]),
        (["id_*", "*.pem"], ["/root/.ssh/id_rsa", "/srv/key.pem"]),
        (["/srv/d?ta"], ["/srv/data"]),
    ],
)
def test_what_is_denied_is_named_and_nothing_is_made(
    dockctl: Dockctl, engine: Engine, changed: str, patterns: list[str], denied: list[str]
) -> None:
    words = [word for pattern in patterns for word in ("--deny", pattern)]
    result = dockctl("commit", *words, changed, IMAGE)
    *lines, hint = result.stderr.splitlines()
    assert (result.stdout, result.status) == ("", 1)
    assert sorted(lines) == [f"denied: {path}" for path in denied]
    assert hint.startswith("hint: nothing was committed")
    assert engine.images.list(filters={"reference": ["dockctl-trust"]}) == []


def test_what_is_deleted_or_does_not_match_is_no_reason(dockctl: Dockctl, changed: str) -> None:
    result = dockctl("commit", "--deny", "group", "--deny", "/nosuch", "--deny", "*.PEM", changed, IMAGE)
    assert (result.stderr, result.status) == ("", 0)


def test_labels_say_where_it_comes_from(dockctl: Dockctl, engine: Engine, changed: str) -> None:
    assert dockctl("commit", "--oci-labels", changed, IMAGE).status == 0
    labels = engine.objects.inspect("image", IMAGE)["Config"]["Labels"]
    assert labels["org.opencontainers.image.base.name"] == "alpine"
    assert re.fullmatch(r"sha256:[0-9a-f]{64}", labels["org.opencontainers.image.base.digest"])
    assert labels["dev.dockctl.commit.container"] == engine.containers.inspect(changed)["Id"]
    dockctl("commit", changed, IMAGE)
    assert not engine.objects.inspect("image", IMAGE)["Config"]["Labels"]


def test_what_is_printed_can_be_chosen(dockctl: Dockctl, changed: str) -> None:
    assert dockctl("commit", "--print", "ref", changed, IMAGE).stdout == f"docker.io/library/{IMAGE}\n"
    assert re.fullmatch(r"sha256:[0-9a-f]{64}\n", dockctl("commit", "--print", "id", changed, IMAGE).stdout)
    result = dockctl("commit", "--print", "digest", changed, IMAGE)
    assert re.fullmatch(r"sha256:[0-9a-f]{64}\n", result.stdout) or "has no digest: sha256:" in result.stderr
    assert dockctl("commit", "--print", "ref", changed).stderr == (
        "conflicting options: --print ref needs a REPOSITORY\n"
    )
    assert dockctl("commit", "--print", "name", changed).status == 125
