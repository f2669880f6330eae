"""Calls of functions and methods: their arguments, which have to be of the right types."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, NoReturn, TypeAlias

from dockctl.gotemplate import nodes
from dockctl.gotemplate.errors import CallError, ExecutionError
from dockctl.gotemplate.kinds import (
    ANY,
    DURATION,
    INT,
    NO_VALUE,
    STRING,
    STRINGS,
    VALUE,
    Boxed,
    NoValue,
    Pointer,
    Slice,
    type_name,
)
from dockctl.gotemplate.literals import Number
from dockctl.gotemplate.values import is_true

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dockctl.gotemplate.functions import Function

NOTHING = NoValue()  # no value from the stage before
Place: TypeAlias = nodes.Operand | nodes.Command | nodes.Node
_ANYTHING = {ANY, VALUE}
_CAN_BE_NIL = {ANY, VALUE, STRINGS}


class Calls(ABC):
    """Calls functions, with the values that the rest of an evaluator finds."""

    _place: Place | None

    @abstractmethod
    def fail(self, message: str, kind: type[ExecutionError] = ExecutionError) -> NoReturn:
        """Raise ``kind`` at the place that is being worked on."""

    @abstractmethod
    def operand(self, dot: object, node: nodes.Operand) -> object:
        """Return the value of an operand that is not given anything."""

    def call(
        self,
        dot: object,
        node: nodes.Operand | nodes.Command,
        name: str,
        function: Function,
        rest: Sequence[nodes.Operand],
        final: object,
    ) -> object:
        """Return what ``function`` gives for the arguments ``rest`` and, unless that is NOTHING, ``final``."""
        count = len(rest) + (final is not NOTHING)
        fixed = len(function.parameters)
        if function.rest and count < fixed:
            self.fail(f"wrong number of args for {name}: want at least {fixed} got {len(rest)}")
        if not function.rest and count != fixed:
            self.fail(f"wrong number of args for {name}: want {fixed} got {count}")
        if function.stops_at is not None:
            return self._shortcut(dot, rest, final, stops_at=function.stops_at)
        types = [*function.parameters, *[function.rest] * (count - fixed)]
        values = [self.argument(dot, item, kind) for item, kind in zip(rest, types, strict=False)]
        if final is not NOTHING:
            values.append(self._checked(final, types[-1]))
        if function.names_argument:
            values.insert(0, nodes.show(rest[0]) if rest else _reflected(final))
        try:
            return function.call(*values)
        except CallError as error:
            self._place = node
            self.fail(f"error calling {name}: {error}")

    def _shortcut(self, dot: object, rest: Sequence[nodes.Operand], final: object, *, stops_at: bool) -> object:
        value: object = None
        for node in rest:
            value = self.argument(dot, node, VALUE)
            if is_true(value) is stops_at:
                return value
        return value if final is NOTHING else final

    def argument(self, dot: object, node: nodes.Operand, kind: str, *, keep: bool = False) -> object:
        """Return an argument, which must be a ``kind``; with ``keep`` what is in an interface stays there."""
        if not isinstance(node, nodes.Pipeline):
            self._place = node
        if isinstance(node, nodes.Nil):
            if kind not in _CAN_BE_NIL:
                self.fail(f"cannot assign nil to {kind}")
            return NO_VALUE if kind == VALUE else None
        if isinstance(node, nodes.Constant):
            return self._constant(dot, node, kind)
        value = self.operand(dot, node)
        return value if keep else self._checked(value, kind)

    def _constant(self, dot: object, node: nodes.Constant, kind: str) -> object:
        if kind in _ANYTHING:
            return self.operand(dot, node)
        if kind in {INT, DURATION}:
            if isinstance(node.value, Number) and node.value.integer is not None:
                return node.value.integer
            self.fail(f"expected integer; found {node.text}")
        if kind == STRING:
            if isinstance(node.value, str):
                return node.value
            self.fail(f"expected string; found {node.text}")
        self.fail(f"can't handle {node.text} for arg of type {kind}")
        return None

    def _checked(self, value: object, kind: str) -> object:
        """Return ``value`` if it is a ``kind``, or points to one."""
        if value is NO_VALUE:
            if kind in _CAN_BE_NIL:
                return value if kind == VALUE else None
            self.fail(f"invalid value; expected {kind}")
        if kind == VALUE:
            return value
        if kind == ANY:
            return value.value if isinstance(value, Boxed) else value
        if isinstance(value, Boxed) and value.value is not None:
            value = value.value
            if type_name(value) == kind:
                return value
        if isinstance(value, Pointer) and value.go_type == f"*{kind}":
            if value.value is None:
                self.fail(f"dereference of nil pointer of type {kind}")
            return value.value
        if (
            kind == STRINGS
            and isinstance(value, list)
            and (not value or (isinstance(value, Slice) and value.element == STRING))
        ):
            return value  # of whatever name: a slice of strings has no methods here
        if type_name(value) != kind:
            self.fail(f"wrong type for value; expected {kind}; got {type_name(value)}")
        return value


def _reflected(value: object) -> str:
    """Return a value as Go's reflection names it."""
    if isinstance(value, Boxed):
        value = value.value
    return value[:] if isinstance(value, str) else f"<{type_name(value)} Value>"
