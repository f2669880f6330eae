"""What can be wrong with a template; each message is Go's."""

from __future__ import annotations


class TemplateSyntaxError(Exception):
    """A template, called ``name``, that can't be parsed; ``line`` counts from 1."""

    def __init__(self, message: str, line: int, name: str = "") -> None:
        super().__init__(f"template: {name}:{line}: {message}")
        self.message = message
        self.line = line


class ExecutionError(Exception):
    """A template that can't be applied to a value; ``written`` is what it had made before."""

    written = ""

    def __init__(self, message: str, *, where: str = "", name: str = "", context: str = "") -> None:
        super().__init__(f"template: {where}: executing {name} at <{context}>: {message}")


class UnknownFieldError(ExecutionError):
    """A field that values of this type don't have, whichever value it is."""


class CallError(Exception):
    """A function that can't work on its arguments; becomes an ExecutionError where it was called."""
