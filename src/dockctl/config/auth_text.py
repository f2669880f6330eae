"""``auth`` in config.json: a user and a password in base64, read as docker reads it."""

from __future__ import annotations

from dockctl.late import late_pattern

_LINE_BREAKS = "\r\n"
_WHOLE = late_pattern(r"(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?")
_DIGIT = late_pattern(r"[A-Za-z0-9+/]")
_QUANTUM = 4


def decode_auth(text: str) -> tuple[str, str]:
    """Return the user and the password in ``text``; raises ValueError in docker's words."""
    data = _decode(text)
    user, colon, password = data.decode("utf-8", "surrogateescape").partition(":")
    if not (colon and user):
        raise ValueError("Invalid auth configuration file")
    return user, password.strip("\0")


def encode_auth(user: str, password: str) -> str:
    """Return a user and a password as ``auth`` holds them."""
    from binascii import b2a_base64

    return b2a_base64(f"{user}:{password}".encode(errors="surrogateescape"), newline=False).decode()


def _decode(text: str) -> bytes:
    """Return the bytes in base64; line breaks mean nothing. Raises ValueError for anything else that isn't base64."""
    from binascii import a2b_base64

    digits = text.replace("\r", "").replace("\n", "")
    if not _WHOLE.fullmatch(digits):
        raise ValueError(f"illegal base64 data at input byte {_first_fault(text.encode().decode('latin-1'))}")
    return a2b_base64(digits)


def _first_fault(text: str) -> int:
    """Return where Go says that the base64 in ``text``, a character for each byte, is wrong."""
    taken = 0  # digits of the present four
    position = 0
    while position < len(text):
        sign = text[position]
        if _DIGIT.match(sign):
            taken = (taken + 1) % _QUANTUM
        elif sign not in _LINE_BREAKS:
            return _fault_at_padding(text, position, taken) if sign == "=" else position
        position += 1
    return position - taken


def _fault_at_padding(text: str, position: int, taken: int) -> int:
    """Return where the end of the text is wrong that begins with the ``=`` at ``position``."""
    if taken < 2:  # noqa: PLR2004  (digits that make a byte)
        return position
    position += 1
    if taken == 2:  # noqa: PLR2004  (a second = is due)
        position = _after_line_breaks(text, position)
        if position == len(text):
            return position
        if text[position] != "=":
            return position - 1
        position += 1
    return _after_line_breaks(text, position)


def _after_line_breaks(text: str, position: int) -> int:
    while position < len(text) and text[position] in _LINE_BREAKS:
        position += 1
    return position
