"""The tree of a template. ``str(node)`` is how Go's errors show it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


@dataclass(slots=True)
class Text:
    """What stands outside actions."""

    text: str


@dataclass(slots=True)
class Field:
    """``.A.B``."""

    position: int
    names: list[str]

    def __str__(self) -> str:
        return "".join(f".{name}" for name in self.names)


@dataclass(slots=True)
class Variable:
    """``$x.A``; the names begin with the variable's."""

    position: int
    names: list[str]

    def __str__(self) -> str:
        return ".".join(self.names)


@dataclass(slots=True)
class Identifier:
    """A function's name."""

    position: int
    name: str

    def __str__(self) -> str:
        return self.name


@dataclass(slots=True)
class Constant:
    """A number, string, character or boolean; ``text`` is how it is written."""

    position: int
    text: str
    value: object

    def __str__(self) -> str:
        return self.text


@dataclass(slots=True)
class Dot:
    """``.``."""

    position: int

    def __str__(self) -> str:
        return "."


@dataclass(slots=True)
class Nil:
    """``nil``."""

    position: int

    def __str__(self) -> str:
        return "nil"


@dataclass(slots=True)
class Chain:
    """Fields of what an operand gives: ``(pipeline).A.B``."""

    position: int
    operand: Operand
    names: list[str]

    def __str__(self) -> str:
        inner = f"({self.operand})" if isinstance(self.operand, Pipeline) else str(self.operand)
        return inner + "".join(f".{name}" for name in self.names)


@dataclass(slots=True)
class Command:
    """One stage of a pipeline: an operand, or a function with its arguments."""

    position: int
    arguments: list[Operand]

    def __str__(self) -> str:
        return " ".join(f"({item})" if isinstance(item, Pipeline) else str(item) for item in self.arguments)


@dataclass(slots=True)
class Pipeline:
    """Commands, each given the one before's value, and the variables set to the last one's."""

    position: int
    variables: list[str] = field(default_factory=list)
    assigns: bool = False
    commands: list[Command] = field(default_factory=list)

    def __str__(self) -> str:
        head = ", ".join(self.variables)
        sign = "=" if self.assigns else ":="
        return (f"{head} {sign} " if head else "") + " | ".join(str(command) for command in self.commands)


@dataclass(slots=True)
class Action:
    """A pipeline whose value is printed."""

    position: int
    pipeline: Pipeline


@dataclass(slots=True)
class Branch:
    """``if``, ``with`` or ``range`` (``keyword``), and what comes of it."""

    position: int
    keyword: str
    pipeline: Pipeline
    body: list[Node]
    otherwise: list[Node]


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
    quoted: str
    pipeline: Pipeline | None

    def __str__(self) -> str:
        inner = f" {self.pipeline}" if self.pipeline else ""
        return f"{{{{template {self.quoted}{inner}}}}}"


Operand: TypeAlias = Field | Variable | Identifier | Constant | Dot | Nil | Chain | Pipeline
Node: TypeAlias = Text | Action | Branch | Jump | Call


def commands(body: Sequence[Node]) -> Iterator[Command]:
    """Yield every command below ``body``, those inside parentheses and branches among them."""
    for node in body:
        if isinstance(node, Branch):
            yield from commands(node.body)
            yield from commands(node.otherwise)
        if isinstance(node, (Action, Branch, Call)) and node.pipeline:
            yield from _commands_of(node.pipeline)


def _commands_of(pipeline: Pipeline) -> Iterator[Command]:
    for command in pipeline.commands:
        yield command
        for item in command.arguments:
            inner = item.operand if isinstance(item, Chain) else item
            if isinstance(inner, Pipeline):
                yield from _commands_of(inner)
