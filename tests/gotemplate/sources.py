"""Generated templates: what may stand in one, put together by chance from a fixed seed."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_FIELDS = (
    ".", ".State", ".State.Pid", ".State.Size", ".State.Health", ".State.Health.Status", ".State.Load", ".State.Extra",
    ".State.Mode", ".State.Mode.IsHost", ".Parts", ".Part", ".Name", ".Unsigned", ".Unsigned.Port", ".Unsigned.Mask",
    ".Words", ".Labels", ".Labels.a", ".Labels.zz", ".Labels.zz.y", ".Ports", ".Empty", ".Nothing", ".Any", ".Data",
    ".Data.n", ".Data.f", ".Data.l", ".Data.m.k", ".Data.zz", ".Data.n.x", ".List", ".Bytes", ".Nope", ".part", "$",
    "$.State.Pid", "$.Words", "$.Data.m", "$.Nope", ".Label", ".Pointer", ".Pointer.Pid", ".Pointer.Nope", ".State.Limit",
    ".State.Pid.x", ".Data.s.x", ".Any.x", ".Pointer.Health.Nope",
)  # fmt: skip
_NUMBERS = (
    "0", "1", "2", "-1", "3", "42", "1.0", "2.5", "-0.0", "1e3", "1e21", "1e-7", "'a'", "0x1F", "017", "0b101",
    "1_000", "1i", "1+2i", "9223372036854775807", "0x1p-2", ".5", "5.", "'\\n'", "'é'", "+7",
)  # fmt: skip
_STRINGS = (
    '""', '"a"', '"b"', '"80/tcp"', '"abc"', '"é"', '"\\xc3"', '"\\xa9"', '"\\u00e9\\t"', "`raw`", '"a,b,c"', '","',
    '"a<b>&\'\\"\\\\"', '"straße ǆ it\'s"', '"\\101"', '"\\U0001F600"', '"\\x00\\x7f"',
)  # fmt: skip
_BAD = (
    "08", "9223372036854775808", "99999999999999999999", "1e400", "1x", "0xG", "'ab'", '"\\uD800"', '"\\q"', "nope",
    "$nope", "''", "1__0", "0b12",
)  # fmt: skip
_FITTING = (
    'upper "straße"', "title .Name", 'join .Words "+"', 'index .Labels "a"', 'index .Data "l" 1', "index .Words 2",
    "slice .Words 1 2", 'slice "aéb" 1 2', "len .Data", 'split "a,b" ","', "json .List", "json .State.Load",
    "json .Data", "json .Words", 'pad "x" 1 2', 'truncate "aéb" 2', "html .Labels", "js .Words", "urlquery .Name",
    "eq .State.Pid 4711", "lt .State.Load 1.0", "print .Words 1 .Data", '.Label "a"', '.State.Mode.Has "o" 1',
    "println .List", "not .Empty", "and .Words .Data", "or .Empty .List", "ge .Unsigned.Port 80",
)  # fmt: skip
_CONSTANTS = ("true", "false", "nil")
_FUNCTIONS = (
    "and", "or", "not", "len", "index", "slice", "print", "println", "printf", "html", "js", "urlquery", "eq", "ne",
    "lt", "le", "gt", "ge", "json", "split", "join", "title", "lower", "upper", "pad", "truncate", "call",
)  # fmt: skip
_VARIABLES = ("$x", "$y", "$x.State", "$i")
_JUNK = (
    "(",
    ")",
    "|",
    ",",
    ":=",
    "=",
    "#",
    "☺",
    "$x :=",
    "$x =",
    "{{",
    "-",
    "}",
    ".a$",
    "é",
    "\n",
    " -",
    '"',
    "`",
    "'",
)
_TEXTS = ("", "x", " ", "\n", "é ", "}}", "\udcff", "  \n y")

_VERB_PARTS = (
    ("", "", "", "-", "+", "#", " ", "0", "-0", "+#", "# "),
    ("", "", "", "3", "8", "*", "12", "[1]", "[2]*", "[3]"),
    ("", "", "", ".2", ".0", ".", ".5", ".*", "[2]", ".[1]*"),
    "vvvsdqxXtTgGeEfFboOcU%z!",
)
_RANGED = (".Words", ".Data", ".List", ".Ports", ".Parts", "3", ".Labels", ".Empty")
_DEEPEST = 3


def make_sources(count: int, number: int = 282) -> list[str]:
    """Return ``count`` templates, the same ones for the same ``number``."""
    maker = _Maker(Random(number))  # noqa: S311  (no secret: the same templates each time)
    found: dict[str, None] = {}
    while len(found) < count:
        found[maker.body(0)] = None
    return list(found)


class _Maker:
    """Puts templates together: mostly right ones, for those are not soon at their end."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._defining = False

    def _one_of(self, *choices: str | Sequence[str]) -> str:
        """Return one of the words; a list is as likely as a word."""
        choice = self._random.choice(choices)
        return choice if isinstance(choice, str) else self._random.choice(choice)

    def _seldom(self, words: Sequence[str], chance: float) -> str:
        return self._random.choice(words) if self._random.random() < chance else ""

    def _format(self) -> str:
        verbs = [
            "%" + "".join([self._random.choice(part) for part in _VERB_PARTS])
            for _ in range(self._random.randint(1, 3))
        ]
        return f'"{"|".join(verbs)}"'

    def _operand(self, depth: int = 0) -> str:
        if depth < _DEEPEST and self._random.random() < 0.15:
            return f"({self._command(depth + 1)})" + self._seldom((".x", ".Name", ".Pid"), 0.2)
        if self._random.random() < 0.01:
            return self._random.choice(_BAD)
        return self._one_of(_FIELDS, _FIELDS, _NUMBERS, _STRINGS, _CONSTANTS, _VARIABLES)

    def _arguments(self, depth: int, *, least: int = 0) -> str:
        return " ".join([self._operand(depth) for _ in range(self._random.randint(least, 3))])

    def _command(self, depth: int = 0) -> str:
        form = self._random.randrange(9)
        if form > 5:
            return self._random.choice(_FITTING)
        if form < 1:
            return f"{self._random.choice(_FUNCTIONS)} {self._arguments(depth, least=1)}"
        if form < 4:
            return f"printf {self._format()} {self._arguments(depth)}"
        return self._operand(depth) + self._seldom((" 1", ' "a"', " .", " "), 0.1)

    def _pipeline(self) -> str:
        commands = [self._command() for _ in range(self._random.choice((1, 1, 1, 2, 2, 3)))]
        junk = self._seldom(_JUNK, 0.02)
        return self._seldom(("$x := ", "$x = ", "$i, $x := ", "$y := "), 0.1) + " | ".join(commands) + junk

    def _action(self) -> str:
        return (
            self._one_of("{{", "{{", "{{", "{{- ") + self._pipeline() + self._one_of("}}", "}}", "}}", " -}}")
        )

    def body(self, depth: int) -> str:
        """Return a template, or a part of one at a ``depth``."""
        if depth == 0 and self._random.random() < 0.5:
            return "{{$x := 1}}{{$i := .Words}}{{$y := .Data}}" + self.body(1)
        if depth == _DEEPEST or self._defining:
            return self._action()
        inner, other = self.body(depth + 1), self._one_of(_TEXTS) + self._action()
        form = self._random.randrange(12)
        if form == 0:
            return f"{{{{if {self._pipeline()}}}}}{inner}{{{{else}}}}{other}{{{{end}}}}"
        if form == 1:
            return (
                f"{{{{with {self._pipeline()}}}}}{inner}{{{{else with {self._command()}}}}}{other}{{{{end}}}}"
            )
        if form in {2, 3}:
            variables = self._one_of("", "$x := ", "$i, $x := ", "$i, $x = ")
            middle = self._one_of("else", "break", "continue", "/* c */", "end", "else if 1")
            ranged = self._one_of(_RANGED, _RANGED, self._operand())
            return f"{{{{range {variables}{ranged}}}}}{inner}{{{{{middle}}}}}{other}{{{{end}}}}"
        if form == 4:
            return f'{{{{define "{self._one_of("t", "u")}"}}}}{self._definition()}{{{{end}}}}{other}{{{{template "t" .}}}}'
        if form == 5:
            return f'{{{{template "{self._one_of("t", "u", "w")}" {self._operand()}}}}}'
        if form == 6:
            return f'{{{{block "{self._one_of("t", "u")}" {self._operand()}}}}}{self._definition()}{{{{end}}}}'
        return inner + other if form == 7 else self._action()

    def _definition(self) -> str:
        """Return the body of a template that calls no other: one that calls itself takes Go a second."""
        self._defining = True
        body = self.body(1) + self.body(1)
        self._defining = False
        return body
