"""A template, parsed once and applied to many values."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from dockctl.gotemplate.errors import TemplateSyntaxError
from dockctl.gotemplate.evaluator import Evaluator
from dockctl.gotemplate.functions import BUILTINS
from dockctl.gotemplate.kinds import joined
from dockctl.gotemplate.nodes import Chain, Command, Dot, Field, Identifier, commands
from dockctl.gotemplate.parser import parse

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from dockctl.gotemplate.functions import Function

_DEEP = 100_000  # calls within calls; Python keeps those of its own functions in memory, not on the stack


class Template:
    """A parsed ``source``; ``functions`` are known besides the language's own, errors call it ``name``.

    Raises TemplateSyntaxError.
    """

    def __init__(
        self,
        source: str,
        functions: Mapping[str, Function] | None = None,
        *,
        name: str = "",
    ) -> None:
        self._source = source
        self._name = name
        self._functions = BUILTINS | dict(functions or {})
        try:
            with _deep_calls():
                definitions = parse(source, self._functions)
        except TemplateSyntaxError as error:
            raise TemplateSyntaxError(error.message.replace("%NAME%", name), error.line, name) from error
        self._definitions = {key or name: body for key, body in definitions.items()}

    def shows(self, field: str) -> bool:
        """Tell whether the template asks for ``field`` of its value, by name or with all others as JSON."""
        return any(_asks(command, field) for body in self._definitions.values() for command in commands(body))

    def render(
        self, value: object, functions: Mapping[str, Function] | None = None, *, strict: bool = False
    ) -> str:
        """Return what the template makes of ``value``; raises ExecutionError.

        ``functions`` take the place of those of the same name. With ``strict`` a key that a map doesn't have
        is an error.
        """
        known = self._functions | dict(functions or {})
        evaluator = Evaluator(self._source, self._definitions, known, self._name, strict=strict)
        with _deep_calls():
            return joined("".join(evaluator.render(value)))


@contextmanager
def _deep_calls() -> Iterator[None]:
    """Let templates be nested as deeply as Go has it."""
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(max(before, _DEEP))
    try:
        yield
    finally:
        sys.setrecursionlimit(before)


def _asks(command: Command, field: str) -> bool:
    first = command.arguments[0]
    if (
        isinstance(first, Identifier)
        and first.name == "json"
        and any(isinstance(item, Dot) for item in command.arguments)
    ):
        return True
    return any(isinstance(item, (Field, Chain)) and item.names[0] == field for item in command.arguments)
