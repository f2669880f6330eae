"""Applies a parsed template to a value."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, NoReturn

from dockctl.gotemplate import nodes
from dockctl.gotemplate.errors import CallError, ExecutionError, UnknownFieldError
from dockctl.gotemplate.functions import ANY, INT, STRING, Function
from dockctl.gotemplate.values import NO_VALUE, NoValue, Structure, format_value, is_true, type_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_NOTHING = NoValue()  # no value from the stage before
_BRANCHES = {"if", "with"}


class _Jump(Exception):  # noqa: N818  (it is no error: a break or a continue on its way to its range)
    def __init__(self, keyword: str) -> None:
        super().__init__(keyword)
        self.keyword = keyword


class Evaluator:
    """Applies the one of ``definitions`` that is called ``name``; the template as a whole is called ``main``.

    With ``strict`` it is an error to ask a map for a key that it doesn't have.
    """

    def __init__(
        self,
        source: str,
        definitions: Mapping[str, list[nodes.Node]],
        functions: Mapping[str, Function],
        main: str = "",
        name: str = "",
        *,
        strict: bool = False,
    ) -> None:
        self._source = source
        self._definitions = definitions
        self._functions = functions
        self._main = main
        self._name = name
        self._strict = strict
        self._output: list[str] = []
        self._variables: list[tuple[str, object]] = []

    def render(self, value: object) -> str:
        """Return what the template makes of ``value``; raises ExecutionError."""
        self._variables = [("$", value)]
        try:
            self._walk(value, self._definitions[self._name])
        except ExecutionError as error:
            error.written = "".join(self._output) + error.written
            raise
        return "".join(self._output)

    def _fail(self, node: object, message: str, kind: type[ExecutionError] = ExecutionError) -> NoReturn:
        position: int = getattr(node, "position", 0)
        line = self._source.count("\n", 0, position) + 1
        column = len(self._source[self._source.rfind("\n", 0, position) + 1 : position].encode())
        raise kind(message, where=f"{self._main}:{line}:{column}", name=self._name, context=str(node))

    # Nodes.

    def _walk(self, dot: object, body: Sequence[nodes.Node]) -> None:
        for node in body:
            if isinstance(node, nodes.Text):
                self._output.append(node.text)
            elif isinstance(node, nodes.Action):
                value = self._pipeline(dot, node.pipeline)
                if not node.pipeline.variables:
                    self._output.append(format_value(value))
            elif isinstance(node, nodes.Jump):
                raise _Jump(node.keyword)
            elif isinstance(node, nodes.Call):
                self._call_template(dot, node)
            else:
                scope = len(self._variables)
                if node.keyword in _BRANCHES:
                    self._branch(dot, node)
                else:
                    self._range(dot, node)
                del self._variables[scope:]

    def _branch(self, dot: object, node: nodes.Branch) -> None:
        value = self._pipeline(dot, node.pipeline)
        if is_true(value):
            self._walk(value if node.keyword == "with" else dot, node.body)
        else:
            self._walk(dot, node.otherwise)

    def _range(self, dot: object, node: nodes.Branch) -> None:
        value = self._pipeline(dot, node.pipeline)
        names = node.pipeline.variables
        scope = len(self._variables)
        ran = False
        for key, item in self._items(value, node.pipeline):
            ran = True
            for name, bound in zip(names, (item,) if len(names) == 1 else (key, item), strict=False):
                self._bind(name, bound, assigns=node.pipeline.assigns)
            try:
                self._walk(item, node.body)
            except _Jump as jump:
                if jump.keyword == "break":
                    break
            finally:
                del self._variables[scope:]
        if not ran:
            self._walk(dot, node.otherwise)

    def _items(self, value: object, node: nodes.Pipeline) -> Iterator[tuple[object, object]]:
        if isinstance(value, (list, tuple)):
            return iter(enumerate(value))
        if isinstance(value, dict):
            return iter(sorted(value.items()))
        if isinstance(value, int) and not isinstance(value, bool):
            return ((number, number) for number in range(value))
        if value is not None and value is not NO_VALUE:
            self._fail(node, f"range can't iterate over {format_value(value)}")
        return iter(())

    def _call_template(self, dot: object, node: nodes.Call) -> None:
        if node.name not in self._definitions or node.name == self._main:
            self._fail(node, f"template {node.quoted} not defined")
        value = self._pipeline(dot, node.pipeline) if node.pipeline else None
        inner = Evaluator(
            self._source, self._definitions, self._functions, self._main, node.name, strict=self._strict
        )
        try:
            self._output.append(inner.render(value))
        except RecursionError:
            self._fail(node, "exceeded maximum template depth (100000)")

    # Pipelines.

    def _bind(self, name: str, value: object, *, assigns: bool) -> None:
        if not assigns:
            self._variables.append((name, value))
            return
        index = max(number for number, (known, _) in enumerate(self._variables) if known == name)
        self._variables[index] = (name, value)

    def _pipeline(self, dot: object, pipeline: nodes.Pipeline) -> object:
        value: object = _NOTHING
        for command in pipeline.commands:
            value = self._command(dot, command, value)
        # A range binds its variables itself, once for each item.
        if len(pipeline.variables) == 1:
            self._bind(pipeline.variables[0], value, assigns=pipeline.assigns)
        return value

    def _command(self, dot: object, command: nodes.Command, final: object) -> object:
        first, *rest = command.arguments
        if isinstance(first, nodes.Identifier):
            return self._call(dot, command, first, rest, final)
        if isinstance(first, nodes.Field):
            return self._fields(dot, dot, first, first.names, rest, final)
        if isinstance(first, nodes.Chain):
            start = self._operand(dot, first.operand)
            return self._fields(dot, start, first, first.names, rest, final)
        if isinstance(first, nodes.Variable) and len(first.names) > 1:
            start = self._operand(dot, nodes.Variable(first.position, first.names[:1]))
            return self._fields(dot, start, first, first.names[1:], rest, final)
        if isinstance(first, nodes.Nil):
            self._fail(first, "nil is not a command")
        if rest or final is not _NOTHING:
            self._fail(first, f"can't give argument to non-function {first}")
        return self._operand(dot, first)

    def _operand(self, dot: object, node: nodes.Operand) -> object:
        if isinstance(node, nodes.Constant):
            return node.value
        if isinstance(node, nodes.Dot):
            return dot
        if isinstance(node, nodes.Nil):
            return None
        if isinstance(node, nodes.Variable) and len(node.names) == 1:
            return next(value for name, value in reversed(self._variables) if name == node.names[0])
        if isinstance(node, nodes.Pipeline):
            return self._pipeline(dot, node)
        return self._command(dot, nodes.Command(node.position, [node]), _NOTHING)

    def _fields(
        self,
        dot: object,
        start: object,
        node: nodes.Field | nodes.Chain | nodes.Variable,
        names: Sequence[str],
        rest: Sequence[nodes.Operand],
        final: object,
    ) -> object:
        value = start
        for name in names[:-1]:
            value = self._field(dot, value, node, name, (), _NOTHING)
        return self._field(dot, value, node, names[-1], rest, final)

    def _field(
        self,
        dot: object,
        value: object,
        node: nodes.Operand,
        name: str,
        rest: Sequence[nodes.Operand],
        final: object,
    ) -> object:
        if isinstance(value, NoValue):
            self._fail(node, f"nil data; no entry for key {name!r}".replace("'", '"'))
        if value is None:
            self._fail(node, f"nil pointer evaluating interface {{}}.{name}")
        has_arguments = bool(rest) or final is not _NOTHING
        if isinstance(value, Structure):
            return self._structure_field(value, node, name)
        member = getattr(value, name, _NOTHING) if name[:1].isupper() else _NOTHING
        if callable(member):
            return self._invoke(dot, node, name, _method(member), rest, final)
        if member is _NOTHING and isinstance(value, dict):
            if has_arguments:
                self._fail(node, f"{name} is not a method but has arguments")
            if self._strict and name not in value:
                self._fail(node, f'map has no entry for key "{name}"')
            return value.get(name, NO_VALUE)
        if member is _NOTHING:
            self._fail(node, f"can't evaluate field {name} in type {type_name(value)}", UnknownFieldError)
        if has_arguments:
            # A row's fields are methods in Go: methods that take nothing.
            self._fail(
                node, f"wrong number of args for {name}: want 0 got {len(rest) + (final is not _NOTHING)}"
            )
        return member

    def _structure_field(self, value: Structure, node: nodes.Operand, name: str) -> object:
        try:
            return value.field(name)
        except KeyError:
            self._fail(node, f"can't evaluate field {name} in type {value.go_type}", UnknownFieldError)

    # Functions.

    def _call(
        self,
        dot: object,
        command: nodes.Command,
        node: nodes.Identifier,
        rest: Sequence[nodes.Operand],
        final: object,
    ) -> object:
        if node.name in {"and", "or"}:
            return self._shortcut(dot, command, node.name, rest, final)
        return self._invoke(dot, command, node.name, self._functions[node.name], rest, final)

    def _shortcut(
        self,
        dot: object,
        command: nodes.Command,
        name: str,
        rest: Sequence[nodes.Operand],
        final: object,
    ) -> object:
        if not rest and final is _NOTHING:
            self._fail(command, f"wrong number of args for {name}: want at least 1 got 0")
        value: object = None
        for argument in rest:
            value = self._operand(dot, argument)
            if is_true(value) is (name == "or"):
                return value
        return value if final is _NOTHING else final

    def _invoke(
        self,
        dot: object,
        node: nodes.Operand | nodes.Command,
        name: str,
        function: Function,
        rest: Sequence[nodes.Operand],
        final: object,
    ) -> object:
        count = len(rest) + (final is not _NOTHING)
        fixed = len(function.parameters)
        if count < fixed if function.rest else count != fixed:
            least = "at least " if function.rest else ""
            named = node.arguments[0] if isinstance(node, nodes.Command) else node
            self._fail(named, f"wrong number of args for {name}: want {least}{fixed} got {count}")
        types = [*function.parameters, *[function.rest] * (count - fixed)]
        values = [self._argument(dot, item, kind) for item, kind in zip(rest, types, strict=False)]
        if final is not _NOTHING:
            values.append(self._checked(node, final, types[-1]))
        try:
            return function.call(*values)
        except CallError as error:
            text = str(error)
            if name == "call" and rest:
                text = text.replace(format_value(values[0]), str(rest[0]), 1)
            self._fail(node, f"error calling {name}: {text}")

    def _argument(self, dot: object, node: nodes.Operand, kind: str) -> object:
        if isinstance(node, nodes.Constant) and kind != ANY and type_name(node.value) != kind:
            wanted = "integer" if kind == INT else kind
            self._fail(node, f"expected {wanted}; found {node}")
        return self._checked(node, self._operand(dot, node), kind)

    def _checked(self, node: object, value: object, kind: str) -> object:
        if kind == ANY:
            return None if value is NO_VALUE else value
        if kind.startswith("[]"):
            fits = isinstance(value, (list, tuple))
        else:
            fits = {STRING: isinstance(value, str), INT: type(value) is int}.get(kind, True)
        if value is NO_VALUE or value is None:
            self._fail(node, f"invalid value; expected {kind}")
        if not fits:
            self._fail(node, f"wrong type for value; expected {kind}; got {type_name(value)}")
        return value


def _method(member: object) -> Function:
    """Return a row's method as a function: its parameters are strings."""
    signature = inspect.signature(member)  # type: ignore[arg-type]
    return Function(member, tuple(STRING for _ in signature.parameters))  # type: ignore[arg-type]
