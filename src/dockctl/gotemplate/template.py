"""A template, parsed once and applied to many values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dockctl.gotemplate.errors import TemplateSyntaxError
from dockctl.gotemplate.evaluator import Evaluator
from dockctl.gotemplate.functions import BUILTINS
from dockctl.gotemplate.nodes import Chain, Command, Dot, Field, Identifier, commands
from dockctl.gotemplate.parser import Parser

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dockctl.gotemplate.functions import Function


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
            self._definitions = Parser(source, self._functions).definitions
        except TemplateSyntaxError as error:
            raise TemplateSyntaxError(error.message, error.line, name) from error
        self._definitions[name] = self._definitions.pop("")

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
        evaluator = Evaluator(self._source, self._definitions, known, self._name, self._name, strict=strict)
        return evaluator.render(value)


def _asks(command: Command, field: str) -> bool:
    first = command.arguments[0]
    if (
        isinstance(first, Identifier)
        and first.name == "json"
        and any(isinstance(item, Dot) for item in command.arguments)
    ):
        return True
    return any(isinstance(item, (Field, Chain)) and item.names[0] == field for item in command.arguments)
