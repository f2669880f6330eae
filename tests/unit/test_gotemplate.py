"""Go's text/template: what docker's own output shows is in tests/golden; here are grammar and properties."""

from __future__ import annotations

import json
from typing import ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dockctl.gotemplate.encoding import encode
from dockctl.gotemplate.errors import ExecutionError, TemplateSyntaxError
from dockctl.gotemplate.lexer import Kind, tokenize
from dockctl.gotemplate.printing import quote, sprintf
from dockctl.gotemplate.template import Template
from dockctl.gotemplate.values import format_value
from dockctl.render.template import FUNCTIONS

ROW = {"Name": "web", "Tags": ["a", "b"], "Labels": {"z": "1", "a": "2"}, "Count": 3, "None": None, "Empty": ""}


class Container:
    """A row as Go's templates see one."""

    go_type: ClassVar[str] = "*formatter.ContainerContext"
    Names = "web"

    def Label(self, name: str) -> str:  # noqa: N802
        return f"<{name}>"


def render(source: str, value: object = ROW) -> str:
    return Template(source, FUNCTIONS).render(value)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("", ""),
        ("plain }} text", "plain }} text"),
        ("{{.Name}}", "web"),
        ("{{ .Name }}", "web"),
        ("{{- .Name -}}", "web"),
        ("a {{- .Name -}} b", "awebb"),
        ("a {{.Name}} b", "a web b"),
        ("a{{/* x */}}b", "ab"),
        ("a {{- /* x */ -}} b", "ab"),
        ("{{.Missing}}", "<no value>"),
        ("{{.Labels.a}}{{.Labels.nosuch}}", "2<no value>"),
        ("{{.Tags}} {{.Labels}} {{.Count}} {{.None}}", "[a b] map[a:2 z:1] 3 <no value>"),
        ("{{range .Tags}}{{.}},{{end}}", "a,b,"),
        ("{{range $k, $v := .Labels}}{{$k}}={{$v}};{{end}}", "a=2;z=1;"),
        ("{{range .None}}x{{else}}none{{end}}", "none"),
        ("{{range $i, $e := .Tags}}{{$.Name}}{{$i}}{{end}}", "web0web1"),
        ("{{if and .Name (eq .Count 3)}}y{{end}}", "y"),
        ("{{if .Empty}}a{{else if .Name}}b{{else}}c{{end}}", "b"),
        ("{{with .Labels}}{{.a}}{{end}}", "2"),
        ("{{with .Empty}}a{{else with .Name}}{{.}}{{end}}", "web"),
        ("{{with $x := .Name}}{{$x}}{{end}}", "web"),
        ("{{$x := 1}}{{range .Tags}}{{$x = .}}{{end}}{{$x}}", "b"),
        ("{{(index .Tags 1) | printf `%s-%s` .Name}}", "web-b"),
        ("{{(len .Tags) }}{{len .Labels}}", "22"),
        ("{{define `t`}}[{{.}}]{{end}}{{range .Tags}}{{template `t` .}}{{end}}", "[a][b]"),
        ("{{block `b` .Name}}({{.}}){{end}}", "(web)"),
        ("{{define `b`}}later{{end}}{{template `b`}}", "later"),
        ("{{or .Empty .Name | upper}}", "WEB"),
        ("{{and false (index .Tags 99)}}", "false"),
        ("{{or true (index .Tags 99)}}", "true"),
        ("{{not .Empty}}", "true"),
        ("{{'a'}} {{`raw`}} {{\"\\u00e9\\n\"}}", "97 raw é\n"),
        ("{{0b101}} {{0o17}} {{017}} {{-5}} {{1e6}} {{1e21}} {{2.50}}", "5 15 15 -5 1e+06 1e+21 2.5"),
        ("{{slice .Name 1}}{{slice .Name 0 1}}{{slice .Tags 1}}", "ebw[b]"),
        ("{{json .Labels}} {{json .None}} {{json `<&>`}}", '{"a":"2","z":"1"} null "<&>"'),
        ("{{split `a,b` `,` | json}} {{join .Tags `+`}}", '["a","b"] a+b'),
        ("{{title `hello wORLD it's`}}", "Hello WORLD It'S"),
        ("{{println .Name}}{{print 1 2 `a` 3}}", "web\n1 2a3"),
        ("{{ge 2 1}}{{ge 1 1}}{{ge 0 1}}{{le `a` `b`}}", "truetruefalsetrue"),
        ("{{html .Tags}}{{urlquery `ä b`}}{{js `<'\"`}}", "[a b]%C3%A4+b\\u003C\\'\\\""),
    ],
)
def test_rendering(source: str, text: str) -> None:
    assert render(source) == text


def test_methods_take_arguments_and_pipelines() -> None:
    assert render('{{.Label "x"}} {{"y" | .Label}}', Container()) == "<x> <y>"


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("{{", ":1: unclosed action"),
        ("a\nb {{.X", ":2: unclosed action"),
        ("{{if true}}", ":1: unexpected EOF"),
        ("{{end}}", ":1: unexpected {{end}}"),
        ("{{range}}{{end}}", ":1: missing value for range"),
        ("{{}}", ":1: missing value for command"),
        ("{{nosuch}}", ':1: function "nosuch" not defined'),
        ("{{$x}}", ':1: undefined variable "$x"'),
        ("{{if true}}{{$x := 1}}{{end}}{{$x}}", ':1: undefined variable "$x"'),
        ("{{continue}}", ":1: {{continue}} outside {{range}}"),
        ('{{"abc}}', ":1: unterminated quoted string"),
        ("{{`abc}}", ":1: unterminated raw quoted string"),
        ("{{'a}}", ":1: unterminated character constant"),
        ("{{/* a }}", ":1: unclosed comment"),
        ("{{/* a */ x}}", ":1: comment ends before closing delimiter"),
        ("{{(1}}", ":1: unclosed left paren"),
        ("{{1)}}", ":1: unexpected right paren"),
        ("{{1x}}", ':1: bad number syntax: "1x"'),
        ("{{1 | 2}}", ":1: non executable command in pipeline stage 2"),
        ("{{template 1}}", ':1: unexpected "1" in template clause'),
        ("{{if true}}{{define `x`}}{{end}}{{end}}", ":1: unexpected <define> in command"),
        ("{{if 1}}{{else}}{{else}}{{end}}", ":1: expected end; found {{else}}"),
    ],
)
def test_syntax_errors(source: str, message: str) -> None:
    with pytest.raises(TemplateSyntaxError) as caught:
        Template(source, FUNCTIONS)
    assert str(caught.value) == f"template: {message}"


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("{{.Name.Foo}}", ':1:7: executing "" at <.Name.Foo>: can\'t evaluate field Foo in type interface {}'),
        ("a\n {{.Count.X}}", ':2:9: executing "" at <.Count.X>: can\'t evaluate field X in type interface {}'),
        (
            "{{define `t`}}{{.X}}{{end}}{{template `t` 1}}",
            ':1:16: executing "t" at <.X>: can\'t evaluate field X in type int',
        ),
        (
            "{{index .Tags 9}}",
            ':1:2: executing "" at <index .Tags 9>: error calling index: index out of range: 9',
        ),
        (
            "{{range .Count}}{{end}}{{range 1.5}}{{end}}",
            ':1:31: executing "" at <1.5>: range can\'t iterate over 1.5',
        ),
        ("{{upper .Count}}", ':1:8: executing "" at <.Count>: wrong type for value; expected string; got int'),
        ("{{range .Name}}{{end}}", ':1:8: executing "" at <.Name>: range can\'t iterate over web'),
        ("{{1 2}}", ':1:2: executing "" at <1>: can\'t give argument to non-function 1'),
    ],
)
def test_execution_errors(source: str, message: str) -> None:
    with pytest.raises(ExecutionError) as caught:
        render(source)
    assert str(caught.value) == f"template: {message}"


def test_endless_recursion_is_an_error() -> None:
    with pytest.raises(ExecutionError, match="exceeded maximum template depth"):
        render("{{define `x`}}{{template `x`}}{{end}}{{template `x`}}")


@given(st.text(st.characters(exclude_categories=["Cs"])).filter(lambda text: "{{" not in text))
def test_text_without_actions_is_unchanged(text: str) -> None:
    assert render(text) == text


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_source_is_rendered_or_refused(text: str) -> None:
    for source in (text, "{{" + text, "{{" + text + "}}", "{{range .Tags}}" + text + "{{end}}"):
        try:
            Template(source, FUNCTIONS).render(ROW)
        except (TemplateSyntaxError, ExecutionError):
            continue


@given(
    st.lists(
        st.sampled_from(["{{", "}}", "{{- ", " -}}", ".Name", "if", "end", " ", "x", '"s"', "|", "(", ")", "1"])
    )
)
def test_any_words_are_rendered_or_refused(words: list[str]) -> None:
    try:
        render("".join(words))
    except (TemplateSyntaxError, ExecutionError):
        return


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_a_quoted_string_is_itself(text: str) -> None:
    assert render("{{" + quote(text) + "}}") == text


@given(st.text(st.characters(exclude_categories=["Cs"])).filter(lambda text: "{{" not in text), st.text("abc"))
def test_tokens_tell_where_they_stand(text: str, name: str) -> None:
    source = f"{text}{{{{.F{name} | print}}}}"
    for token in tokenize(source):
        if token.kind is not Kind.EOF:
            assert source[token.position : token.position + len(token.text)] == token.text
        assert token.line == source.count("\n", 0, token.position) + 1


@given(st.lists(st.one_of(st.text(), st.integers(), st.booleans())))
def test_a_list_is_ranged_over_in_order(items: list[object]) -> None:
    assert render("{{range .}}{{.}}|{{end}}", items) == "".join(f"{format_value(item)}|" for item in items)


@given(st.integers(-(10**12), 10**12), st.integers(0, 15))
def test_printf_of_integers_is_pythons(number: int, width: int) -> None:
    for form in (f"%{width}d", f"%-{width}d", f"%+{width}d", f"%{width}x", f"%0{width}d"):
        assert sprintf(form, [number]) == form % number


@given(st.floats(-1e15, 1e15), st.integers(0, 6))
def test_printf_of_floats_is_pythons(number: float, precision: int) -> None:
    for form in (f"%.{precision}f", f"%12.{precision}e"):
        assert sprintf(form, [number]) == form % number


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    )
)
def test_json_is_read_back(value: object) -> None:
    assert json.loads(encode(value)) == value
    assert json.loads(encode(value, html_escaped=True)) == value
    assert not set("<>&") & set(encode(value, html_escaped=True))


def test_what_was_made_before_a_failure_is_known() -> None:
    with pytest.raises(ExecutionError) as caught:
        Template('{{define "x"}}b{{.Count.No}}{{end}}a{{template "x" .}}').render(ROW)
    assert caught.value.written == "ab"
