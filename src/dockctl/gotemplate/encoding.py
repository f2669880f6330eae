"""Values as Go's encoding/json writes them."""

from __future__ import annotations

import json
from typing import Any

from dockctl.gotemplate.values import as_json

_HTML = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})
_LINE_SEPARATORS = str.maketrans({"\u2028": "\\u2028", "\u2029": "\\u2029"})


def encode(value: Any, *, html_escaped: bool = False) -> str:  # noqa: ANN401  (whatever a field holds)
    """Return ``value`` as Go writes JSON, with nothing between tokens and the keys of maps sorted."""
    if hasattr(value, "to_json"):
        value, html_escaped = value.to_json(), True  # Go escapes what a type encodes by itself
    text = json.dumps(as_json(value), ensure_ascii=False, separators=(",", ":"))
    text = text.translate(_LINE_SEPARATORS)
    return escape_html(text) if html_escaped else text


def escape_html(text: str) -> str:
    """Return JSON with the signs escaped that mean something in HTML."""
    return text.translate(_HTML)
