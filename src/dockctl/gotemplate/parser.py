"""Tokens to a tree."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

from dockctl.gotemplate import nodes
from dockctl.gotemplate.errors import TemplateSyntaxError
from dockctl.gotemplate.lexer import Kind, Token, tokenize
from dockctl.gotemplate.literals import LiteralError, read_character, read_complex, read_number, unquote
from dockctl.visible import quote

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

_STRINGS = {Kind.STRING, Kind.RAW_STRING}
_READERS = {Kind.NUMBER: read_number, Kind.CHARACTER: read_character, Kind.COMPLEX: read_complex}
_BEGINS_OPERAND = {
    Kind.FIELD, Kind.VARIABLE, Kind.IDENTIFIER, Kind.DOT, Kind.NIL, Kind.LEFT_PAREN, Kind.BOOL, *_READERS, *_STRINGS,
}  # fmt: skip
_NOT_EXECUTABLE = (nodes.Constant, nodes.Dot, nodes.Nil)
_MOST_VARIABLES = 2
_NOWHERE = Token(Kind.EOF, "", 0, 0)


def is_empty(body: list[nodes.Node]) -> bool:
    """Tell whether a template holds nothing but blanks, or definitions of others."""
    return all(isinstance(node, nodes.Text) and not node.text.strip() for node in body)


def parse(source: str, functions: Collection[str]) -> dict[str, list[nodes.Node]]:
    """Return the templates in ``source``, the main one under ""; raises TemplateSyntaxError.

    ``functions`` are the names that may be called.
    """
    definitions: dict[str, list[nodes.Node]] = {}
    parser = _Parser(tokenize(source), functions, definitions)
    parser.add("", parser.parse_main())
    return definitions


class _Parser:
    """Parses one template; those defined in it have parsers of their own, which read the same tokens."""

    def __init__(
        self, tokens: Iterator[Token], functions: Collection[str], definitions: dict[str, list[nodes.Node]]
    ) -> None:
        self._tokens = tokens
        self._functions = functions
        self._definitions = definitions
        self._last = _NOWHERE  # the token that was read last, whose line errors name
        self._ahead: list[Token] = []  # tokens that were put back, the next one last
        self._variables = ["$"]
        self._range_depth = 0
        self._action_line = 0

    def add(self, name: str, body: list[nodes.Node]) -> None:
        """Take ``body`` for the template ``name``: one that holds something stays the only one."""
        known = self._definitions.get(name)
        if known is None or is_empty(known):
            self._definitions[name] = body
        elif not is_empty(body):
            self._fail(f"template: multiple definition of template {quote(name)}")

    # Tokens.

    def _next(self) -> Token:
        if self._ahead:
            return self._ahead.pop()
        self._last = next(self._tokens, self._last)
        return self._last

    def _back(self, *tokens: Token) -> None:
        """Put tokens back, the next one to be read first."""
        self._ahead += reversed(tokens)

    def _peek(self) -> Token:
        token = self._next()
        self._back(token)
        return token

    def _next_solid(self) -> Token:
        token = self._next()
        while token.kind is Kind.SPACE:
            token = self._next()
        return token

    def _peek_solid(self) -> Token:
        token = self._next_solid()
        self._back(token)
        return token

    def _fail(self, message: str) -> NoReturn:
        raise TemplateSyntaxError(message, self._last.line)

    def _unexpected(self, token: Token, context: str) -> NoReturn:
        if token.kind is not Kind.ERROR:
            self._fail(f"unexpected {token} in {context}")
        extra = ""
        if self._action_line not in {0, token.line}:
            word = "" if token.text.endswith(" action") else " in action"
            extra = f"{word} started at %NAME%:{self._action_line}"
        self._fail(f"{token}{extra}")

    def _expect(self, kind: Kind, context: str) -> Token:
        token = self._next_solid()
        if token.kind is not kind:
            self._unexpected(token, context)
        return token

    def _unquote(self, token: Token) -> str:
        try:
            return unquote(token.text)
        except LiteralError as error:
            self._fail(str(error))

    # Lists and actions.

    def parse_main(self) -> list[nodes.Node]:
        """Return the nodes of the template as a whole; raises TemplateSyntaxError."""
        found: list[nodes.Node] = []
        while self._peek().kind is not Kind.EOF:
            if self._peek().kind is Kind.LEFT:
                left = self._next()
                keyword = self._next_solid()
                if keyword.kind is Kind.KEYWORD and keyword.text == "define":
                    self._parse_definition()
                    continue
                self._back(left, keyword)
            node, end = self._parse_node()
            if end:
                self._fail(f"unexpected {{{{{end}}}}}")
            if node is not None:
                found.append(node)
        return found

    def _parse_list(self) -> tuple[list[nodes.Node], str]:
        """Return the nodes up to ``end`` or ``else``, and which of them."""
        found: list[nodes.Node] = []
        while self._peek_solid().kind is not Kind.EOF:
            node, end = self._parse_node()
            if end:
                return found, end
            if node is not None:
                found.append(node)
        self._fail("unexpected EOF")
        return None

    def _parse_node(self) -> tuple[nodes.Node | None, str]:
        """Return a node, or the keyword that ends a list."""
        token = self._next_solid()
        if token.kind is Kind.TEXT:
            return nodes.Text(token.position, token.text), ""
        if token.kind is not Kind.LEFT:
            self._unexpected(token, "input")
        self._action_line = token.line
        node, end = self._parse_action()
        self._action_line = 0
        return node, end

    def _parse_action(self) -> tuple[nodes.Node | None, str]:
        token = self._next_solid()
        if token.kind is Kind.KEYWORD and token.text != "define":
            if token.text in {"end", "else"}:
                self._finish_list(token.text)
                return None, token.text
            if token.text in {"break", "continue"}:
                return self._parse_jump(token), ""
            if token.text == "template":
                return self._parse_call(), ""
            if token.text == "block":
                return self._parse_block(), ""
            return self._parse_branch(token.text), ""
        self._back(token)
        return nodes.Action(token.position, self._parse_pipeline("command", Kind.RIGHT)), ""

    def _finish_list(self, keyword: str) -> None:
        following = self._peek_solid()
        if keyword == "else" and following.kind is Kind.KEYWORD and following.text in {"if", "with"}:
            return
        self._expect(Kind.RIGHT, keyword)

    def _parse_jump(self, token: Token) -> nodes.Jump:
        closing = self._next_solid()
        if closing.kind is not Kind.RIGHT:
            self._unexpected(closing, f"{{{{{token.text}}}}}")
        if not self._range_depth:
            self._fail(f"{{{{{token.text}}}}} outside {{{{range}}}}")
        return nodes.Jump(token.position, token.text)

    def _parse_branch(self, keyword: str) -> nodes.Branch:
        scope = len(self._variables)
        pipeline = self._parse_pipeline(keyword, Kind.RIGHT)
        self._range_depth += keyword == "range"
        body, end = self._parse_list()
        self._range_depth -= keyword == "range"
        otherwise = self._parse_else(keyword) if end == "else" else None
        del self._variables[scope:]
        return nodes.Branch(pipeline.position, keyword, pipeline, body, otherwise)

    def _parse_else(self, keyword: str) -> list[nodes.Node]:
        token = self._peek()
        # "else if" is one more branch within, closed by the same end.
        if keyword in {"if", "with"} and token.kind is Kind.KEYWORD and token.text == keyword:
            self._next()
            return [self._parse_branch(keyword)]
        otherwise, end = self._parse_list()
        if end != "end":
            self._fail(f"expected end; found {{{{{end}}}}}")
        return otherwise

    def _parse_definition(self) -> None:
        inner = _Parser(self._tokens, self._functions, self._definitions)
        inner.parse_definition()

    def parse_definition(self) -> None:
        """Parse what follows ``define``; raises TemplateSyntaxError."""
        token = self._next_solid()
        if token.kind not in _STRINGS:
            self._unexpected(token, "define clause")
        name = self._unquote(token)
        self._expect(Kind.RIGHT, "define clause")
        self.parse_body(name, "define clause")

    def parse_body(self, name: str, context: str) -> None:
        """Parse the template ``name`` up to its end; raises TemplateSyntaxError."""
        body, end = self._parse_list()
        if end != "end":
            self._fail(f"unexpected {{{{{end}}}}} in {context}")
        self.add(name, body)

    def _parse_call(self) -> nodes.Call:
        token = self._next_solid()
        name = self._template_name(token, "template clause")
        pipeline = None
        closing = self._next_solid()
        if closing.kind is not Kind.RIGHT:
            self._back(closing)
            pipeline = self._parse_pipeline("template clause", Kind.RIGHT)
        return nodes.Call(token.position, name, pipeline)

    def _parse_block(self) -> nodes.Call:
        token = self._next_solid()
        name = self._template_name(token, "block clause")
        pipeline = self._parse_pipeline("block clause", Kind.RIGHT)
        inner = _Parser(self._tokens, self._functions, self._definitions)
        inner.parse_body(name, "block clause")
        return nodes.Call(token.position, name, pipeline)

    def _template_name(self, token: Token, context: str) -> str:
        if token.kind not in _STRINGS:
            self._unexpected(token, context)
        return self._unquote(token)

    # Pipelines.

    def _parse_pipeline(self, context: str, end: Kind) -> nodes.Pipeline:
        pipeline = nodes.Pipeline(self._peek_solid().position)
        self._parse_variables(pipeline, context)
        while True:
            token = self._next_solid()
            if token.kind is end:
                self._check_pipeline(pipeline, context)
                return pipeline
            if token.kind not in _BEGINS_OPERAND:
                self._unexpected(token, context)
            self._back(token)
            pipeline.commands.append(self._parse_command())

    def _parse_variables(self, pipeline: nodes.Pipeline, context: str) -> None:
        """Read ``$x :=``, ``$x =`` or for range ``$i, $x :=``; leave the tokens alone if it is none."""
        while self._peek_solid().kind is Kind.VARIABLE:
            variable = self._next()
            after = self._peek()
            following = self._peek_solid()
            if following.kind not in {Kind.ASSIGN, Kind.DECLARE} and following.text != ",":
                self._back(*([variable, after] if after.kind is Kind.SPACE else [variable]))
                return
            self._next_solid()
            pipeline.variables.append(variable.text)
            self._variables.append(variable.text)
            if following.text != ",":
                pipeline.assigns = following.kind is Kind.ASSIGN
                return
            if context != "range" or len(pipeline.variables) == _MOST_VARIABLES:
                self._fail(f"too many declarations in {context}")
            if self._peek_solid().kind not in {Kind.VARIABLE, Kind.RIGHT, Kind.RIGHT_PAREN}:
                self._fail("range can only initialize variables")

    def _check_pipeline(self, pipeline: nodes.Pipeline, context: str) -> None:
        if not pipeline.commands:
            self._fail(f"missing value for {context}")
        for stage, command in enumerate(pipeline.commands[1:], start=2):
            if isinstance(command.arguments[0], _NOT_EXECUTABLE):
                self._fail(f"non executable command in pipeline stage {stage}")

    def _parse_command(self) -> nodes.Command:
        command = nodes.Command(self._peek_solid().position, [])
        while True:
            self._peek_solid()
            operand = self._parse_operand()
            if operand is not None:
                command.arguments.append(operand)
            token = self._next()
            if token.kind is Kind.SPACE:
                continue
            if token.kind in {Kind.RIGHT, Kind.RIGHT_PAREN}:
                self._back(token)
            elif token.kind is not Kind.PIPE:
                self._unexpected(token, "operand")
            if not command.arguments:
                self._fail("empty command")
            return command

    def _parse_operand(self) -> nodes.Operand | None:
        operand = self._parse_term()
        if operand is None or self._peek().kind is not Kind.FIELD:
            return operand
        position = self._peek().position
        names = []
        while self._peek().kind is Kind.FIELD:
            names.append(self._next().text[1:])
        if isinstance(operand, nodes.Field):
            return nodes.Field(position, operand.names + names)
        if isinstance(operand, nodes.Variable):
            return nodes.Variable(position, operand.names + names)
        if isinstance(operand, _NOT_EXECUTABLE):
            self._fail(f"unexpected . after term {quote(nodes.show(operand))}")
        return nodes.Chain(position, operand, names)

    def _parse_term(self) -> nodes.Operand | None:
        token = self._next_solid()
        if token.kind in _STRINGS:
            return nodes.Constant(token.position, token.text, self._unquote(token))
        if token.kind in _READERS:
            try:
                return nodes.Constant(token.position, token.text, _READERS[token.kind](token.text))
            except LiteralError as error:
                self._fail(str(error))
        if token.kind is Kind.BOOL:
            return nodes.Constant(token.position, token.text, token.text == "true")
        if token.kind is Kind.LEFT_PAREN:
            return self._parse_pipeline("parenthesized pipeline", Kind.RIGHT_PAREN)
        if token.kind is Kind.IDENTIFIER:
            if token.text not in self._functions:
                self._fail(f"function {quote(token.text)} not defined")
            return nodes.Identifier(token.position, token.text)
        if token.kind is Kind.VARIABLE:
            if token.text not in self._variables:
                self._fail(f"undefined variable {quote(token.text)}")
            return nodes.Variable(token.position, [token.text])
        if token.kind is Kind.FIELD:
            return nodes.Field(token.position, [token.text[1:]])
        if token.kind is Kind.DOT:
            return nodes.Dot(token.position)
        if token.kind is Kind.NIL:
            return nodes.Nil(token.position)
        self._back(token)
        return None
