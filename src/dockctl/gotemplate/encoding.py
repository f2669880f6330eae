"""Values as Go's encoding/json writes them."""

from __future__ import annotations

import json
import math
from base64 import b64encode
from json.encoder import encode_basestring
from typing import TYPE_CHECKING

from dockctl.gotemplate.floats import format_float
from dockctl.gotemplate.kinds import Boxed, Pointer, Structure, type_name

if TYPE_CHECKING:
    from collections.abc import Iterable

_HTML = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})
_LINE_SEPARATORS = str.maketrans({"\u2028": "\\u2028", "\u2029": "\\u2029"})
_LARGE, _SMALL = 1e21, 1e-6  # from where on a number has an exponent


class NotJsonError(Exception):
    """A value that JSON has no way to write."""


def encode(value: object, *, html_escaped: bool = False) -> str:
    """Return ``value`` as Go writes JSON, with nothing between tokens and the keys of maps sorted.

    Raises NotJsonError for what JSON has no way to write.
    """
    if not isinstance(value, (Pointer, str)) and hasattr(value, "to_json"):
        value, html_escaped = value.to_json(), True  # Go escapes what a type encodes by itself
    text = _encode(value)
    if not text.isascii():
        text = text.translate(_LINE_SEPARATORS)
    return escape_html(text) if html_escaped else text


def escape_html(text: str) -> str:
    """Return JSON with the signs escaped that mean something in HTML."""
    return text.translate(_HTML)


def _encode(value: object) -> str:
    if isinstance(value, Structure):
        return _encode_plain(value.plain)
    if isinstance(value, (Pointer, Boxed)):
        return _encode(value.value)
    if isinstance(value, str):
        return _encode_text(value) if getattr(value, "go_type", "") != "json.Number" else value[:]
    if value is None or getattr(value, "is_nil", False):
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(int(value))
    if isinstance(value, float):
        return _encode_float(value)
    if getattr(value, "go_type", "") == "[]uint8" and isinstance(value, list):
        return f'"{b64encode(bytes(value)).decode()}"'
    if isinstance(value, (list, tuple)):
        return f"[{','.join([_encode(item) for item in value])}]"
    if isinstance(value, dict):
        return _encode_entries((key, value[key]) for key in sorted(value))
    if hasattr(value, "to_json"):
        return _encode(value.to_json())
    raise NotJsonError(f"json: unsupported type: {type_name(value)}")


def _encode_plain(value: object) -> str:
    """Return what an engine has answered: with its keys in its own order."""
    return _without_surrogates(json.dumps(value, ensure_ascii=False, separators=(",", ":")))


def _encode_entries(items: Iterable[tuple[str, object]]) -> str:
    return f"{{{','.join([f'{_encode_text(key)}:{_encode(item)}' for key, item in items])}}}"


def _encode_text(text: str) -> str:
    return _without_surrogates(encode_basestring(text))


def _without_surrogates(text: str) -> str:
    """Return JSON with Go's escape in the place of what is no character."""
    if text.isascii():
        return text
    return "".join(["\\ufffd" if "\ud800" <= sign <= "\udfff" else sign for sign in text])


def _encode_float(value: float) -> str:
    if not math.isfinite(value):
        raise NotJsonError(f"json: unsupported value: {format_float(value)}")
    if value and not _SMALL <= abs(value) < _LARGE:
        mantissa, _, exponent = repr(value).partition("e")
        return f"{mantissa.removesuffix('.0')}e{exponent[0]}{exponent[1:].lstrip('0')}"
    if value.is_integer():
        return f"{value:.0f}"
    text = repr(value)
    mantissa, _, exponent = text.partition("e")
    digits = len(mantissa.partition(".")[2]) - int(exponent or 0)
    return f"{value:.{digits}f}" if exponent else text
