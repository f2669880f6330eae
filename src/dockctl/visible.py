"""Characters that can't be printed, as Go shows them."""

from __future__ import annotations

_DRAWN = str.maketrans(
    {"…": "...", "├": "|", "└": "`", "─": "-", "│": "|"}
)  # what our own lists are drawn with
_ASCII = 0x7F
_BASIC_PLANE = 0xFFFF
_BYTES = range(0xDC80, 0xDD00)  # what stands for a byte that is no UTF-8
_BYTE_OFFSET = 0xDC00
_ESCAPES = {
    "\a": r"\a", "\b": r"\b", "\f": r"\f", "\n": r"\n", "\r": r"\r", "\t": r"\t", "\v": r"\v", "\\": r"\\",
}  # fmt: skip


def visible(character: str, *, ascii_only: bool = False) -> str:
    """Return ``character``, or Go's escape for it if it can't be printed, or with ``ascii_only`` is not ASCII."""
    if character.isprintable() and (character.isascii() or not ascii_only):
        return character
    code = ord(character)
    if code in _BYTES:
        code -= _BYTE_OFFSET
        return f"\\x{code:02x}"
    if code <= _ASCII:
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


def quote_bytes(data: bytes) -> str:
    """Return ``data`` as Go quotes it, whether it is text or not."""
    return quote(data.decode(errors="surrogateescape"))


def quote(text: str, mark: str = '"', *, ascii_only: bool = False) -> str:
    """Return ``text`` between two of ``mark``, escaped as Go's ``%q`` does; with ``ascii_only`` as its ``%+q``."""
    escapes = _ESCAPES | {mark: f"\\{mark}"}
    return (
        f"{mark}{''.join([escapes.get(sign) or visible(sign, ascii_only=ascii_only) for sign in text])}{mark}"
    )
