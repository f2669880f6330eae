"""Text in quotes, as Go's %q writes it."""

from __future__ import annotations

import pytest

from dockctl.visible import quote


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("", '""'),
        ("a b", '"a b"'),
        ("it's", '"it\'s"'),
        ('a"b\\c', r'"a\"b\\c"'),
        ("\a\b\f\n\r\t\v\0\x1b\x7f", r'"\a\b\f\n\r\t\v\x00\x1b\x7f"'),
        ("é½世🐳", '"é½世🐳"'),
        ("\x85\xa0\u200b\u2028", r'"\u0085\u00a0\u200b\u2028"'),
        ("\U000e0001", r'"\U000e0001"'),
        (b"caf\xe9\xff".decode(errors="surrogateescape"), r'"caf\xe9\xff"'),
    ],
)
def test_text_is_quoted_as_go_does(text: str, quoted: str) -> None:
    assert quote(text) == quoted


def test_a_single_letter_has_single_quotes() -> None:
    assert quote("'", "'") == r"'\''"
    assert quote('"', "'") == "'\"'"
