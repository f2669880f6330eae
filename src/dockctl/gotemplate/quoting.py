"""Strings and characters as Go quotes them."""

from __future__ import annotations

from dockctl.visible import quote

_NO_CHARACTER = 0xFFFD
_LAST = 0x10FFFF
_SURROGATES = range(0xD800, 0xE000)


def quote_character(code: int, *, ascii_only: bool = False) -> str:
    """Return the character of a ``code`` in single quotes."""
    return quote(character(code), "'", ascii_only=ascii_only)


def character(code: int) -> str:
    """Return the character of a ``code``; Go's sign for none if there is none."""
    return chr(code) if 0 <= code <= _LAST and code not in _SURROGATES else chr(_NO_CHARACTER)


def can_backquote(text: str) -> bool:
    """Tell whether ``text`` can stand between backquotes as it is."""
    return not any(
        sign in {"`", "\ufeff"}
        or "\udc80" <= sign <= "\udcff"
        or (sign < " " and sign != "\t")
        or sign == "\x7f"
        for sign in text
    )


def name_character(sign: str) -> str:
    """Return a character as ``%#U``: its code, and itself if it can be printed."""
    sign = "\ufffd" if "\ud800" <= sign <= "\udfff" else sign
    shown = f" '{sign}'" if sign.isprintable() else ""
    return f"U+{ord(sign):04X}{shown}"
