"""What can be wrong with a template; each message is Go's."""

from __future__ import annotations


class TemplateSyntaxError(Exception):
    """A template that can't be parsed."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(f"template: :{line}: {message}")


class ExecutionError(Exception):
    """A template that can't be applied to a value."""

    def __init__(self, message: str, *, where: str = "", name: str = "", context: str = "") -> None:
        super().__init__(f'template: {where}: executing "{name}" at <{context}>: {message}')


class UnknownFieldError(ExecutionError):
    """A field that values of this type don't have, whichever value it is."""


class CallError(Exception):
    """A function that can't work on its arguments; becomes an ExecutionError where it was called."""
