"""Text in columns of a terminal: how wide it is, how it is cut short, what must not reach a screen."""

from __future__ import annotations

_ESCAPES = {
    "\a": r"\a", "\b": r"\b", "\f": r"\f", "\n": r"\n", "\r": r"\r", "\t": r"\t", "\v": r"\v",
    '"': r"\"", "\\": r"\\",
}  # fmt: skip
_BYTE, _BASIC_PLANE = 0x7F, 0xFFFF
ELLIPSIS = "…"


def display_width(text: str) -> int:
    """Return how many columns ``text`` takes."""
    if text.isascii():
        return len(text)
    from wcwidth import wcwidth

    return sum(max(0, wcwidth(character)) for character in text)


def shorten(text: str, width: int) -> str:
    """Return ``text``, cut to at most ``width`` columns with an ellipsis at its end."""
    if display_width(text) <= width:
        return text
    used, kept = 0, []
    for character in text:
        used += display_width(character)
        if used > width - 1:
            break
        kept.append(character)
    return "".join(kept) + ELLIPSIS


def quote(text: str) -> str:
    """Return ``text`` in double quotes with Go's escapes for what can't be printed."""
    return f'"{"".join(_ESCAPES.get(sign) or _visible(sign) for sign in text)}"'


def neutralise(text: str) -> str:
    """Return ``text`` with control characters made visible, so that it can't drive a terminal."""
    if text.isprintable():
        return text
    return "".join(sign if sign in "\n\t" else _visible(sign) for sign in text)


def _visible(character: str) -> str:
    if character.isprintable():
        return character
    code = ord(character)
    if code <= _BYTE:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= _BASIC_PLANE else f"\\U{code:08x}"
