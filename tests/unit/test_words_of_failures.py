"""What Python and its libraries say of a failure reaches no user: the words are docker's, or our own."""

from __future__ import annotations

import errno
import http.client
import os
import ssl
import subprocess
import sys
from io import BytesIO
from typing import TYPE_CHECKING

import pytest

from dockctl.engine.stream import demultiplex
from dockctl.engine.version import parse_version
from dockctl.errors import DockctlError, StreamError, reason_of
from dockctl.options.environment import read_variables
from dockctl.options.security import security_options
from dockctl.transport.failures import describe_failure
from dockctl.visible import quote, quote_bytes

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOENT, "no such file or directory"),
        (errno.EISDIR, "is a directory"),
        (errno.EACCES, "permission denied"),
        (errno.ENAMETOOLONG, "file name too long"),
        (errno.ELOOP, "too many levels of symbolic links"),
        (errno.ENOSPC, "no space left on device"),
        (errno.EIO, "input/output error"),
    ],
)
def test_the_systems_words_are_in_lower_case(number: int, words: str) -> None:
    assert reason_of(OSError(number, os.strerror(number), "/file")) == words
    assert reason_of(OSError(number, None)) == words


def test_openssls_names_are_not_told() -> None:
    error = ssl.SSLError(1, "[SSL] PEM lib (_ssl.c:4149)")
    error.library = "SSL"
    assert reason_of(error) == "tls: failed to find any PEM data in certificate input"


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("é", '"é"'),
        ('a"b\\', '"a\\"b\\\\"'),
        ("\x00\x1b\x7f\u200b", '"\\x00\\x1b\\x7f\\u200b"'),
        ("\udcff", '"\\xff"'),
        ("\U000e0001", '"\\U000e0001"'),
    ],
)
def test_quoted_as_go_quotes(text: str, quoted: str) -> None:
    assert quote(text) == quoted
    assert quote_bytes(text.encode(errors="surrogateescape")) == quoted


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (http.client.RemoteDisconnected("Remote end closed connection without response"), "EOF"),
        (http.client.IncompleteRead(b"x", 5), "unexpected EOF"),
        (http.client.BadStatusLine("garbage\x1b"), 'malformed HTTP response "garbage\\x1b"'),
        (http.client.LineTooLong("header line"), "malformed HTTP response: a line is too long"),
        (ValueError("invalid literal for int() with base 16: b'zz'"), "malformed HTTP response"),
        (ConnectionResetError(errno.ECONNRESET, "Connection reset by peer"), "connection reset by peer"),
        (http.client.HTTPException(), "malformed HTTP response"),
    ],
)
def test_a_broken_connection_is_told_as_go_tells_it(error: Exception, words: str) -> None:
    assert describe_failure(error) == words


def test_an_env_file_that_is_no_text(tmp_path: Path) -> None:
    file = tmp_path / "env"
    file.write_bytes(b"OK=1\nA=\xff\n")
    with pytest.raises(ValueError, match=r"invalid utf8 bytes at line 2: \[65 61 255\]$"):
        read_variables(str(file), None)
    with pytest.raises(
        ValueError, match=rf"^invalid env file \({tmp_path}\): read {tmp_path}: is a directory$"
    ):
        read_variables(str(tmp_path), None)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b'{"a": x}', "invalid character 'x' looking for beginning of value"),
        (b"\xff", "invalid character 'ÿ' looking for beginning of value"),
        (b"", "unexpected end of JSON input"),
        (b'{"a":1} x', "invalid character 'x' after top-level value"),
    ],
)
def test_a_seccomp_profile_that_is_no_json(tmp_path: Path, content: bytes, words: str) -> None:
    file = tmp_path / "profile.json"
    file.write_bytes(content)
    with pytest.raises(ValueError, match="compacting") as caught:
        security_options([f"seccomp={file}"])
    assert str(caught.value) == f"compacting json for seccomp profile ({file}) failed: {words}"
    with pytest.raises(ValueError, match="opening") as caught:
        security_options([f"seccomp={tmp_path}"])
    assert str(caught.value) == f"opening seccomp profile ({tmp_path}) failed: read {tmp_path}: is a directory"


def test_what_is_not_understood_is_quoted() -> None:
    with pytest.raises(DockctlError) as caught:
        parse_version("1.'\x1b")
    assert caught.value.message == r'''invalid API version: "1.'\x1b"'''
    with pytest.raises(StreamError) as broken:
        list(demultiplex(BytesIO(b"garbage!")))
    assert broken.value.message == 'unrecognized stream header from the engine: "garbage!"'


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (
            ["stop", "-t"],
            'invalid argument "{0}" for "-t, --timeout" flag: strconv.ParseInt: parsing "{0}": value out of range',
        ),
        (
            ["run", "--memory"],
            'invalid argument "{0}" for "-m, --memory" flag: strconv.ParseFloat: parsing "{0}": value out of range',
        ),
        (["events", "--since"], 'failed to parse value as time or duration: "{0}"'),
        (["run", "-p"], "dockctl: invalid containerPort: {0}"),
    ],
)
def test_a_number_of_any_length_is_refused_in_dockers_words(
    words: list[str], told: str, tmp_path: Path
) -> None:
    number = "9" * 5000  # more digits than Python takes for a number unless it is told to
    environment = {**os.environ, "DOCKER_HOST": f"unix://{tmp_path}/none.sock"}
    command = [sys.executable, "-m", "dockctl", *words, number, "name"][: None if words[0] != "events" else -1]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert done.stderr.splitlines()[0] == told.format(number)


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        (b'{ "a b" :\t[ 1 ,\n2.0 ] }\n', '{"a b":[1,2.0]}'),
        (b'{"a":1,"a":2}', '{"a":1,"a":2}'),
        (b'{"a":1e400,"b":1E5,"c":-0,"d":123456789012345678901234567890}',) * 2,
        (b'{"a":"\xff\xe2\x82 \\" \\ud800 \\/ <"}', '{"a":"\ufffd\ufffd\ufffd \\" \\ud800 \\/ <"}'),
        (b" null ", "null"),
    ],
)
def test_a_seccomp_profile_is_sent_as_it_was_written(tmp_path: Path, written: bytes, sent: str | bytes) -> None:
    profile = tmp_path / "profile"
    profile.write_bytes(written)
    text = sent.decode() if isinstance(sent, bytes) else sent
    assert security_options([f"seccomp={profile}"]) == [f"seccomp={text}"]


@pytest.mark.parametrize(
    ("written", "words"),
    [
        (b'{"a":tru}', "invalid character '}' in literal true (expecting 'e')"),
        (b'{"a":1.}', "invalid character '}' after decimal point in numeric literal"),
        (b'{"a":NaN}', "invalid character 'N' looking for beginning of value"),
        (b"{} x", "invalid character 'x' after top-level value"),
        (b"\xef\xbb\xbf{}", "invalid character '\u00ef' looking for beginning of value"),
        (b"", "unexpected end of JSON input"),
    ],
)
def test_what_go_takes_for_no_json_is_no_seccomp_profile(tmp_path: Path, written: bytes, words: str) -> None:
    profile = tmp_path / "profile"
    profile.write_bytes(written)
    with pytest.raises(ValueError, match="compacting") as caught:
        security_options([f"seccomp={profile}"])
    assert str(caught.value) == f"compacting json for seccomp profile ({profile}) failed: {words}"
