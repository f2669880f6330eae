"""Plain values: booleans and integers as Go's flags take them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from dockctl.errors import DockctlError
from dockctl.late import late_pattern
from dockctl.letters import lower
from dockctl.options.durations import parse_duration
from dockctl.visible import quote

if TYPE_CHECKING:
    from collections.abc import Iterable

_TRUE = {"1", "t", "T", "TRUE", "true", "True"}
_FALSE = {"0", "f", "F", "FALSE", "false", "False"}
_PREFIXES = {"0x": 16, "0o": 8, "0b": 2}
_UNDERSCORES = late_pattern(r"(?:0[xX]|0[bB]|0[oO]|\d)(?:_?[0-9a-fA-F])*", re.ASCII)  # may stand only so
_BITS = 64


def parse_bool(text: str) -> bool:
    """Return the boolean that ``text`` names; raises ValueError in Go's words."""
    if text in _TRUE:
        return True
    if text in _FALSE:
        return False
    raise ValueError(f"strconv.ParseBool: parsing {quote(text)}: invalid syntax")


def parse_int(text: str, function: str = "ParseInt", *, signed: bool = True, bits: int = _BITS) -> int:
    """Return the integer that ``text`` names, also 0x1f and 0o17; raises ValueError as Go's ``strconv.FUNCTION``."""
    return _read_integer(text, 0, function, signed=signed, bits=bits)


def parse_decimal(text: str, function: str = "ParseInt", *, signed: bool = True, bits: int = _BITS) -> int:
    """Return the integer that ``text`` names in decimal digits; raises ValueError as Go's ``strconv.FUNCTION``."""
    return _read_integer(text, 10, function, signed=signed, bits=bits)


def parse_octal(text: str, *, bits: int) -> int:
    """Return the integer of 0 and more that ``text`` names in octal digits; raises ValueError."""
    return _read_integer(text, 8, "ParseUint", signed=False, bits=bits)


def _read_integer(text: str, base: int, function: str, *, signed: bool, bits: int) -> int:
    """Return the integer that ``text`` names; ``base`` 0 is what a prefix says."""
    digits = text[1:] if signed and text[:1] in {"+", "-"} else text
    try:
        value = _read_digits(digits, base, (1 << bits) - 1)
        value = -value if signed and text.startswith("-") else value
        if signed and not -(1 << bits - 1) <= value < 1 << bits - 1:
            raise ValueError("value out of range")
    except ValueError as error:
        raise ValueError(f"strconv.{function}: parsing {quote(text)}: {error}") from None
    return value


def _read_digits(text: str, base: int, largest: int) -> int:
    """Return the number; of two mistakes in it the first one counts, as Go reads from the left."""
    marks = base == 0
    digits = text
    if marks:
        base = 10
        if text.startswith("0"):
            prefix = text[:2].lower() if len(text) > len("0x") else ""
            base = _PREFIXES.get(prefix, 8)
            digits = text[2:] if prefix in _PREFIXES else text[1:]
    if not text:
        raise ValueError("invalid syntax")
    value = 0
    for sign in digits:
        if marks and sign == "_":
            continue
        digit = int(sign, 36) if sign.isascii() and sign.isalnum() else base
        if digit >= base:
            raise ValueError("invalid syntax")
        value = value * base + digit
        if value > largest:
            raise ValueError("value out of range")
    if "_" in text and not _UNDERSCORES.fullmatch(text):
        raise ValueError("invalid syntax")
    return value


def parse_natural(text: str) -> int:
    """Return an integer of 0 or more; raises ValueError."""
    value = parse_int(text)
    if value < 0:
        raise ValueError("must not be negative")
    return value


def parse_seconds(text: str) -> float:
    """Return the seconds of a duration such as ``1.5s``, 0 or more; raises ValueError."""
    seconds = parse_duration(text) / 1_000_000_000
    if seconds < 0:
        raise ValueError("must not be negative")
    return seconds


class Pair(NamedTuple):
    """The two sides of ``NAME=VALUE``."""

    name: str
    value: str


def check_content_trust(disabled: bool) -> None:  # noqa: FBT001  (the flag's value)
    """Raise DockctlError where --disable-content-trust=false asks for what nobody here can do."""
    if not disabled:
        raise DockctlError("--disable-content-trust=false: signatures of images can't be verified")


def parse_pair(text: str) -> Pair:
    """Return the two sides of ``NAME=VALUE``; the value is "" where there is none."""
    name, _, value = text.partition("=")
    return Pair(name, value)


def parse_stream(text: str) -> str:
    """Return the stream that --attach names: stdin, stdout or stderr; raises ValueError."""
    stream = lower(text)
    if stream not in {"stdin", "stdout", "stderr"}:
        raise ValueError("valid streams are STDIN, STDOUT and STDERR")
    return stream


class Items(list[str]):
    """The items of a flag that takes several at once."""


def parse_items(text: str) -> Items:
    """Return the items of a list as Go's flags take one: separated by commas, quoted as in CSV; raises ValueError."""
    from dockctl.options.csv_fields import split_csv

    return Items(split_csv(text) if text else [])


def flatten(lists: Iterable[Items] | None) -> list[str]:
    """Return the items of all ``lists``: a flag that takes several at once may be given several times."""
    return [item for items in lists or () for item in items]
