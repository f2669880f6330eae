"""Tokens to a tree."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, NoReturn

from dockctl.gotemplate import nodes
from dockctl.gotemplate.errors import TemplateSyntaxError
from dockctl.gotemplate.lexer import Kind, Token, tokenize

if TYPE_CHECKING:
    from collections.abc import Collection

_CONSTANTS = {Kind.NUMBER, Kind.CHARACTER, Kind.BOOL, Kind.STRING, Kind.RAW_STRING}
_BEGINS_OPERAND = {Kind.FIELD, Kind.VARIABLE, Kind.IDENTIFIER, Kind.DOT, Kind.NIL, Kind.LEFT_PAREN} | _CONSTANTS
_SIMPLE_ESCAPES = {
    "a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v", "\\": "\\", '"': '"', "'": "'",
}  # fmt: skip
_ESCAPE = re.compile(r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{3})|(.))", re.DOTALL)
_MOST_VARIABLES = 2


class Parser:
    """Parses one source; ``definitions`` are its named templates, the main one under "".

    ``functions`` are the names that may be called.
    """

    def __init__(self, source: str, functions: Collection[str]) -> None:
        self._tokens = list(tokenize(source))
        self._index = 0
        self._functions = functions
        self._variables = ["$"]
        self._range_depth = 0
        self.definitions: dict[str, list[nodes.Node]] = {}
        main, end = self._parse_list(top=True)
        if end:
            self._fail(f"unexpected {{{{{end}}}}}")
        self.definitions[""] = main

    # Tokens.

    def _peek(self) -> Token:
        return self._tokens[self._index]

    def _next(self) -> Token:
        token = self._tokens[self._index]
        self._index = min(self._index + 1, len(self._tokens) - 1)
        return token

    def _skip_space(self) -> Token:
        while self._peek().kind is Kind.SPACE:
            self._next()
        return self._peek()

    def _next_solid(self) -> Token:
        self._skip_space()
        return self._next()

    def _fail(self, message: str, line: int | None = None) -> NoReturn:
        before = self._tokens[max(0, self._index - 1)]
        raise TemplateSyntaxError(message, line or before.line)

    def _unexpected(self, token: Token, context: str) -> NoReturn:
        self._fail(f"unexpected {token} in {context}", token.line)

    def _expect(self, kind: Kind, context: str) -> Token:
        token = self._next_solid()
        if token.kind is not kind:
            self._unexpected(token, context)
        return token

    # Lists and actions.

    def _parse_list(self, *, top: bool = False) -> tuple[list[nodes.Node], str]:
        """Return the nodes up to ``end`` or ``else``, and which of them; "" at the end of a top list."""
        found: list[nodes.Node] = []
        while True:
            token = self._next()
            if token.kind is Kind.TEXT:
                found.append(nodes.Text(token.text))
            elif token.kind is Kind.EOF:
                if not top:
                    self._fail("unexpected EOF", token.line)
                return found, ""
            else:
                keyword = self._skip_space()
                if keyword.kind is Kind.KEYWORD and keyword.text in {"end", "else"}:
                    self._next()
                    return found, keyword.text
                node = self._parse_action(token, top=top)
                if node is not None:
                    found.append(node)

    def _parse_action(self, left: Token, *, top: bool) -> nodes.Node | None:
        token = self._skip_space()
        if token.kind is not Kind.KEYWORD:
            return nodes.Action(left.position, self._parse_pipeline("command", Kind.RIGHT))
        self._next()
        if token.text == "define":
            if not top:
                self._unexpected(token, "input")
            self._parse_definition()
            return None
        if token.text in {"break", "continue"}:
            return self._parse_jump(token)
        if token.text == "template":
            return self._parse_call()
        if token.text == "block":
            return self._parse_block()
        return self._parse_branch(token)

    def _parse_jump(self, token: Token) -> nodes.Jump:
        closing = self._next_solid()
        if closing.kind is not Kind.RIGHT:
            self._unexpected(closing, f"{{{{{token.text}}}}}")
        if not self._range_depth:
            self._fail(f"{{{{{token.text}}}}} outside {{{{range}}}}", token.line)
        return nodes.Jump(token.position, token.text)

    def _parse_branch(self, token: Token) -> nodes.Branch:
        scope = len(self._variables)
        keyword = token.text
        pipeline = self._parse_pipeline(
            keyword, Kind.RIGHT, declares=_MOST_VARIABLES if keyword == "range" else 1
        )
        self._range_depth += keyword == "range"
        body, end = self._parse_list()
        self._range_depth -= keyword == "range"
        otherwise: list[nodes.Node] = []
        if end == "else":
            otherwise = self._parse_else(keyword)
        else:
            self._expect(Kind.RIGHT, "end")
        del self._variables[scope:]
        return nodes.Branch(token.position, keyword, pipeline, body, otherwise)

    def _parse_else(self, keyword: str) -> list[nodes.Node]:
        token = self._skip_space()
        # "else if" is one more branch within, closed by the same end.
        if token.kind is Kind.KEYWORD and token.text == keyword and keyword in {"if", "with"}:
            self._next()
            return [self._parse_branch(token)]
        if token.kind is not Kind.RIGHT:
            self._unexpected(token, "else")
        self._next()
        otherwise, end = self._parse_list()
        if end != "end":
            self._fail("expected end; found {{else}}")
        self._expect(Kind.RIGHT, "end")
        return otherwise

    def _parse_definition(self) -> None:
        name = self._template_name(self._next_solid(), "define clause")
        self._expect(Kind.RIGHT, "define clause")
        self._define(name)

    def _define(self, name: str) -> None:
        outer, self._variables = self._variables, ["$"]
        depth, self._range_depth = self._range_depth, 0
        body, end = self._parse_list()
        if end != "end":
            self._fail("unexpected {{else}} in define clause")
        self._expect(Kind.RIGHT, "end")
        self._variables, self._range_depth = outer, depth
        self.definitions[name] = body

    def _parse_call(self) -> nodes.Call:
        token = self._next_solid()
        name = self._template_name(token, "template clause")
        pipeline = None
        if self._skip_space().kind is Kind.RIGHT:
            self._next()
        else:
            pipeline = self._parse_pipeline("template clause", Kind.RIGHT)
        return nodes.Call(token.position, name, token.text, pipeline)

    def _parse_block(self) -> nodes.Call:
        token = self._next_solid()
        name = self._template_name(token, "block clause")
        pipeline = self._parse_pipeline("block clause", Kind.RIGHT)
        self._define(name)
        return nodes.Call(token.position, name, token.text, pipeline)

    def _template_name(self, token: Token, context: str) -> str:
        if token.kind not in {Kind.STRING, Kind.RAW_STRING}:
            self._unexpected(token, context)
        return self._unquote(token)

    # Pipelines.

    def _parse_pipeline(self, context: str, end: Kind, *, declares: int = 1) -> nodes.Pipeline:
        pipeline = nodes.Pipeline(self._skip_space().position)
        self._parse_variables(pipeline, context, declares)
        while True:
            token = self._skip_space()
            if token.kind is end:
                self._next()
                self._check_pipeline(pipeline, context)
                return pipeline
            if token.kind not in _BEGINS_OPERAND:
                self._unexpected(token, context)
            pipeline.commands.append(self._parse_command())

    def _parse_variables(self, pipeline: nodes.Pipeline, context: str, declares: int) -> None:
        """Read ``$x :=``, ``$x =`` or for range ``$i, $x :=``; leave the tokens alone if it is none."""
        start = self._index
        names = []
        while self._skip_space().kind is Kind.VARIABLE:
            names.append(self._next().text)
            token = self._skip_space()
            if token.kind is Kind.COMMA and declares == _MOST_VARIABLES and len(names) < declares:
                self._next()
                continue
            if token.kind is Kind.COMMA:
                self._fail(f"too many declarations in {context}")
            if token.kind in {Kind.DECLARE, Kind.ASSIGN}:
                self._next()
                pipeline.assigns = token.kind is Kind.ASSIGN
                pipeline.variables = names
                for name in names:
                    if pipeline.assigns:
                        self._check_variable(name)
                    else:
                        self._variables.append(name)
                return
            break
        self._index = start

    def _check_variable(self, name: str) -> None:
        if name not in self._variables:
            self._fail(f'undefined variable "{name}"')

    def _check_pipeline(self, pipeline: nodes.Pipeline, context: str) -> None:
        if not pipeline.commands:
            self._fail(f"missing value for {context}")
        for stage, command in enumerate(pipeline.commands[1:], start=2):
            if isinstance(command.arguments[0], (nodes.Constant, nodes.Dot, nodes.Nil)):
                self._fail(f"non executable command in pipeline stage {stage}")

    def _parse_command(self) -> nodes.Command:
        command = nodes.Command(self._skip_space().position, [])
        while True:
            self._skip_space()
            operand = self._parse_operand()
            if operand is not None:
                command.arguments.append(operand)
            token = self._peek()
            if token.kind is Kind.SPACE:
                self._next()
                continue
            if token.kind is Kind.PIPE:
                self._next()
            elif token.kind not in {Kind.RIGHT, Kind.RIGHT_PAREN}:
                self._unexpected(token, "operand")
            if not command.arguments:
                self._fail("empty command")
            return command

    def _parse_operand(self) -> nodes.Operand | None:
        operand = self._parse_term()
        token = self._peek()
        if operand is None or token.kind is not Kind.FIELD:
            return operand
        names = []
        while self._peek().kind is Kind.FIELD:
            names.append(self._next().text[1:])
        if isinstance(operand, nodes.Field):
            return nodes.Field(token.position, operand.names + names)
        if isinstance(operand, nodes.Variable):
            return nodes.Variable(token.position, operand.names + names)
        if isinstance(operand, (nodes.Constant, nodes.Nil, nodes.Dot)):
            self._fail(f'unexpected . after term "{operand}"'.replace('""', '"\\"'))
        return nodes.Chain(token.position, operand, names)

    def _parse_term(self) -> nodes.Operand | None:
        token = self._peek()
        if token.kind not in _BEGINS_OPERAND:
            return None
        self._next()
        if token.kind in _CONSTANTS:
            return nodes.Constant(token.position, token.text, self._constant(token))
        if token.kind is Kind.LEFT_PAREN:
            return self._parse_pipeline("parenthesized pipeline", Kind.RIGHT_PAREN)
        if token.kind is Kind.IDENTIFIER:
            if token.text not in self._functions:
                self._fail(f'function "{token.text}" not defined')
            return nodes.Identifier(token.position, token.text)
        if token.kind is Kind.VARIABLE:
            self._check_variable(token.text)
            return nodes.Variable(token.position, [token.text])
        if token.kind is Kind.FIELD:
            return nodes.Field(token.position, [token.text[1:]])
        return nodes.Dot(token.position) if token.kind is Kind.DOT else nodes.Nil(token.position)

    # Constants.

    def _constant(self, token: Token) -> object:
        if token.kind is Kind.BOOL:
            return token.text == "true"
        if token.kind is Kind.NUMBER:
            return self._number(token)
        if token.kind is Kind.CHARACTER:
            text = self._unquote(token)
            if len(text) != 1:
                self._fail(f"malformed character constant: {token.text}")
            return ord(text)
        return self._unquote(token)

    def _number(self, token: Token) -> int | float:
        text = token.text
        octal = re.fullmatch(r"([+-]?)0(\d[\d_]*)", text)
        try:
            return int(f"{octal[1]}0o{octal[2]}", 0) if octal else int(text, 0)
        except ValueError:
            pass
        try:
            return float.fromhex(text) if "0x" in text.lower() else float(text)
        except ValueError:
            self._fail(f"bad number syntax: {json.dumps(text)}")

    def _unquote(self, token: Token) -> str:
        if token.kind is Kind.RAW_STRING:
            return token.text[1:-1].replace("\r", "")

        def replace(match: re.Match[str]) -> str:
            code = match[1] or match[2] or match[3]
            if code:
                return chr(int(code, 16))
            if match[4]:
                return chr(int(match[4], 8))
            if match[5] not in _SIMPLE_ESCAPES:
                self._fail("invalid syntax")
            return _SIMPLE_ESCAPES[match[5]]

        return _ESCAPE.sub(replace, token.text[1:-1])
