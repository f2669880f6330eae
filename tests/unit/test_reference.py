from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dockctl.engine.reference import Reference, parse_any_reference, parse_reference
from dockctl.errors import InvalidReferenceError

DIGEST = "sha256:" + "ab" * 32


@pytest.mark.parametrize(
    ("text", "canonical", "familiar"),
    [
        ("alpine", "docker.io/library/alpine", "alpine"),
        ("alpine:3.1", "docker.io/library/alpine:3.1", "alpine:3.1"),
        ("library/alpine", "docker.io/library/alpine", "alpine"),
        ("docker.io/alpine", "docker.io/library/alpine", "alpine"),
        ("index.docker.io/alpine", "docker.io/library/alpine", "alpine"),
        ("bfirsh/reticulate-splines", "docker.io/bfirsh/reticulate-splines", "bfirsh/reticulate-splines"),
        ("localhost/x", "localhost/x", "localhost/x"),
        ("127.0.0.1:5000/a/b:t", "127.0.0.1:5000/a/b:t", "127.0.0.1:5000/a/b:t"),
        ("[::1]:5000/a", "[::1]:5000/a", "[::1]:5000/a"),
        ("registry.test:5443/library/alpine", *["registry.test:5443/library/alpine"] * 2),
        ("UPPER/repo", "UPPER/repo", "UPPER/repo"),
        (f"alpine:1@{DIGEST}", f"docker.io/library/alpine:1@{DIGEST}", f"alpine:1@{DIGEST}"),
        ("a__b--c_d/e.f", "docker.io/a__b--c_d/e.f", "a__b--c_d/e.f"),
    ],
)
def test_forms(text: str, canonical: str, familiar: str) -> None:
    reference = parse_reference(text)
    assert reference.canonical == canonical
    assert reference.familiar == familiar


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "invalid reference format"),
        ("a b", "invalid reference format"),
        ("a:", "invalid reference format"),
        ("a:-x", "invalid reference format"),
        (":x", "invalid reference format"),
        ("a//b", "invalid reference format"),
        ("a___b", "invalid reference format"),
        ("-a", "invalid reference format"),
        ("a\n", "invalid reference format"),
        ("alpine@sha256:12", "invalid reference format"),
        (f"alpine@{DIGEST}00", "invalid checksum digest length"),
        ("alpine@md5:" + "a" * 32, "unsupported digest algorithm"),
        ("alpine@sha256:" + "A" * 64, "invalid checksum digest format"),
        ("Alpine", "invalid reference format: repository name (library/Alpine) must be lowercase"),
        ("host.x/Alpine:T", "invalid reference format: repository name (Alpine) must be lowercase"),
        ("a" * 256, "repository name must not be more than 255 characters"),
        ("ab" * 32, f"invalid repository name ({'ab' * 32}), cannot specify 64-byte hexadecimal strings"),
    ],
)
def test_errors(text: str, message: str) -> None:
    with pytest.raises(InvalidReferenceError) as caught:
        parse_reference(text)
    assert caught.value.message == message


def test_the_default_tag_is_for_bare_names() -> None:
    assert parse_reference("a").with_default_tag().tag == "latest"
    assert parse_reference("a:1").with_default_tag().tag == "1"
    assert parse_reference(f"a@{DIGEST}").with_default_tag().tag == ""


def test_a_whole_id_is_no_reference() -> None:
    assert parse_any_reference("ab" * 32) is None
    assert parse_any_reference(DIGEST) is None
    assert parse_any_reference("abc") == Reference("docker.io", "library/abc", "latest")


component = st.from_regex(r"\A[a-z0-9]+(?:[._-][a-z0-9]+)*\Z").filter(lambda text: len(text) < 50)
tag = st.text(string.ascii_letters + string.digits + "_", min_size=1, max_size=128)


@given(st.lists(component, min_size=1, max_size=3), st.one_of(st.just(""), tag))
def test_familiar_and_canonical_forms_name_the_same(parts: list[str], label: str) -> None:
    text = "example.org/" + "/".join(parts) + (f":{label}" if label else "")
    reference = parse_reference(text)
    assert parse_reference(reference.familiar) == reference
    assert parse_reference(reference.canonical) == reference


@given(st.text(max_size=80))
def test_any_text_is_a_reference_or_an_error(text: str) -> None:
    try:
        reference = parse_reference(text)
    except InvalidReferenceError:
        return
    assert parse_reference(reference.canonical) == reference
