"""Applies a parsed template to a value: its nodes, pipelines and operands."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

from dockctl.gotemplate import nodes
from dockctl.gotemplate.calls import NOTHING, Calls, Place
from dockctl.gotemplate.errors import ExecutionError
from dockctl.gotemplate.fields import FieldError, MissingKeyError, NilFieldError, find_field
from dockctl.gotemplate.functions import ANY
from dockctl.gotemplate.kinds import (
    NO_VALUE,
    Boxed,
    Integer,
    NoValue,
    Pointer,
    element,
    is_number,
    pointee,
    to_bytes,
)
from dockctl.gotemplate.literals import Number
from dockctl.gotemplate.values import format_value, is_true
from dockctl.visible import quote

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from dockctl.gotemplate.functions import Function

_BRANCHES = {"if", "with"}
_DEEPEST = 100_000  # templates within templates
_INT = range(-(1 << 63), 1 << 63)


class _Jump(Exception):  # noqa: N818  (it is no error: a break or a continue on its way to its range)
    def __init__(self, keyword: str) -> None:
        super().__init__(keyword)
        self.keyword = keyword


class Evaluator(Calls):
    """Applies the one of ``definitions`` that is called ``main``.

    With ``strict`` it is an error to ask a map for a key that it doesn't have.
    """

    def __init__(
        self,
        source: str,
        definitions: Mapping[str, list[nodes.Node]],
        functions: Mapping[str, Function],
        main: str = "",
        *,
        strict: bool = False,
    ) -> None:
        self._source = source
        self._definitions = definitions
        self._functions = functions
        self._main = main
        self._name = main
        self._strict = strict
        self._place: Place | None = None  # where errors are said to be
        self._depth = 0
        self._output: list[str] = []
        self._variables: list[tuple[str, object]] = []

    def render(self, value: object) -> list[str]:
        """Return what the template makes of ``value``, in parts; raises ExecutionError."""
        root = NO_VALUE if value is None else value
        self._variables = [("$", root)]
        try:
            self._walk(root, self._definitions[self._name])
        except ExecutionError as error:
            error.written = "".join(self._output)
            raise
        return self._output

    def fail(self, message: str, kind: type[ExecutionError] = ExecutionError) -> NoReturn:
        """Raise ``kind`` at the place that is being worked on."""
        position = 0 if self._place is None else self._place.position
        shown = "" if self._place is None else nodes.show(self._place)
        line = self._source.count("\n", 0, position) + 1
        column = len(to_bytes(self._source[self._source.rfind("\n", 0, position) + 1 : position]))
        raise kind(message, where=f"{self._main}:{line}:{column}", name=quote(self._name), context=shown)

    # Nodes.

    def _walk(self, dot: object, body: Sequence[nodes.Node]) -> None:
        for node in body:
            self._place = node
            if isinstance(node, nodes.Text):
                self._output.append(node.text)
            elif isinstance(node, nodes.Action):
                value = self.pipeline(dot, node.pipeline)
                if not node.pipeline.variables:
                    self._place = node
                    self._output.append(_printed(value))
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
        value = self.pipeline(dot, node.pipeline)
        if is_true(value):
            self._walk(value if node.keyword == "with" else dot, node.body)
        elif node.otherwise is not None:
            self._walk(dot, node.otherwise)

    def _range(self, dot: object, node: nodes.Branch) -> None:
        value = self.pipeline(dot, node.pipeline)
        names = node.pipeline.variables
        scope = len(self._variables)
        ran = False
        for key, item in self._items(value, len(names)):
            ran = True
            self._bind_item(node.pipeline, scope, key, item)
            try:
                self._walk(item, node.body)
            except _Jump as jump:
                if jump.keyword == "break":
                    break
            finally:
                del self._variables[scope:]
        if not ran and node.otherwise is not None:
            self._walk(dot, node.otherwise)

    def _bind_item(self, pipeline: nodes.Pipeline, scope: int, key: object, item: object) -> None:
        """Set a range's variables, which its pipeline has made, to one element."""
        names = pipeline.variables
        bound = (item,) if len(names) == 1 else (key, item)
        for place, name, value in zip(range(scope - len(names), scope), names, bound, strict=False):
            if pipeline.assigns:
                self._assign(name, value)
            else:
                self._variables[place] = (name, value)

    def _items(self, value: object, variables: int) -> Iterator[tuple[object, object]]:
        inner, _ = pointee(value)
        if isinstance(inner, (list, tuple)):
            return ((number, element(inner, item)) for number, item in enumerate(inner))
        if isinstance(inner, dict):
            return ((key, element(inner, inner[key])) for key in sorted(inner))
        if is_number(inner):
            if variables > 1:
                self.fail(f"can't use {format_value(inner)} to iterate over more than one variable")
            made = inner.go_type if isinstance(inner, Integer) else ""
            return ((NO_VALUE, Integer.of(made, number) if made else number) for number in range(inner))
        if inner is not None and inner is not NO_VALUE:
            self.fail(f"range can't iterate over {format_value(inner)}")
        return iter(())

    def _call_template(self, dot: object, node: nodes.Call) -> None:
        if node.name not in self._definitions:
            self.fail(f"template {quote(node.name)} not defined")
        if self._depth == _DEEPEST:
            self.fail(f"exceeded maximum template depth ({_DEEPEST})")
        value = self.pipeline(dot, node.pipeline) if node.pipeline else NO_VALUE
        outer, self._variables = self._variables, [("$", value)]
        name, self._name = self._name, node.name
        self._depth += 1
        try:
            self._walk(value, self._definitions[node.name])
        except RecursionError:
            self._place = node
            self.fail(f"exceeded maximum template depth ({_DEEPEST})")
        self._depth -= 1
        self._variables, self._name = outer, name

    # Pipelines.

    def _assign(self, name: str, value: object) -> None:
        for index in range(len(self._variables) - 1, -1, -1):
            if self._variables[index][0] == name:
                self._variables[index] = (name, value)
                return
        self.fail(f"undefined variable: {name}")

    def _variable(self, wanted: str) -> object:
        for name, value in reversed(self._variables):
            if name == wanted:
                return value
        self.fail(f"undefined variable: {wanted}")
        return None

    def pipeline(self, dot: object, pipeline: nodes.Pipeline) -> object:
        """Return the value of a pipeline, and set its variables to that."""
        self._place = pipeline
        value: object = NOTHING
        for command in pipeline.commands:
            value = self._command(dot, command, value)
            if isinstance(value, Boxed):
                value = NO_VALUE if value.value is None else value.value
        for name in pipeline.variables:
            if pipeline.assigns:
                self._assign(name, value)
            else:
                self._variables.append((name, value))
        return value

    def _command(self, dot: object, command: nodes.Command, final: object) -> object:
        first, *rest = command.arguments
        if isinstance(first, nodes.Identifier):
            self._place = first
            return self.call(dot, command, first.name, self._functions[first.name], rest, final)
        if isinstance(first, (nodes.Field, nodes.Chain, nodes.Variable)):
            return self.fields(dot, first, rest, final)
        if not isinstance(first, nodes.Pipeline):
            self._place = first
        if rest or final is not NOTHING:
            self.fail(f"can't give argument to non-function {nodes.show(first)}")
        if isinstance(first, nodes.Nil):
            self.fail("nil is not a command")
        return self.operand(dot, first)

    def operand(self, dot: object, node: nodes.Operand) -> object:
        """Return the value of an operand that is not given anything."""
        if isinstance(node, nodes.Pipeline):
            return self.pipeline(dot, node)
        self._place = node
        if isinstance(node, nodes.Dot):
            return dot
        if isinstance(node, nodes.Constant):
            return self._number(node.value) if isinstance(node.value, Number) else node.value
        if isinstance(node, (nodes.Field, nodes.Chain, nodes.Variable)):
            return self.fields(dot, node, (), NOTHING)
        if isinstance(node, nodes.Identifier):
            return self.call(dot, node, node.name, self._functions[node.name], (), NOTHING)
        return None

    def _number(self, number: Number) -> object:
        """Return a number where any type will do: its text says which."""
        text = number.text
        if number.imaginary is not None:
            return number.imaginary
        is_hexadecimal = text[:2] in {"0x", "0X"} and len(text) > len("0x") and not set(text) & set("pP")
        if number.real is not None and not is_hexadecimal and text[0] != "'" and set(text) & set(".eEpP"):
            return number.real
        if number.integer is None:
            self.fail(f"{text} overflows int")
        return number.integer

    # Fields.

    def fields(
        self,
        dot: object,
        node: nodes.Field | nodes.Chain | nodes.Variable,
        rest: Sequence[nodes.Operand],
        final: object,
    ) -> object:
        """Return what the last of the node's fields holds, or gives for its arguments."""
        self._place = node
        value, names = dot, node.names
        if isinstance(node, nodes.Chain):
            if isinstance(node.operand, nodes.Nil):
                self.fail(f"indirection through explicit nil in {nodes.show(node)}")
            value = self.argument(dot, node.operand, ANY, keep=True)
        elif isinstance(node, nodes.Variable):
            value = self._variable(names[0])
            names = names[1:]
            if not names:
                if rest or final is not NOTHING:
                    self.fail(f"can't give argument to non-function {nodes.show(node)}")
                return value
        for name in names[:-1]:
            value = self._field(dot, value, node, name, (), NOTHING)
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
            if self._strict:
                self.fail(f"nil data; no entry for key {quote(name)}")
            return NO_VALUE
        try:
            found, is_method = find_field(value, name)
        except MissingKeyError as error:
            if rest or final is not NOTHING:
                self.fail(f"{name} is not a method but has arguments")
            if self._strict:
                self.fail(str(error))
            return NO_VALUE
        except (FieldError, NilFieldError) as error:
            self.fail(str(error), error.kind)
        if is_method is not None:
            return self.call(dot, node, name, is_method, rest, final)
        if rest or final is not NOTHING:
            inner, _ = pointee(value)
            reason = (
                "is not a method but"
                if isinstance(inner, dict)
                else "has arguments but cannot be invoked as function"
            )
            self.fail(f"{name} {reason}" + (" has arguments" if isinstance(inner, dict) else ""))
        return found


def _printed(value: object) -> str:
    """Return a value as an action writes it: what a pointer points to."""
    if isinstance(value, Pointer):
        value, is_nil = pointee(value)
        if is_nil:
            return "<nil>"
    return format_value(value)
