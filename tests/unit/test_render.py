"""Tables, units, ports, quoting and rows, against what the real docker CLI prints."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dockctl.gotemplate.printing import quote
from dockctl.render.containers import ContainerRow
from dockctl.render.images import image_rows
from dockctl.render.ports import format_ports
from dockctl.render.table import align, write_table
from dockctl.render.text import display_width, shorten
from dockctl.render.units import human_duration, human_size
from dockctl.render.version import format_build_time
from dockctl.streams import Output
from dockctl.visible import neutralise

if TYPE_CHECKING:
    from pathlib import Path

    from dockctl.engine.payloads.containers import ContainerSummary, Port
    from dockctl.engine.payloads.images import ImageSummary

HOUR = 3600
DAY = 24 * HOUR


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (-5, "Less than a second"), (0.9, "Less than a second"), (1, "1 second"), (1.9, "1 second"),
        (2, "2 seconds"), (59.9, "59 seconds"), (60, "About a minute"), (119, "About a minute"),
        (120, "2 minutes"), (3599, "59 minutes"), (HOUR, "About an hour"), (1.49 * HOUR, "About an hour"),
        (1.5 * HOUR, "2 hours"), (47.4 * HOUR, "47 hours"), (48 * HOUR, "2 days"), (13.9 * DAY, "13 days"),
        (14 * DAY, "2 weeks"), (59 * DAY, "8 weeks"), (60 * DAY, "2 months"), (729 * DAY, "24 months"),
        (730 * DAY, "2 years"), (1500 * DAY, "4 years"),
    ],
)  # fmt: skip
def test_durations(seconds: float, text: str) -> None:
    assert human_duration(seconds) == text


@pytest.mark.parametrize(
    ("size", "text"),
    [
        (0, "0B"), (999, "999B"), (1000, "1kB"), (1984600, "1.98MB"), (999_900, "1e+03kB"), (12_345, "12.3kB"),
        (27_000_000, "27MB"), (1e24, "1YB"),
    ],
)  # fmt: skip
def test_sizes(size: float, text: str) -> None:
    assert human_size(size) == text


def port(private: int, protocol: str = "tcp", public: int = 0, ip: str = "") -> Port:
    entry: Port = {"PrivatePort": private, "Type": protocol}
    if public:
        entry["PublicPort"] = public
    if ip:
        entry["IP"] = ip
    return entry


@pytest.mark.parametrize(
    ("ports", "text"),
    [
        ([], ""),
        ([port(80)], "80/tcp"),
        ([port(9002), port(9000), port(9001)], "9000-9002/tcp"),
        ([port(53, "udp"), port(53)], "53/tcp, 53/udp"),
        ([port(80, public=8080, ip="0.0.0.0")], "0.0.0.0:8080->80/tcp"),  # noqa: S104
        ([port(80, public=80, ip="::")], "[::]:80->80/tcp"),
        ([port(n, public=n, ip="0.0.0.0") for n in (80, 81, 82)], "0.0.0.0:80-82->80-82/tcp"),  # noqa: S104
        ([port(80), port(82), port(81, public=5, ip="1.2.3.4")], "80/tcp, 82/tcp, 1.2.3.4:5->81/tcp"),
    ],
)
def test_ports(ports: list[Port], text: str) -> None:
    assert format_ports(ports) == text


def test_a_table_has_columns_of_ten_and_no_spaces_at_the_end() -> None:
    assert align("ID\tA LONG HEADER\tLAST\n1\t\tx\n") == (
        "ID        A LONG HEADER   LAST\n1                         x\n"
    )


def test_wide_characters_keep_the_columns_straight() -> None:
    lines = align("NAME\tX\n日本語テスト\ty").splitlines()
    assert display_width(lines[0][: lines[0].index("X")]) == display_width(lines[1][: lines[1].index("y")])


cells = st.text(st.characters(exclude_categories=["C"]), max_size=20)


@given(st.integers(1, 5).flatmap(lambda n: st.lists(st.lists(cells, min_size=n, max_size=n), min_size=1)))
def test_the_last_column_begins_at_one_place(rows: list[list[str]]) -> None:
    lines = align("\n".join("\t".join(row) for row in rows)).split("\n")
    starts = {display_width(line) - display_width(row[-1]) for line, row in zip(lines, rows, strict=False)}
    assert len(starts) == 1


def test_control_characters_do_not_reach_a_terminal(tmp_path: Path) -> None:
    terminal, device = os.openpty()
    output = Output(device, "terminal")
    write_table(output, "a\x1b[2Jb\tc\x9bd\n")
    seen = b""
    while not seen.endswith(b"\n"):  # a terminal may hand a line out in pieces
        seen += os.read(terminal, 100)
    assert seen == b"a\\x1b[2Jb   c\\u009bd\r\n"
    os.close(terminal)
    os.close(device)
    path = tmp_path / "file"
    with path.open("wb") as file:
        write_table(Output(file.fileno(), "file"), "a\x1b[2Jb\tcd\n")
    assert path.read_bytes() == b"a\x1b[2Jb    cd\n"  # a file gets docker's bytes


@given(st.text())
def test_neutralised_text_has_nothing_unprintable_but_line_ends_and_tabs(text: str) -> None:
    assert all(sign.isprintable() or sign in "\n\t" for sign in neutralise(text))


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("plain", '"plain"'), ('say "x" \\', '"say \\"x\\" \\\\"'), ("a\tb\n\x00\x1b", '"a\\tb\\n\\x00\\x1b"'),
        ("\x7f\x80\u200b", '"\\x7f\\u0080\\u200b"'), ("日é", '"日é"'), ("\U000e0001", '"\\U000e0001"'),
    ],
)  # fmt: skip
def test_quoting_is_gos(text: str, quoted: str) -> None:
    assert quote(text) == quoted


@pytest.mark.parametrize(
    ("text", "width", "short"),
    [("abcdef", 6, "abcdef"), ("abcdefg", 6, "abcde…"), ("日本語", 5, "日本…")],
)
def test_shortening_counts_columns(text: str, width: int, short: str) -> None:
    assert shorten(text, width) == short


def summary(**changes: object) -> ContainerSummary:
    base = {
        "Id": "0123456789abcdef" * 4,
        "Names": ["/web"],
        "Image": "alpine",
        "ImageID": "sha256:" + "f" * 64,
        "Command": "/bin/sh",
        "Created": 1000,
        "Ports": [],
        "Labels": {},
        "State": "running",
        "Status": "Up 2 seconds",
    }
    return base | changes  # type: ignore[return-value]


def test_rows_of_containers() -> None:
    digest = "@sha256:" + "a" * 64
    assert ContainerRow(summary()).ID == "0123456789ab"
    assert ContainerRow(summary(), truncate=False).ID == "0123456789abcdef" * 4
    assert ContainerRow(summary(Image="")).Image == "<no image>"
    assert ContainerRow(summary(Image=f"alpine:1{digest}")).Image == "alpine:1"
    assert ContainerRow(summary(Image=f"alpine{digest}")).Image == "alpine"
    assert ContainerRow(summary(Image=f"alpine{digest}"), truncate=False).Image == f"alpine{digest}"
    assert ContainerRow(summary(Image="sha256:" + "f" * 64)).Image == "f" * 12
    linked = summary(Names=["/other/alias", "/web"])
    assert ContainerRow(linked).Names == "web"
    assert ContainerRow(linked, truncate=False).Names == "other/alias,web"
    assert ContainerRow(summary(Command="sh -c 'echo hello world'")).Command == '"sh -c \'echo hello w…"'
    assert ContainerRow(summary(), now=1000 + 3 * HOUR).RunningFor == "3 hours ago"
    assert ContainerRow(summary(SizeRw=5, SizeRootFs=1984600)).Size == "5B (virtual 1.98MB)"


def image(**changes: object) -> ImageSummary:
    base = {"Id": "sha256:" + "1" * 64, "RepoTags": None, "RepoDigests": None, "Created": 1000, "Size": 5}
    return base | changes  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("tags", "digests", "names"),
    [
        (["a:1", "a:2", "b/c:3"], [], [("a", "1"), ("a", "2"), ("b/c", "3")]),
        (["a:1"], ["a@sha256:" + "a" * 64], [("a", "1")]),
        ([], ["a@sha256:" + "a" * 64], [("a", "<none>")]),
        (["<none>:<none>"], ["<none>@<none>"], [("<none>", "<none>")]),
        (None, None, [("<none>", "<none>")]),
        (["host:5000/a:1"], [], [("host:5000/a", "1")]),
    ],
)
def test_rows_of_images(
    tags: list[str] | None,
    digests: list[str] | None,
    names: list[tuple[str, str]],
) -> None:
    rows = image_rows([image(RepoTags=tags, RepoDigests=digests)])
    assert [(row.Repository, row.Tag) for row in rows] == names
    assert rows[0].ID == "1" * 12


def test_build_times_are_gos_ansi_form() -> None:
    assert format_build_time("2026-05-07T21:09:36.000000000+00:00") == "Thu May  7 21:09:36 2026"
    assert format_build_time("") == ""
