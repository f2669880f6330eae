"""Lists for people: nothing goes over the window's edge, names stay whole, and colours say what words say, too."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dockctl.render.cell_style import cell_style
from dockctl.render.containers import KIND
from dockctl.render.cutting import cut_end, cut_middle, cut_start, cut_status, fold
from dockctl.render.format import write_fields, write_rows
from dockctl.render.screen import BAD, GOOD, PASSING, QUIET, Line, format_line
from dockctl.render.screen_table import STEPS, Listing, lay_out, write_list
from dockctl.render.text import display_width
from dockctl.streams import DOCKER, RICH, Look, Output
from dockctl.visible import neutralise

LOOK = Look(terminal=True, layout=RICH)
COLOURED = LOOK._replace(colours=True)
ASCII = LOOK._replace(ascii=True)
FIELDS = list(KIND.fields)
HEADER = [KIND.headers[field] for field in FIELDS]
DATABASE = [
    "0123456789ab", "postgres:16-alpine", '"docker-entrypoint.s…"', "2 hours ago", "Up 2 hours (healthy)",
    "0.0.0.0:5432->5432/tcp, [::]:5432->5432/tcp", "shop-db-1",
]  # fmt: skip
SERVICE = [
    "1123456789ab", "registry.example.com:5000/team/project/service:1.2.3", '"serve"', "2 minutes ago",
    "Exited (137) 3 minutes ago", "", "shop-web-1",
]  # fmt: skip
SHOP = [HEADER, DATABASE, SERVICE]
SGR = re.compile("\x1b\\[[0-9;]*m")


class Window(Output):
    """A terminal that keeps what is written to it."""

    is_terminal = True
    columns = 80

    def __init__(self, look: Look, columns: int = 80) -> None:
        super().__init__(-1, "window", look)
        self.columns = columns
        self.text = ""

    def write(self, data: str | bytes) -> None:
        self.text += data.decode() if isinstance(data, bytes) else neutralise(data)


def laid_out(width: int, *, folded: bool = False, look: Look = LOOK) -> str:
    return "\n".join(lay_out(Listing(FIELDS, SHOP, folded=folded), width, look)) + "\n"


def test_a_wide_window_has_dockers_columns_words_and_order() -> None:
    assert laid_out(200) == (
        "CONTAINER ID   IMAGE                                                  COMMAND                  CREATED         STATUS                       PORTS                                         NAMES\n"
        '0123456789ab   postgres:16-alpine                                     "docker-entrypoint.s…"   2 hours ago     Up 2 hours (healthy)         0.0.0.0:5432->5432/tcp, [::]:5432->5432/tcp   shop-db-1\n'
        '1123456789ab   registry.example.com:5000/team/project/service:1.2.3   "serve"                  2 minutes ago   Exited (137) 3 minutes ago                                                 shop-web-1\n'
    )


def test_with_room_columns_stand_apart_as_dockers_do() -> None:
    lines = [["NAME", "DRIVER"], ["data", "local"]]
    assert lay_out(Listing(["Name", "Driver"], lines), 40, LOOK) == ["NAME   DRIVER", "data   local"]


def test_ports_stand_below_one_another_before_anything_is_cut() -> None:
    assert laid_out(180) == (
        "CONTAINER ID  IMAGE                                                 COMMAND                 CREATED        STATUS                      PORTS                   NAMES\n"
        '0123456789ab  postgres:16-alpine                                    "docker-entrypoint.s…"  2 hours ago    Up 2 hours (healthy)        0.0.0.0:5432->5432/tcp  shop-db-1\n'
        "                                                                                                                                       [::]:5432->5432/tcp\n"
        '1123456789ab  registry.example.com:5000/team/project/service:1.2.3  "serve"                 2 minutes ago  Exited (137) 3 minutes ago                          shop-web-1\n'
    )


def test_the_command_and_the_age_go_before_ports_image_and_status_are_cut() -> None:
    assert laid_out(80) == (
        "CONTAINER ID  IMAGE             STATUS              PORTS             NAMES\n"
        "0123456789ab  postgr…16-alpine  Up 2 hou…(healthy)  …:5432->5432/tcp  shop-db-1\n"
        "                                                    …:5432->5432/tcp\n"
        "1123456789ab  regist…ice:1.2.3  Exited (137) 3 mi…                    shop-web-1\n"
    )


def test_a_narrow_window_keeps_ids_states_and_whole_names() -> None:
    assert laid_out(40) == (
        "CONTAINER ID  STATUS          NAMES\n"
        "0123456789ab  Up 2…(healthy)  shop-db-1\n"
        "1123456789ab  Exited (137) …  shop-web-1\n"
    )
    assert laid_out(30) == "CONTAINER ID  NAMES\n0123456789ab  shop-db-1\n1123456789ab  shop-web-1\n"
    assert laid_out(12) == "NAMES\nshop-db-1\nshop-web-1\n"
    assert laid_out(8) == "NAMES\nsh…-db-1\nsh…web-1\n"


def test_a_column_in_which_nothing_stands_goes_first() -> None:
    lines = [["CONTAINER ID", "PORTS", "NAMES"], ["0123456789ab", "", "a-long-name-of-twenty"]]
    found = lay_out(Listing(["ID", "Ports", "Names"], lines), 40, LOOK)
    assert found == ["CONTAINER ID  NAMES", "0123456789ab  a-long-name-of-twenty"]


def test_a_list_without_rows_keeps_the_columns_that_tell_most() -> None:
    assert lay_out(Listing(FIELDS, [HEADER]), 40, LOOK) == ["CONTAINER ID  IMAGE  STATUS  NAMES"]


def test_a_long_address_of_an_engine_is_cut_before_images_go() -> None:
    lines = [["HOST", *HEADER], ["unix:///run/user/1000/podman/podman.sock", *DATABASE]]
    assert lay_out(Listing(["Host", *FIELDS], lines), 86, LOOK) == [
        "HOST                             CONTAINER ID  IMAGE         STATUS          NAMES",
        "unix:///run/…podman/podman.sock  0123456789ab  post…-alpine  Up 2…(healthy)  shop-db-1",
    ]


@pytest.mark.parametrize("lines", [[[]], [[""]], [[], ["a"]]])
def test_a_list_without_columns_is_no_fault(lines: list[list[str]]) -> None:
    assert lay_out(Listing([], lines), 40, LOOK) == ["".join(line) for line in lines]


def test_what_is_folded_is_whole_in_its_columns() -> None:
    assert laid_out(80, folded=True) == (
        "CONTAINER  IMAGE      COMMAND    CREATED    STATUS     PORTS      NAMES\n"
        "ID\n"
        '012345678  postgres:  "docker-e  2 hours    Up 2       0.0.0.0:5  shop-db-1\n'
        "9ab        16-alpine  ntrypoint  ago        hours      432->5432\n"
        '                      .s…"                  (healthy)  /tcp\n'
        "                                                       [::]:5432\n"
        "                                                       ->5432/tc\n"
        "                                                       p\n"
        '112345678  registry.  "serve"    2 minutes  Exited                shop-web-1\n'
        "9ab        example.c             ago        (137) 3\n"
        "           om:5000/t                        minutes\n"
        "           eam/proje                        ago\n"
        "           ct/servic\n"
        "           e:1.2.3\n"
    )


def test_an_ascii_locale_gets_ascii() -> None:
    lines = [["IMAGE", "NAMES"], ["größe/…/├─日", "x" * 26]]
    assert (
        lay_out(Listing(["Image", "Names"], lines), 60, ASCII)[1] == f"gr\\xf6\\xdfe/.../|-\\u65e5   {'x' * 26}"
    )
    assert lay_out(Listing(["Image", "Names"], lines), 41, ASCII)[1] == f"gr\\x...\\u65e5  {'x' * 26}"


def test_control_characters_are_visible_and_break_no_line() -> None:
    lines = [["NAMES"], ["a\x1b[2Jb\tc\nd\u202e"]]
    assert lay_out(Listing(["Names"], lines), 80, LOOK) == ["NAMES", r"a\x1b[2Jb\x09c\x0ad\u202e"]


def test_wide_and_combining_characters_keep_columns_straight() -> None:
    lines = [
        ["NAMES", "STATUS"],
        ["日本語", "Up"],
        ["e\u0301e\u0301", "Up"],
        ["שלום", "Up"],
        ["👍🏽x", "Up"],
        ["❤\ufe0f", "Up"],
    ]
    found = lay_out(Listing(["Names", "Status"], lines), 80, LOOK)
    assert {display_width(line.removesuffix("STATUS").removesuffix("Up")) for line in found} == {9}


SIGNS = st.characters(exclude_categories=["Cs"])
CELLS = st.one_of(st.text(SIGNS, max_size=60), st.text("ab日e\u0301 ,/:-", max_size=90))


@st.composite
def listings(draw: st.DrawFn) -> Listing:
    fields = draw(
        st.lists(st.sampled_from([*{field for field, _ in STEPS}, "Names", "Name", ""]), min_size=1, max_size=9)
    )
    row = st.lists(CELLS, min_size=len(fields), max_size=len(fields))
    header = [field.upper() or "OTHER" for field in fields]
    return Listing(fields, [header, *draw(st.lists(row, max_size=4))], folded=draw(st.booleans()))


@settings(max_examples=100)
@given(listings(), st.integers(40, 200), st.sampled_from([LOOK, COLOURED, ASCII]))
def test_no_line_goes_over_the_edge(listing: Listing, width: int, look: Look) -> None:
    lines = [SGR.sub("", line) for line in lay_out(listing, width, look)]
    assert all(display_width(line) <= width for line in lines)
    assert not any(line.endswith(" ") for line in lines)
    assert all(line.isascii() for line in lines) or not look.ascii


@settings(max_examples=40)
@given(st.text("abcdefghij-_0", min_size=1, max_size=40), listings(), st.integers(40, 200))
def test_a_name_that_fits_the_window_is_whole(name: str, listing: Listing, width: int) -> None:
    others = [
        (field, number) for number, field in enumerate(listing.fields) if field not in {"Names", "Name", ""}
    ]
    fields = ["Names", *(field for field, _ in others)]
    rows = [[name, *(line[number] for _, number in others)] for line in listing.lines[1:]]
    header = ["NAMES", *(listing.lines[0][number] for _, number in others)]
    lines = lay_out(Listing(fields, [header, *rows]), width, LOOK)
    assert all(line.startswith(name) for line in lines[1:2])


@settings(max_examples=40)
@given(listings(), st.integers(40, 200))
def test_nothing_of_what_is_folded_is_lost(listing: Listing, width: int) -> None:
    def letters(text: str) -> list[str]:
        return sorted(sign for sign in text if not sign.isspace() and sign != ",")

    whole = lay_out(listing, 10_000, LOOK)
    folded = lay_out(listing._replace(folded=True), width, LOOK)
    assert letters("".join(whole)) == letters("".join(folded))


@settings(max_examples=40)
@given(listings(), st.integers(10, 200), st.sampled_from([RICH, DOCKER]))
def test_colours_change_colours_alone(listing: Listing, width: int, layout: str) -> None:
    written = []
    for colours in (True, False):
        window = Window(Look(terminal=True, colours=colours, layout=RICH if layout == RICH else DOCKER), width)
        write_list(window, listing)
        written.append(window.text)
    assert SGR.sub("", written[0]) == written[1]
    assert "\x1b" not in written[1]


class Named:
    """A row."""

    ID, Names, Status = "0123456789ab", "web", "Up 2 hours (unhealthy)"


def test_a_tables_template_is_laid_out_by_its_headers() -> None:
    window = Window(COLOURED)
    write_rows(window, [Named()], r"table {{.ID}}\t{{.Status}}\t{{.Names}}: {{.ID}}", KIND)
    header, row = window.text.splitlines()
    assert SGR.sub("", header) == "CONTAINER ID   STATUS                   NAMES: CONTAINER ID"
    assert row == ("\x1b[2m0123456789ab\x1b[0m   \x1b[31mUp 2 hours (unhealthy)\x1b[0m   web: 0123456789ab")


def test_dockers_layout_is_docker_to_the_byte_without_colours() -> None:
    plain, chosen = Window(Look(layout=DOCKER)), Window(Look(terminal=True, layout=DOCKER))
    write_fields(plain, [Named()], ["ID", "Names"], KIND)
    write_fields(chosen, [Named()], ["ID", "Names"], KIND)
    assert plain.text == chosen.text == "CONTAINER ID   NAMES\n0123456789ab   web\n"
    coloured = Window(Look(terminal=True, colours=True, layout=DOCKER), 10)
    write_fields(coloured, [Named()], ["ID", "Names"], KIND)
    assert SGR.sub("", coloured.text) == plain.text
    assert coloured.text != plain.text


@pytest.mark.parametrize(
    ("field", "text", "style"),
    [
        ("Status", "Up 2 hours", GOOD),
        ("Status", "Up 2 hours (healthy)", GOOD),
        ("Status", "Up 2 hours (unhealthy)", BAD),
        ("Status", "Up 2 seconds (health: starting)", PASSING),
        ("Status", "Up 2 hours (Paused)", PASSING),
        ("Status", "Restarting (1) 3 seconds ago", PASSING),
        ("Status", "Removal In Progress", PASSING),
        ("Status", "Exited (0) 2 hours ago", ""),
        ("Status", "Exited (137) 2 hours ago", BAD),
        ("Status", "Dead", BAD),
        ("Status", "Created", ""),
        ("State", "running", GOOD),
        ("State", "exited", ""),
        ("State", "dead", BAD),
        ("HealthStatus", "unhealthy", BAD),
        ("HealthStatus", "none", ""),
        ("Status", "Ready", GOOD),
        ("Status", "Down", BAD),
        ("Availability", "Active", ""),
        ("Availability", "Drain", PASSING),
        ("CurrentState", "Running 3 minutes ago", GOOD),
        ("CurrentState", "Failed 3 minutes ago", BAD),
        ("CurrentState", "Complete 3 minutes ago", ""),
        ("Replicas", "3/3", GOOD),
        ("Replicas", "1/3", PASSING),
        ("Replicas", "0/3", BAD),
        ("Replicas", "0/0", GOOD),
        ("Error", "no such image", BAD),
        ("Error", "", ""),
        ("ID", "0123456789ab", QUIET),
        ("Repository", "<none>", QUIET),
        ("Names", "running", ""),
    ],
)
def test_colours_follow_what_states_mean(field: str, text: str, style: str) -> None:
    assert cell_style(field, text) == style


@pytest.mark.parametrize(
    ("cut", "text", "width", "expected"),
    [
        (cut_end, "abcdef", 6, "abcdef"),
        (cut_end, "abcdef", 4, "abc…"),
        (cut_end, "日本語", 5, "日本…"),
        (cut_end, "日本語", 4, "日…"),
        (cut_end, "abc", 1, "a"),
        (cut_start, "0.0.0.0:80->80/tcp", 11, "…80->80/tcp"),
        (cut_middle, "registry.example.com/team/web:1.2", 16, "regist…m/web:1.2"),
        (cut_middle, "e\u0301" * 6, 4, "e\u0301…e\u0301e\u0301"),
        (cut_status, "Up 2 hours (healthy)", 14, "Up 2…(healthy)"),
        (cut_status, "Up 2 hours (unhealthy)", 14, "Up…(unhealthy)"),
        (cut_status, "Up 2 seconds (health: starting)", 14, "Up…(health: s…"),
        (cut_status, "Exited (137) 2 hours ago", 14, "Exited (137) …"),
        (cut_status, "Up 2 hours (healthy)", 5, "Up 2…"),
    ],
)
def test_a_text_is_cut_where_it_tells_least(cut: object, text: str, width: int, expected: str) -> None:
    assert callable(cut)
    assert cut(text, width, "…") == expected


@settings(max_examples=40)
@given(st.text("ab日e\u0301 -", max_size=60), st.integers(1, 30))
def test_a_cut_text_is_never_too_wide(text: str, width: int) -> None:
    for mark in ("…", "..."):
        for cut in (cut_end, cut_middle, cut_start, cut_status):
            assert display_width(cut(text, width, mark)) <= width


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 5, [""]),
        ("abc", 3, ["abc"]),
        ("abcdef", 3, ["abc", "def"]),
        ("ab cd ef", 5, ["ab cd", "ef"]),
        ("abcde fgh", 5, ["abcde", "fgh"]),
        ("a    ", 2, ["a"]),
        ("日本語", 4, ["日本", "語"]),
    ],
)
def test_a_text_is_folded_between_words(text: str, width: int, lines: list[str]) -> None:
    assert fold(text, width) == lines


def test_a_line_goes_on_below_its_beginning() -> None:
    line = Line("/a/long/path", mark="A ", mark_style=GOOD, hanging=2)
    assert format_line(Window(LOOK, 10), line) == "A /a/long/\n  path\n"
    assert format_line(Window(COLOURED, 40), line) == "\x1b[32mA \x1b[0m/a/long/path\n"
    assert format_line(Window(COLOURED._replace(layout=DOCKER), 4), line) == "\x1b[32mA \x1b[0m/a/long/path\n"
