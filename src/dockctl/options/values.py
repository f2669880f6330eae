"""Plain values: booleans and integers as Go's flags take them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from dockctl.errors import DockctlError
from dockctl.late import late_pattern
from dockctl.options.durations import parse_duration
from dockctl.visible import quote

if TYPE_CHECKING:
    from collections.abc import Iterable

_TRUE = {"1", "t", "T", "TRUE", "true", "True"}
_FALSE = {"0", "f", "F", "FALSE", "false", "False"}
_INTEGER = late_pattern(
    r"(?P<sign>[+-]?)(?P<digits>0[xX](?:_?[0-9a-fA-F])+|0[bB](?:_?[01])+|0[oO](?:_?[0-7])+|0(?:_?[0-7])*|[1-9](?:_?\d)*)",
    re.ASCII,
)
_BITS = 64
_BASES = {"x": 16, "b": 2, "o": 8}  # by the letter behind a zero
_MOST_DIGITS = 1000  # Python refuses numbers of some thousands: they take long to read
_OUT_OF_RANGE = 1 << 128


def parse_bool(text: str) -> bool:
    """Return the boolean that ``text`` names; raises ValueError in Go's words."""
    if text in _TRUE:
        return True
    if text in _FALSE:
        return False
    raise ValueError(f"strconv.ParseBool: parsing {quote(text)}: invalid syntax")


def read_digits(digits: str, base: int = 10) -> int:
    """Return the number that ``digits`` are; for very many of them one that no flag takes."""
    digits = digits.lstrip("0")
    return _OUT_OF_RANGE if len(digits) > _MOST_DIGITS else int(digits or "0", base)


def parse_int(text: str) -> int:
    """Return the integer that ``text`` names, also 0x1f and 0o17; raises ValueError in Go's words."""
    match = _INTEGER.fullmatch(text)
    if match is None:
        raise ValueError(f"strconv.ParseInt: parsing {quote(text)}: invalid syntax")
    digits = match["digits"].replace("_", "")
    base = _BASES.get(digits[1:2].lower(), 8) if digits[0] == "0" else 10
    value = read_digits(digits if base in {8, 10} and digits[1:2].lower() != "o" else digits[2:], base)
    value = -value if match["sign"] == "-" else value
    if not -(1 << _BITS - 1) <= value < 1 << _BITS - 1:
        raise ValueError(f"strconv.ParseInt: parsing {quote(text)}: value out of range")
    return value


def parse_decimal(text: str, function: str = "ParseInt", *, signed: bool = True, bits: int = _BITS) -> int:
    """Return the integer that ``text`` names in decimal digits; raises ValueError as Go's ``strconv.FUNCTION``."""
    digits = text[1:] if signed and text[:1] in {"+", "-"} else text
    if not (digits.isascii() and digits.isdigit()):
        raise ValueError(f"strconv.{function}: parsing {quote(text)}: invalid syntax")
    value = -read_digits(digits) if text.startswith("-") else read_digits(digits)
    least, most = (-(1 << bits - 1), (1 << bits - 1) - 1) if signed else (0, (1 << bits) - 1)
    if not least <= value <= most:
        raise ValueError(f"strconv.{function}: parsing {quote(text)}: value out of range")
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
    stream = text.lower()
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
