"""Lines of several logs: what has colours on a terminal, and never changes in a pipe."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dockctl.engine.log_search import ESCAPES, compile_pattern
from dockctl.engine.logs import LogLine
from dockctl.engine.stream import STDERR, STDOUT
from dockctl.render.log_lines import LineWriter, mark_found
from dockctl.streams import PLAIN, RICH, Look, Output

COLOURED = Look(terminal=True, colours=True, layout=RICH)


class Kept(Output):
    """An output that is kept."""

    is_terminal = False

    def __init__(self, look: Look) -> None:
        super().__init__(-1, "kept", look)
        self.data = b""

    def write(self, data: str | bytes) -> None:
        self.data += data.encode() if isinstance(data, str) else data


def written(stdout: Look, stderr: Look = PLAIN, grep: str = "ne") -> tuple[bytes, bytes]:
    outputs = Kept(stdout), Kept(stderr)
    writer = LineWriter(["web", "db"], *outputs, stamp=str, patterns=[compile_pattern(grep)])
    writer.write(LogLine("2026-01-01T00:00:00Z", "web", "1", STDOUT, b"one"))
    writer.write(LogLine("2026-01-01T00:00:01Z", "db", "2", STDERR, b"none"))
    return outputs[0].data, outputs[1].data


def test_a_pipe_gets_no_colours() -> None:
    assert written(PLAIN) == (
        b"web | 2026-01-01T00:00:00Z one\n",
        b"db  | 2026-01-01T00:00:01Z none\n",
    )


def test_names_have_colours_times_are_quiet_and_matches_inverted() -> None:
    assert written(COLOURED) == (
        b"\x1b[36mweb | \x1b[0m\x1b[2m2026-01-01T00:00:00Z\x1b[0m o\x1b[7mne\x1b[27m\n",
        b"db  | 2026-01-01T00:00:01Z none\n",
    )
    assert written(PLAIN, COLOURED)[1] == (
        b"\x1b[33mdb  | \x1b[0m\x1b[2m2026-01-01T00:00:01Z\x1b[0m no\x1b[7mne\x1b[27m\n"
    )


@pytest.mark.parametrize(
    ("text", "patterns", "marked"),
    [
        (b"", ["x"], b""),
        (b"abc", ["x"], b"abc"),
        (b"abc", ["x*"], b"abc"),  # finds nothing, three times
        (b"abcabc", ["b"], b"a<b>ca<b>c"),
        (b"abcd", ["bc", "cd"], b"a<bcd>"),
        (b"Bold \x1b[1mEr\x1b[0mror", ["Error"], b"Bold \x1b[1m<Er>\x1b[0m<ror>"),
        (b"\x1b[31mred\x1b[0m", ["red"], b"\x1b[31m<red>\x1b[0m"),
        (b"gr\xc3\xbc\xc3\x9fe\xff", ["üß"], b"gr<\xc3\xbc\xc3\x9f>e\xff"),
    ],
)
def test_what_is_found_is_marked_and_nothing_else_changes(
    text: bytes, patterns: list[str], marked: bytes
) -> None:
    found = mark_found(text, [compile_pattern(pattern) for pattern in patterns])
    assert found.replace(b"\x1b[7m", b"<").replace(b"\x1b[27m", b">") == marked


@settings(max_examples=50)
@given(
    st.lists(st.sampled_from([b"a", b"bb", b"c d", b"\x1b[1m", b"\x1b[0m", b"\xff", b"\x1b"]), max_size=8),
    st.sampled_from(["a", "b+", "c d", "a|bb", "^a", "d$", ""]),
)
def test_without_its_marks_a_line_is_what_it_was(parts: list[bytes], pattern: str) -> None:
    text = b"".join(parts)
    marked = mark_found(text, [compile_pattern(pattern)])
    assert marked.replace(b"\x1b[7m", b"").replace(b"\x1b[27m", b"") == text
    inside = b"".join(re.findall(rb"\x1b\[7m(.*?)\x1b\[27m", marked, re.DOTALL))
    bare = ESCAPES.sub(b"", text)
    assert inside == b"".join(match[0] for match in compile_pattern(pattern).finditer(bare))
