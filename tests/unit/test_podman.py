"""Podman's deviations, where no engine gives them on demand."""

from __future__ import annotations

import pytest

from dockctl.engine.client import engine_error
from dockctl.engine.podman import error_text, waits_before_killing
from dockctl.operations.archives.paths import renamer


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ('{"message": "no such thing"}', "no such thing"),
        ('{"cause": "c", "message": "m", "response": 500}', "m"),
        ('{"errorDetail": {"message": "denied"}, "error": "other"}', "denied"),
        ('{"error": "denied"}', "denied"),
        ('{"message": "first"}\n{"message": "second"}', "first"),
        ('{"message": ""}', ""),
        ('{"else": 1}', None),
        ('{"errorDetail": []}', None),
        ("[1]", None),
        ("3", None),
    ],
)
def test_the_text_of_an_error(body: str, text: str | None) -> None:
    assert error_text(body) == text


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"<html>", "<html>"),
        (b'{"else": 1}', '{"else": 1}'),
        (b'{"message": ""}', "API returned a 500 (Oops) but provided no error-message"),
        (
            b"",
            "request returned 500 Oops for API route and version /x,"
            " check if the server supports the requested API version",
        ),
        (b'{"errorDetail": {"message": "denied"}}', "denied"),
    ],
)
def test_an_answer_without_a_text_is_told_of_all_the_same(body: bytes, reason: str) -> None:
    assert engine_error(500, "Oops", body, "/x").reason == reason


def test_who_waits_before_killing() -> None:
    assert waits_before_killing("Libpod/5.8.6 (linux)")
    assert not waits_before_killing("Docker/28.5.2 (linux)")
    assert not waits_before_killing("")


def test_the_content_of_a_directory_goes_below_the_new_name() -> None:
    rename = renamer(".", "new")
    assert [rename(name) for name in ("./", "./a", "a", ".hidden")] == ["new/", "new/a", "new/a", "new/.hidden"]
