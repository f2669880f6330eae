"""dockctl pull without a terminal: docker's lines, and errors wherever they come."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.engine.images import remove_image

if TYPE_CHECKING:
    from dockctl.engine.client import Engine
    from tests.conftest import Dockctl
    from tests.engine.private import PrivateEngine


def test_says_what_docker_says(dockctl: Dockctl, engine: Engine, hub: PrivateEngine, alpine: str) -> None:
    assert hub.host
    assert alpine
    remove_image(engine, "bfirsh/reticulate-splines")
    result = dockctl("pull", "bfirsh/reticulate-splines")
    lines = re.sub(r"[0-9a-f]{64}", "DIGEST", re.sub(r"\b[0-9a-f]{12}:", "LAYER:", result.stdout))
    # An engine leaves messages out that come too fast after one another.
    assert [line for line in lines.splitlines() if line != "LAYER: Verifying Checksum"] == [
        "Using default tag: latest",
        "latest: Pulling from bfirsh/reticulate-splines",
        "LAYER: Already exists",
        "LAYER: Pulling fs layer",
        "LAYER: Download complete",
        "LAYER: Pull complete",
        "Digest: sha256:DIGEST",
        "Status: Downloaded newer image for bfirsh/reticulate-splines:latest",
        "docker.io/bfirsh/reticulate-splines:latest",
    ]
    assert result.stderr == ""
    assert result.status == 0


def test_quiet_prints_the_reference_alone(dockctl: Dockctl, hub: PrivateEngine) -> None:
    assert hub.host
    result = dockctl("pull", "-q", "alpine")
    assert (result.stdout, result.stderr, result.status) == ("docker.io/library/alpine:latest\n", "", 0)


def test_takes_a_digest(dockctl: Dockctl, hub: PrivateEngine) -> None:
    assert hub.host
    digest = re.search(r"sha256:[0-9a-f]{64}", dockctl("pull", "alpine").stdout)
    assert digest
    result = dockctl("pull", f"alpine@{digest[0]}")
    assert result.stdout.splitlines()[-1] == f"docker.io/library/alpine@{digest[0]}"
    assert not result.stdout.startswith("Using default tag")


@pytest.mark.parametrize(
    ("reference", "message"),
    [
        ("alpine:nosuch", "manifest for alpine:nosuch not found: manifest unknown: manifest unknown"),
        ("private/secret", "pull access denied for private/secret, repository does not exist or may require"),
    ],
)
def test_a_refusal_is_an_error(dockctl: Dockctl, hub: PrivateEngine, reference: str, message: str) -> None:
    assert hub.host
    result = dockctl("pull", "-q", reference)
    assert result.stdout == ""
    assert result.stderr.startswith(f"Error response from daemon: {message}")
    assert result.status == 1


@pytest.mark.parametrize(
    ("reference", "message"),
    [
        ("UPPER", "invalid reference format: repository name (library/UPPER) must be lowercase"),
        ("", "invalid reference format"),
        ("a b", "invalid reference format"),
        ("alpine:", "invalid reference format"),
        ("alpine@sha256:12", "invalid reference format"),
    ],
)
def test_a_bad_reference_is_refused_before_anything_is_asked(
    dockctl: Dockctl,
    reference: str,
    message: str,
) -> None:
    result = dockctl("-H", "unix:///nosuch.sock", "pull", "-q", reference)
    assert (result.stdout, result.stderr, result.status) == ("", f"{message}\n", 1)
