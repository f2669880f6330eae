"""Words of a user's in messages are quoted as docker quotes them, whatever characters or bytes they hold."""

from __future__ import annotations

import socket

import pytest

from dockctl.config.contexts import check_name
from dockctl.engine.reference import parse_reference
from dockctl.errors import DockctlError
from dockctl.transport.address import parse_address
from dockctl.transport.failures import connection_error
from tests.fake import FakeEngine
from tests.in_process import call

INVALID = "invalid reference format"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a\udcffb", f"{INVALID}: repository name (library/a\udcffb) must be lowercase"),
        ("\udcc3/x", INVALID),
        ("localhost/X\udcff", f"{INVALID}: repository name (X\udcff) must be lowercase"),
        ('a"b', INVALID),
        ("é", INVALID),
        ("É", f"{INVALID}: repository name (library/É) must be lowercase"),
    ],
)
def test_bytes_that_are_no_text_are_not_lower_case(text: str, words: str) -> None:
    with pytest.raises(DockctlError) as caught:
        parse_reference(text)
    assert caught.value.message == words


@pytest.mark.parametrize(
    ("text", "quoted"),
    [('a"b', r'"a\"b"'), ("a\\", r'"a\\"'), ("\x1b\n", r'"\x1b\n"'), ("\udcff", r'"\xff"'), ("é ", '"é "')],
)
def test_names_are_quoted_in_messages(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, text: str, quoted: str
) -> None:
    with FakeEngine() as fake:
        tagged = call(capfd, monkeypatch, "tag", "alpine", text, settings={"DOCKER_HOST": fake.host})
    assert tagged.stderr.startswith(f"Error parsing reference: {quoted} is not a valid repository/tag: ")
    removed = call(capfd, monkeypatch, "context", "rm", text)
    assert (removed.stderr, removed.status) == (f"context {quoted} does not exist\n", 1)
    with pytest.raises(DockctlError) as caught:
        check_name(text)
    assert caught.value.message.startswith(f"context name {quoted} is invalid, ")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("tcp://a\nb", r'parse "tcp://a\nb": net/url: invalid control character in URL'),
        ("a b", 'parse "tcp://a b": invalid character " " in host name'),
        ('a:b"', r'parse "tcp://a:b\"": invalid port ":b\"" after host'),
    ],
)
def test_an_address_is_quoted_where_it_is_refused(text: str, words: str) -> None:
    with pytest.raises(DockctlError) as caught:
        parse_address(text)
    assert caught.value.message == words


def test_a_host_without_an_address_is_named() -> None:
    address = parse_address("tcp://nosuch.invalid:2375/p")
    error = connection_error(address, socket.gaierror(socket.EAI_NONAME, "Name or service not known"))
    assert error.message == (
        "error during connect: tcp://nosuch.invalid:2375/p: dial tcp: lookup nosuch.invalid: no such host"
    )
    later = connection_error(address, socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution"))
    assert later.message.startswith("Cannot connect to the Docker daemon at tcp://nosuch.invalid:2375/p.")


def test_a_host_that_can_not_be_a_name_is_no_host(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    done = call(capfd, monkeypatch, "-H", "a..b", "ps")
    first = "error during connect: tcp://a..b:2375: dial tcp: lookup a..b: no such host"
    assert (done.stderr.splitlines()[0], done.status) == (first, 1)
