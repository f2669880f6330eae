"""Text with its control characters made visible: what an engine sends must not drive the user's terminal."""

from __future__ import annotations

_BYTE, _BASIC_PLANE = 0x7F, 0xFFFF
_DRAWN = str.maketrans(
    {"…": "...", "├": "|", "└": "`", "─": "-", "│": "|"}
)  # what our own lists are drawn with


def visible(character: str) -> str:
    """Return ``character``, or Go's escape for it if it can't be printed."""
    if character.isprintable():
        return character
    code = ord(character)
    if code <= _BYTE:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= _BASIC_PLANE else f"\\U{code:08x}"


def neutralise(text: str) -> str:
    """Return ``text`` with control characters made visible, so that it can't drive a terminal."""
    if text.isprintable():
        return text
    return "".join(sign if sign in "\n\t" else visible(sign) for sign in text)


def to_ascii(text: str) -> str:
    """Return ``text`` with signs of ASCII, or escapes, in the place of all other characters."""
    if text.isascii():
        return text
    return text.translate(_DRAWN).encode("ascii", "backslashreplace").decode("ascii")
