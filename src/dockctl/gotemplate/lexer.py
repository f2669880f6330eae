"""A template's source as tokens."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from dockctl.gotemplate.errors import TemplateSyntaxError

if TYPE_CHECKING:
    from collections.abc import Iterator


class Kind(Enum):
    """What a token is."""

    TEXT = auto()
    LEFT = auto()
    RIGHT = auto()
    SPACE = auto()
    IDENTIFIER = auto()
    KEYWORD = auto()
    FIELD = auto()
    VARIABLE = auto()
    DOT = auto()
    NIL = auto()
    BOOL = auto()
    NUMBER = auto()
    CHARACTER = auto()
    STRING = auto()
    RAW_STRING = auto()
    PIPE = auto()
    DECLARE = auto()
    ASSIGN = auto()
    COMMA = auto()
    LEFT_PAREN = auto()
    RIGHT_PAREN = auto()
    OTHER = auto()
    EOF = auto()


KEYWORDS = {"block", "break", "continue", "define", "else", "end", "if", "range", "template", "with"}
_LONGEST_SHOWN = 10
_SPACE = " \t\r\n"
_PATTERNS = (
    (Kind.SPACE, re.compile(r"[ \t\r\n]+")),
    (Kind.STRING, re.compile(r'"(?:[^"\\\n]|\\.)*"')),
    (Kind.RAW_STRING, re.compile(r"`[^`]*`")),
    (Kind.CHARACTER, re.compile(r"'(?:[^'\\\n]|\\.)*'")),
    (Kind.FIELD, re.compile(r"\.(?!\d)\w+")),
    (Kind.NUMBER, re.compile(r"[+-]?(?:\d|\.\d)[\w.]*(?:(?<=[eEpP])[+-]\w+)?")),
    (Kind.VARIABLE, re.compile(r"\$\w*")),
    (Kind.IDENTIFIER, re.compile(r"\w+")),
    (Kind.DECLARE, re.compile(r":=")),
    (Kind.ASSIGN, re.compile(r"=")),
    (Kind.PIPE, re.compile(r"\|")),
    (Kind.COMMA, re.compile(r",")),
    (Kind.LEFT_PAREN, re.compile(r"\(")),
    (Kind.RIGHT_PAREN, re.compile(r"\)")),
    (Kind.DOT, re.compile(r"\.")),
)
_UNTERMINATED = {'"': "unterminated quoted string", "`": "unterminated raw quoted string"}
_UNTERMINATED["'"] = "unterminated character constant"
_ENDS_OPERAND = set(" \t\r\n.,|:()=}")
_OPERANDS = {Kind.FIELD, Kind.VARIABLE, Kind.IDENTIFIER}


@dataclass(frozen=True, slots=True)
class Token:
    """One token: its text, and where it begins (``position``, and ``line`` from 1)."""

    kind: Kind
    text: str
    position: int
    line: int

    def __str__(self) -> str:
        if self.kind is Kind.EOF:
            return "EOF"
        if self.kind is Kind.KEYWORD:
            return f"<{self.text}>"
        quoted = self.text[:_LONGEST_SHOWN].replace("\\", "\\\\").replace('"', '\\"')
        quoted = quoted.replace("\n", "\\n").replace("\t", "\\t")
        return f'"{quoted}"...' if len(self.text) > _LONGEST_SHOWN else f'"{quoted}"'


def tokenize(source: str) -> Iterator[Token]:
    """Yield the tokens of ``source``, an EOF at the end; raises TemplateSyntaxError."""
    position = 0
    trim = False
    while True:
        start = source.find("{{", position)
        text = source[position:] if start < 0 else source[position:start]
        begin = position
        if trim:
            begin += len(text) - len(text.lstrip(_SPACE))
            text = text.lstrip(_SPACE)
        action = start + 2
        if start >= 0 and source.startswith("-", action) and source[action + 1 : action + 2] in tuple(_SPACE):
            text = text.rstrip(_SPACE)
            action += 2
        if text:
            yield _token(Kind.TEXT, text, begin, source)
        if start < 0:
            yield _token(Kind.EOF, "", len(source), source)
            return
        if source.startswith("/*", action):
            position, trim = _skip_comment(source, action)
            continue
        yield _token(Kind.LEFT, "{{", start, source)
        for token in _tokens_of_action(source, action):
            yield token
            position = token.position + len(token.text)
        trim = token.text != "}}"


def _token(kind: Kind, text: str, position: int, source: str) -> Token:
    return Token(kind, text, position, source.count("\n", 0, position) + 1)


def _fail(message: str, source: str, position: int) -> TemplateSyntaxError:
    return TemplateSyntaxError(message, source.count("\n", 0, position) + 1)


def _skip_comment(source: str, start: int) -> tuple[int, bool]:
    """Return where the text behind a comment begins, and whether its spaces are trimmed."""
    end = source.find("*/", start)
    if end < 0:
        raise _fail("unclosed comment", source, start)
    match = re.compile(r"[ \t\r\n]+-\}\}|\}\}").match(source, end + 2)
    if match is None:
        raise _fail("comment ends before closing delimiter", source, start)
    return match.end(), match[0] != "}}"


def _tokens_of_action(source: str, position: int) -> Iterator[Token]:
    """Yield the tokens up to and with the closing delimiter."""
    depth = 0
    closing = re.compile(r"[ \t\r\n]+-\}\}|\}\}")
    while True:
        match = closing.match(source, position)
        if match:
            if depth:
                raise _fail("unclosed left paren", source, position)
            yield _token(Kind.RIGHT, match[0], position, source)
            return
        token = _next_token(source, position)
        depth += {Kind.LEFT_PAREN: 1, Kind.RIGHT_PAREN: -1}.get(token.kind, 0)
        if depth < 0:
            raise _fail("unexpected right paren", source, position)
        yield token
        position += len(token.text)


def _next_token(source: str, position: int) -> Token:
    if position >= len(source):
        raise _fail("unclosed action", source, position)
    for kind, pattern in _PATTERNS:
        match = pattern.match(source, position)
        if match:
            return _check(_classify(kind, match[0], position, source), source)
    character = source[position]
    if character in _UNTERMINATED:
        raise _fail(_UNTERMINATED[character], source, position)
    if character == ":":
        raise _fail("expected :=", source, position)
    if character.isascii() and character.isprintable():
        return _token(Kind.OTHER, character, position, source)
    raise _fail(f"unrecognized character in action: U+{ord(character):04X} '{character}'", source, position)


def _classify(kind: Kind, text: str, position: int, source: str) -> Token:
    if kind is Kind.IDENTIFIER:
        if text in KEYWORDS:
            kind = Kind.KEYWORD
        elif text in {"true", "false"}:
            kind = Kind.BOOL
        elif text == "nil":
            kind = Kind.NIL
    return _token(kind, text, position, source)


def _check(token: Token, source: str) -> Token:
    """Return ``token`` unless what follows can't follow it."""
    following = source[token.position + len(token.text) :][:1]
    if token.kind in _OPERANDS and following and following not in _ENDS_OPERAND:
        raise _fail(f"bad character U+{ord(following):04X} '{following}'", source, token.position)
    return token
