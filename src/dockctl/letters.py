"""Small letters, capital letters and blanks as Go knows them: one character becomes one."""

from __future__ import annotations

_NO_CHARACTERS = dict.fromkeys(range(0xD800, 0xE000), "\N{REPLACEMENT CHARACTER}")
_BLANKS = "\t\n\v\f\r \x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))


def trim(text: str) -> str:
    """Return ``text`` without blanks at its ends."""
    return text.strip(_BLANKS)


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
