"""The tree of a template."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from dockctl.visible import quote

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dockctl.gotemplate.literals import Number


@dataclass(slots=True)
class Text:
    """What stands outside actions."""

    position: int
    text: str


@dataclass(slots=True)
class Field:
    """``.A.B``."""

    position: int
    names: list[str]


@dataclass(slots=True)
class Variable:
    """``$x.A``; the names begin with the variable's."""

    position: int
    names: list[str]


@dataclass(slots=True)
class Identifier:
    """A function's name."""

    position: int
    name: str


@dataclass(slots=True)
class Constant:
    """A number, character, string or boolean; ``text`` is how it is written."""

    position: int
    text: str
    value: bool | str | Number


@dataclass(slots=True)
class Dot:
    """``.``."""

    position: int


@dataclass(slots=True)
class Nil:
    """``nil``."""

    position: int


@dataclass(slots=True)
class Chain:
    """Fields of what an operand gives: ``(pipeline).A.B``."""

    position: int
    operand: Operand
    names: list[str]


@dataclass(slots=True)
class Command:
    """One stage of a pipeline: an operand, or a function with its arguments."""

    position: int
    arguments: list[Operand]


@dataclass(slots=True)
class Pipeline:
    """Commands, each given the one before's value, and the variables set to the last one's."""

    position: int
    variables: list[str] = field(default_factory=list)
    assigns: bool = False
    commands: list[Command] = field(default_factory=list)


@dataclass(slots=True)
class Action:
    """A pipeline whose value is printed."""

    position: int
    pipeline: Pipeline


@dataclass(slots=True)
class Branch:
    """``if``, ``with`` or ``range`` (``keyword``), and what comes of it; ``otherwise`` is None without an else."""

    position: int
    keyword: str
    pipeline: Pipeline
    body: list[Node]
    otherwise: list[Node] | None


@dataclass(slots=True)
class Jump:
    """``break`` or ``continue``."""

    position: int
    keyword: str


@dataclass(slots=True)
class Call:
    """``template "name" pipeline``."""

    position: int
    name: str
    pipeline: Pipeline | None


Operand: TypeAlias = Field | Variable | Identifier | Constant | Dot | Nil | Chain | Pipeline
Node: TypeAlias = Text | Action | Branch | Jump | Call


def show(node: Operand | Command | Node) -> str:
    """Return a node as Go's errors show it; no generator's frame lies between a node's and that of one inside."""
    if isinstance(node, Field):
        return "".join([f".{name}" for name in node.names])
    if isinstance(node, Variable):
        return ".".join(node.names)
    if isinstance(node, Identifier):
        return node.name
    if isinstance(node, (Constant, Text)):
        return node.text
    if isinstance(node, Chain):
        return _show_operand(node.operand) + "".join([f".{name}" for name in node.names])
    if isinstance(node, Command):
        return " ".join([_show_operand(item) for item in node.arguments])
    if isinstance(node, Pipeline):
        return _show_pipeline(node)
    if isinstance(node, Action):
        return f"{{{{{show(node.pipeline)}}}}}"
    if isinstance(node, Call):
        inner = f" {show(node.pipeline)}" if node.pipeline else ""
        return f"{{{{template {quote(node.name)}{inner}}}}}"
    if isinstance(node, Branch):
        return _show_branch(node)
    if isinstance(node, Jump):
        return f"{{{{{node.keyword}}}}}"
    return "." if isinstance(node, Dot) else "nil"


def _show_operand(node: Operand) -> str:
    return f"({show(node)})" if isinstance(node, Pipeline) else show(node)


def _show_pipeline(node: Pipeline) -> str:
    head = ", ".join(node.variables)
    sign = "=" if node.assigns else ":="
    return (f"{head} {sign} " if head else "") + " | ".join([show(command) for command in node.commands])


def _show_branch(node: Branch) -> str:
    text = f"{{{{{node.keyword} {show(node.pipeline)}}}}}" + "".join([show(item) for item in node.body])
    if node.otherwise is not None:
        text += "{{else}}" + "".join([show(item) for item in node.otherwise])
    return text + "{{end}}"


def commands(body: Sequence[Node]) -> Iterator[Command]:
    """Yield every command below ``body``, those inside parentheses and branches among them."""
    for node in body:
        if isinstance(node, Branch):
            yield from commands(node.body)
            yield from commands(node.otherwise or ())
        if isinstance(node, (Action, Branch, Call)) and node.pipeline:
            yield from _commands_of(node.pipeline)


def _commands_of(pipeline: Pipeline) -> Iterator[Command]:
    for command in pipeline.commands:
        yield command
        for item in command.arguments:
            inner = item.operand if isinstance(item, Chain) else item
            if isinstance(inner, Pipeline):
                yield from _commands_of(inner)
