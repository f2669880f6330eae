"""Words in the paths and queries of requests."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from dockctl.engine.client import Engine
from dockctl.engine.paths import image_path, object_path, quote_image
from dockctl.errors import DockctlError, NotFoundError, RedirectError
from dockctl.transport.address import parse_address
from dockctl.transport.http import encode_query
from tests.fake import FakeEngine, answer

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("web", "/containers/web/json"),
        ("/web", "/containers/web/json"),
        ("//web//", "/containers/web/json"),
        ("\tweb \n", "/containers/web/json"),
        ("web/db", "/containers/web%2Fdb/json"),
        ("web//db", "/containers/web%2Fdb/json"),
        ("50%", "/containers/50%25/json"),
        ("%2e%2e", "/containers/%252e%252e/json"),
        ("a?b#c d", "/containers/a%3Fb%23c%20d/json"),
        ("é", "/containers/%C3%A9/json"),
        (os.fsdecode(b"\xff"), "/containers/%FF/json"),
        ("..web", "/containers/..web/json"),
    ],
)
def test_a_name_reaches_the_engine_as_it_is(name: str, path: str) -> None:
    assert object_path("containers", "container", name, "/json") == path


@pytest.mark.parametrize(
    "name", ["/", "//", ".", "..", "./web", "web/.", "a/../web", "../web", "/..", "a//./b"]
)
def test_a_name_that_would_lead_elsewhere_is_no_object(name: str) -> None:
    with pytest.raises(NotFoundError, match=f"^Error response from daemon: No such container: {name}$"):
        object_path("containers", "container", name)
    with pytest.raises(NotFoundError, match=f"^Error response from daemon: No such image: {name}$"):
        image_path(name)


@pytest.mark.parametrize("name", ["", " ", "\n"])
def test_an_empty_name_is_refused(name: str) -> None:
    with pytest.raises(DockctlError, match=r"^invalid volume name or ID: value is empty$"):
        object_path("volumes", "volume", name)


def test_references_keep_what_belongs_to_them() -> None:
    assert image_path("localhost:5000/a/b:c@sha256:d", "/json") == "/images/localhost:5000/a/b:c@sha256:d/json"
    assert image_path("/alpine/", "/history") == "/images/alpine/history"
    assert quote_image(" alpine ") == "%20alpine%20"


def test_a_query_has_the_bytes_that_were_typed() -> None:
    assert encode_query(None) == encode_query({}) == ""
    query = encode_query({"path": os.fsdecode(b"/r\xe9sum\xe9"), "names": ["a b", "é"]})
    assert query == "?path=%2Fr%E9sum%E9&names=a+b&names=%C3%A9"


ELSEWHERE = answer(b"<a href='/v2/'>Moved</a>", status="301 Moved Permanently", kind="text/html")


@pytest.mark.parametrize(
    "ask",
    [
        lambda engine: engine.containers.inspect("web"),
        lambda engine: engine.containers.stop("web"),
        lambda engine: engine.files.stat("web", "/"),
        lambda engine: engine.containers.attach("web", stdout=True),
    ],
    ids=["inspect", "stop", "stat", "attach"],
)
def test_a_redirect_is_not_taken_for_the_engines_word(ask: Callable[[Engine], object]) -> None:
    with FakeEngine({"web": ELSEWHERE}) as fake:
        engine = Engine(parse_address(fake.host))
        with pytest.raises(RedirectError) as caught:
            ask(engine)
        engine.close()
    assert caught.value.message == "the answer is not an engine's: it is a redirect (301 Moved Permanently)"
