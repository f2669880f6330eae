"""``--detach-keys``: the keys that leave a container without ending it."""

from __future__ import annotations

DEFAULT = bytes([16, 17])  # ctrl-p, ctrl-q
_CONTROL = "@abcdefghijklmnopqrstuvwxyz[\\]^_"
_DELETE = 127


def parse_detach_keys(text: str) -> bytes:
    """Return the keys that ``text`` (``ctrl-p,ctrl-q``) names; the default for "". Raises ValueError."""
    if not text:
        return DEFAULT
    keys = bytearray()
    for name in text.split(","):
        if len(name) == 1 and name.isascii():
            keys.append(ord(name))
        elif name == "DEL":
            keys.append(_DELETE)
        elif name.startswith("ctrl-") and len(name) == len("ctrl-x") and name[-1] in _CONTROL:
            keys.append(_CONTROL.index(name[-1]))
        else:
            raise ValueError(f"invalid detach keys ({text}): Unknown character: '{name}'")
    return bytes(keys)
