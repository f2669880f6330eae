"""``--dotenv FILE``: variables with quotes, escapes, several lines, comments and ``export``, as dotenv files have them."""

from __future__ import annotations

from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

from dotenv.parser import parse_stream

from dockctl.errors import reading_failure

if TYPE_CHECKING:
    from collections.abc import Mapping


def read_dotenv(path: str, environment: Mapping[str, str]) -> list[tuple[str, int]]:
    """Return ``NAME=VALUE`` and its line for each variable; a bare NAME has the value it has in ``environment``.

    ``${NAME}`` in a value stays as it is. Raises ValueError with the line.
    """
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
    except OSError as error:
        raise ValueError(reading_failure(path, error)) from None
    except UnicodeDecodeError:
        raise ValueError(f"{path}: not UTF-8") from None
    found = []
    for binding in parse_stream(StringIO(text)):
        original = binding.original
        # What stands before a binding (empty lines) is a part of it.
        line = original.line + len(original.string) - len(original.string.lstrip("\n"))
        if binding.error:
            raise ValueError(f"{path}:{line}: not NAME=VALUE: {original.string.strip()[:40]}")
        if binding.key is None:
            continue
        value = environment.get(binding.key) if binding.value is None else binding.value
        if value is not None:
            found.append((f"{binding.key}={value}", line))
    return found
