"""Functions made into commands: their parameters declare flags and arguments."""

from __future__ import annotations

import dataclasses
import functools
import inspect
from typing import TYPE_CHECKING, get_type_hints

import typer

from dockctl.options.dialect.commands import DialectCommand

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


def build_command(
    function: Callable[..., int | None],
    *,
    name: str,
    paths: Sequence[str],
    interspersed: bool,
) -> DialectCommand:
    """Return the command that calls ``function``, whose parameters declare its flags and arguments.

    A parameter whose type is a dataclass stands for the dataclass's fields. Unless ``interspersed``,
    everything after the first argument belongs to that argument.
    """
    app = typer.Typer(add_completion=False, rich_markup_mode=None)
    settings = {"allow_interspersed_args": interspersed}
    app.command(name, cls=DialectCommand, context_settings=settings)(_spread(function))
    command = typer.main.get_command(app)
    if not isinstance(command, DialectCommand):
        raise TypeError(f"{name} did not become a command")
    command.paths = paths
    return command


def _spread(function: Callable[..., int | None]) -> Callable[..., int | None]:
    """Return ``function`` with the fields of its dataclass parameters as parameters of its own."""
    hints = get_type_hints(function, include_extras=True)
    groups = {
        name: kind for name, kind in hints.items() if isinstance(kind, type) and dataclasses.is_dataclass(kind)
    }
    if not groups:
        return function
    parameters: list[inspect.Parameter] = []
    for parameter in inspect.signature(function).parameters.values():
        if parameter.name not in groups:
            parameters.append(parameter.replace(annotation=hints.get(parameter.name, parameter.annotation)))
            continue
        kind = groups[parameter.name]
        types = get_type_hints(kind, include_extras=True)
        parameters.extend(
            inspect.Parameter(
                field.name,
                inspect.Parameter.KEYWORD_ONLY,
                default=field.default,
                annotation=types[field.name],
            )
            for field in dataclasses.fields(kind)
        )

    @functools.wraps(function)
    def call(**values: object) -> int | None:
        for name, kind in groups.items():
            fields = [field.name for field in dataclasses.fields(kind)]
            values[name] = kind(**{field: values.pop(field) for field in fields})
        return function(**values)

    ordered = [item.replace(kind=inspect.Parameter.KEYWORD_ONLY) for item in parameters]
    call.__signature__ = inspect.Signature(ordered)  # type: ignore[attr-defined]
    call.__annotations__ = {item.name: item.annotation for item in ordered}
    del call.__wrapped__  # or its signature would be taken for this one's
    return call
