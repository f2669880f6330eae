"""A template's source as tokens, each read when the parser asks for it: the first fault is the one reported."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from dockctl.gotemplate.quoting import name_character
from dockctl.visible import quote

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
    COMPLEX = auto()
    CHARACTER = auto()
    STRING = auto()
    RAW_STRING = auto()
    PIPE = auto()
    DECLARE = auto()
    ASSIGN = auto()
    LEFT_PAREN = auto()
    RIGHT_PAREN = auto()
    OTHER = auto()
    ERROR = auto()
    EOF = auto()


KEYWORDS = {"block", "break", "continue", "define", "else", "end", "if", "range", "template", "with"}
_WORDS = {**dict.fromkeys(KEYWORDS, Kind.KEYWORD), "true": Kind.BOOL, "false": Kind.BOOL, "nil": Kind.NIL}
_LONGEST_SHOWN = 10
_SPACE = " \t\r\n"
_SINGLE = {"=": Kind.ASSIGN, "|": Kind.PIPE, "(": Kind.LEFT_PAREN, ")": Kind.RIGHT_PAREN}
_QUOTES = {
    '"': (Kind.STRING, "unterminated quoted string"),
    "'": (Kind.CHARACTER, "unterminated character constant"),
    "`": (Kind.RAW_STRING, "unterminated raw quoted string"),
}
_TERMINATORS = set(" \t\r\n.,|:()")
_DIGITS = {
    "x": "0123456789abcdefABCDEF_", "X": "0123456789abcdefABCDEF_", "o": "01234567_", "O": "01234567_", "b": "01_",
    "B": "01_", "": "0123456789_",
}  # fmt: skip
_EXPONENTS = {"x": "pP", "X": "pP", "": "eE"}


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
        if self.kind is Kind.ERROR:
            return self.text
        if self.kind in {Kind.KEYWORD, Kind.NIL} or self.text == ".":
            return f"<{self.text}>"
        if len(self.text.encode(errors="surrogateescape")) > _LONGEST_SHOWN:
            return f"{quote(self.text[:_LONGEST_SHOWN])}..."
        return quote(self.text)


class LexicalError(Exception):
    """A place in the source that is no token: why, and where the token would begin."""

    def __init__(self, message: str, start: int) -> None:
        super().__init__(message)
        self.message = message
        self.start = start


def tokenize(source: str) -> Iterator[Token]:
    """Yield the tokens of ``source``; at the end an EOF, or what is wrong with the source, and then no more."""
    return iter(_Lexer(source))


class _Lexer:
    def __init__(self, source: str) -> None:
        self._source = source
        self._counted = 0  # up to here lines are counted
        self._line = 1

    def _token(self, kind: Kind, start: int, end: int) -> Token:
        return Token(kind, self._source[start:end], start, self._line_at(start))

    def _line_at(self, position: int) -> int:
        if position < self._counted:
            return self._source.count("\n", 0, position) + 1
        self._line += self._source.count("\n", self._counted, position)
        self._counted = position
        return self._line

    def __iter__(self) -> Iterator[Token]:
        try:
            yield from self._tokens()
        except LexicalError as error:
            yield Token(Kind.ERROR, error.message, error.start, self._line_at(error.start))

    def _tokens(self) -> Iterator[Token]:
        source = self._source
        position = 0
        while True:
            start = source.find("{{", position)
            end = len(source) if start < 0 else start
            action = start + 2
            trims = start >= 0 and source.startswith("-", action) and self._is_space(action + 1)
            if trims:
                end = position + len(source[position:end].rstrip(_SPACE))
                action += 2
            if end > position:
                yield self._token(Kind.TEXT, position, end)
            if start < 0:
                yield self._token(Kind.EOF, len(source), len(source))
                return
            if source.startswith("/*", action):
                position = self._skip_comment(action)
                continue
            yield self._token(Kind.LEFT, start, start + 2)
            position = action
            depth = 0
            while not (closing := self._closing(position)):
                token = self._next(position)
                depth += {Kind.LEFT_PAREN: 1, Kind.RIGHT_PAREN: -1}.get(token.kind, 0)
                if depth < 0:
                    raise LexicalError("unexpected right paren", position)
                yield token
                position += len(token.text)
            if depth:
                raise LexicalError("unclosed left paren", position)
            yield self._token(Kind.RIGHT, position + closing - 2, position + closing)
            position = self._behind(position, closing)

    def _is_space(self, position: int) -> bool:
        return self._source[position : position + 1] in tuple(_SPACE)

    def _closing(self, position: int) -> int:
        """Return how long the closing delimiter here is, with its trim marker; 0 for none."""
        if self._source.startswith("}}", position):
            return 2
        return 4 if self._is_space(position) and self._source.startswith("-}}", position + 1) else 0

    def _behind(self, position: int, closing: int) -> int:
        """Return where the text behind a closing delimiter begins."""
        position += closing
        while closing > 2 and self._is_space(position):  # noqa: PLR2004  (with a trim marker)
            position += 1
        return position

    def _skip_comment(self, start: int) -> int:
        """Return where the text behind a comment begins."""
        end = self._source.find("*/", start + 2)
        if end < 0:
            raise LexicalError("unclosed comment", start)
        closing = self._closing(end + 2)
        if not closing:
            raise LexicalError("comment ends before closing delimiter", start)
        return self._behind(end + 2, closing)

    # Inside actions.

    def _next(self, start: int) -> Token:
        source = self._source
        sign = source[start : start + 1]
        following = source[start + 1 : start + 2]
        if not sign:
            raise LexicalError("unclosed action", start)
        if sign in _SPACE:
            end = start
            while self._is_space(end) and not self._closing(end):
                end += 1
            return self._token(Kind.SPACE, start, end)
        if sign in _SINGLE:
            return self._token(_SINGLE[sign], start, start + 1)
        if sign in _QUOTES:
            return self._token(_QUOTES[sign][0], start, self._end_of_quoted(start))
        if sign == "$" or (sign == "." and following and not "0" <= following <= "9"):
            return self._name(start)
        if sign in "+-." or "0" <= sign <= "9":
            return self._number(start)
        if _is_alphanumeric(sign):
            return self._name(start)
        if sign == ":":
            if following != "=":
                raise LexicalError("expected :=", start)
            return self._token(Kind.DECLARE, start, start + 2)
        if sign.isascii() and sign.isprintable():
            return self._token(Kind.OTHER, start, start + 1)
        raise LexicalError(f"unrecognized character in action: {name_character(sign)}", start)

    def _end_of_quoted(self, start: int) -> int:
        mark = self._source[start]
        position = start + 1
        while True:
            sign = self._source[position : position + 1]
            escaped = sign == "\\" and mark != "`"
            if escaped:
                position += 1
                sign = self._source[position : position + 1]
            if not sign or (sign == "\n" and mark != "`"):
                raise LexicalError(_QUOTES[mark][1], start)
            position += 1
            if sign == mark and not escaped:
                return position

    def _name(self, start: int) -> Token:
        """Return the word, field or variable here, or the dot alone."""
        sign = self._source[start]
        end = start + 1
        while _is_alphanumeric(self._source[end : end + 1]):
            end += 1
        following = self._source[end : end + 1]
        if following and following not in _TERMINATORS and not self._source.startswith("}}", end):
            raise LexicalError(f"bad character {name_character(following)}", start)
        if sign == ".":
            kind = Kind.FIELD if end > start + 1 else Kind.DOT
        elif sign == "$":
            kind = Kind.VARIABLE
        else:
            kind = _WORDS.get(self._source[start:end], Kind.IDENTIFIER)
        return self._token(kind, start, end)

    def _number(self, start: int) -> Token:
        kind = Kind.NUMBER
        end, fits = self._scan_number(start)
        if fits and self._source[end : end + 1] in {"+", "-"}:
            kind = Kind.COMPLEX
            end, fits = self._scan_number(end)
            fits = fits and self._source[end - 1] == "i"
        if not fits:
            raise LexicalError(f"bad number syntax: {quote(self._source[start:end])}", start)
        return self._token(kind, start, end)

    def _scan_number(self, position: int) -> tuple[int, bool]:
        """Return where the number ends, and if it is one: a letter behind it, which is taken along, makes it none."""
        position = self._skip(position, "+-", most=1)
        base = ""
        if self._source[position : position + 1] == "0":
            position += 1
            base = self._source[position : position + 1]
            base = base if base in _DIGITS else ""
            position += len(base)
        digits = _DIGITS[base]
        position = self._skip(position, digits)
        after = self._skip(position, ".", most=1)
        position = self._skip(after, digits) if after > position else position
        after = self._skip(position, _EXPONENTS.get(base, ""), most=1)
        if after > position:
            position = self._skip(self._skip(after, "+-", most=1), _DIGITS[""])
        position = self._skip(position, "i", most=1)
        is_alphanumeric = _is_alphanumeric(self._source[position : position + 1])
        return position + is_alphanumeric, not is_alphanumeric

    def _skip(self, position: int, signs: str, *, most: int = 0) -> int:
        start = position
        while (sign := self._source[position : position + 1]) and sign in signs:
            position += 1
            if position - start == most:
                break
        return position


def _is_alphanumeric(sign: str) -> bool:
    return sign == "_" or sign.isalpha() or sign.isdecimal()
