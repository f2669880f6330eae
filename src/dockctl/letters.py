"""Small and capital letters as Go changes them: one character becomes one."""

from __future__ import annotations

_NO_CHARACTERS = dict.fromkeys(range(0xD800, 0xE000), "\N{REPLACEMENT CHARACTER}")


def lower(text: str) -> str:
    """Return ``text`` in small letters; what is no character becomes Go's sign for that."""
    if text.isascii():
        return text.lower()
    return "".join([sign.lower()[:1] for sign in text.translate(_NO_CHARACTERS)])


def upper(text: str) -> str:
    """Return ``text`` in capital letters; what is no character becomes Go's sign for that."""
    if text.isascii():
        return text.upper()
    return "".join([single(sign, sign.upper(), sign.title()) for sign in text.translate(_NO_CHARACTERS)])


def single(sign: str, *forms: str) -> str:
    """Return the first form that is one character, as Go has no others; ``sign`` if none is."""
    return next((form for form in forms if len(form) == 1), sign)
