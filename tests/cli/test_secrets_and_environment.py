"""--secret, --dotenv and --print-env."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dockctl.options.dotenv_files import read_dotenv
from dockctl.options.secrets import parse_secret
from tests.faults.proxy import Fault, FaultProxy

if TYPE_CHECKING:
    from pathlib import Path

    from dockctl.engine.client import Engine
    from tests.conftest import Dockctl

CONTENT = "s3cret-c0ntent"
LIST = "cd /run/secrets; for f in *; do echo $f $(stat -c '%a %u %g' $f) $(cat $f 2>/dev/null || echo -); done"


@pytest.fixture
def file(tmp_path: Path) -> str:
    """A file with a secret in it."""
    path = tmp_path / "secret file"
    path.write_text(CONTENT)
    return str(path)


def test_secrets_are_files_of_the_container(
    dockctl: Dockctl, environment: dict[str, str], alpine: str, file: str
) -> None:
    words = ["--secret", f"db,src={file}", "--secret", "token,env=TOKEN,uid=1000,gid=1000,mode=0400"]
    result = dockctl("run", "--rm", *words, "--user", "1000", alpine, "sh", "-c", LIST,
                     environment=environment | {"TOKEN": "t0ken"})  # fmt: skip
    assert (result.stderr, result.status) == ("", 0)
    assert result.stdout == f"db 444 0 0 {CONTENT}\ntoken 400 1000 1000 t0ken\n"


def test_other_folders_have_them_too(dockctl: Dockctl, alpine: str, file: str) -> None:
    words = ["--secret", f"a,src={file},target=/opt/keys/a.key", "--secret", f"b,src={file},target=sub/b"]
    result = dockctl("run", "--rm", *words, alpine, "cat", "/opt/keys/a.key", "/run/secrets/sub/b")
    assert result.stdout == CONTENT * 2


def test_who_inspects_sees_nothing_and_nothing_is_left(
    dockctl: Dockctl, engine: Engine, alpine: str, name: str, file: str
) -> None:
    before = {item["Name"] for item in engine.volumes.list()["Volumes"] or []}
    dockctl("run", "-d", "--rm", "--name", name, "--secret", f"db,src={file}", alpine, "sleep", "60")
    told = dockctl("inspect", name).stdout
    made = {item["Name"] for item in engine.volumes.list()["Volumes"] or []} - before
    assert CONTENT not in told
    assert len(made) == 1
    assert dockctl("exec", name, "cat", "/run/secrets/db").stdout == CONTENT
    dockctl("stop", "-t", "0", name)
    dockctl("wait", name)
    assert made & {item["Name"] for item in engine.volumes.list()["Volumes"] or []} == set()


@pytest.mark.parametrize("mode", ["--dry-run", "--curl"])
def test_no_rehearsal_shows_one(dockctl: Dockctl, alpine: str, file: str, mode: str) -> None:
    result = dockctl(mode, "run", "-d", "--secret", f"db,src={file}", alpine)
    assert result.status == 0
    assert "archive" in result.stdout
    assert CONTENT not in result.stdout + result.stderr


@pytest.mark.parametrize("flags", [[], ["--rm"], ["-d"]])
def test_without_its_secret_no_container_runs(
    dockctl: Dockctl, engine: Engine, host: str, environment: dict[str, str], alpine: str, name: str, file: str,
    flags: list[str],
) -> None:  # fmt: skip
    with FaultProxy(host) as proxy:
        proxy.set(
            Fault("refused", r"^PUT .*/archive", instead=[b"HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n"])
        )
        words = [*flags, "--name", name, "--secret", f"db,src={file}", alpine, "true"]
        result = dockctl("run", *words, environment=environment | {"DOCKER_HOST": proxy.host})
    assert (result.stdout, result.status) == ("", 125)
    assert engine.containers.list(all_=True, filters={"name": [name]}) == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("db", "needs one of"), ("db,src=/a,env=B", "needs one of"), (",src=/a", "must begin with"),
        ("a/b,src=/a", "must begin with"), ("db,src=/a,mode=9", "octal"), ("db,src=/a,colour=red", "is none of"),
        ("db,src=/a,target=/top", "root folder"), ("db,src=/a,uid=-1", "out of range"), ("src=/a", "must begin with"),
        ("db,src=/a,target=../../x", "root folder"),
    ],
)  # fmt: skip
def test_what_is_no_secret_is_refused(dockctl: Dockctl, alpine: str, text: str, message: str) -> None:
    result = dockctl("run", "--secret", text, alpine)
    assert (result.stdout, result.status) == ("", 125)
    assert message in result.stderr


@given(st.text())
def test_any_text_is_a_secret_or_refused(text: str) -> None:
    try:
        assert parse_secret(text).target.startswith("/")
    except ValueError:
        return


def test_a_source_that_is_missing_is_named(dockctl: Dockctl, alpine: str) -> None:
    result = dockctl("run", "--secret", "db,src=/nosuch/file", alpine)
    assert result.stderr.startswith("dockctl: secret db: open /nosuch/file: no such file or directory\n")
    result = dockctl("run", "--secret", "db,env=NOSUCH_VARIABLE", alpine)
    assert result.stderr.startswith("dockctl: secret db: NOSUCH_VARIABLE is not set\n")
    assert result.status == 125


DOTENV = """# a comment
export A="x \\"y\\" # no comment"  # a comment
B='it''s'
C="two
lines"

D=plain value # a comment
E=${A}
FROM_HERE
NOT_SET
F=
"""


def test_dotenv_files_have_quotes_and_lines(
    dockctl: Dockctl, environment: dict[str, str], alpine: str, tmp_path: Path
) -> None:
    path = tmp_path / ".env"
    path.write_text(DOTENV.replace("B='it''s'\n", "B='a b'\n"))
    literal = tmp_path / "literal"
    literal.write_text('A=literal\nL="quoted"\n')
    result = dockctl(
        "create", "--env-file", str(literal), "--dotenv", str(path), "-e", "D=given", alpine,
        environment=environment | {"FROM_HERE": "here"},
    )  # fmt: skip
    told = json.loads(dockctl("inspect", "-f", "{{json .Config.Env}}", result.stdout.strip()).stdout)
    dockctl("rm", result.stdout.strip())
    variables = dict(text.split("=", 1) for text in told)
    variables.pop("PATH", None)
    assert variables == {"A": 'x "y" # no comment', "L": '"quoted"', "B": "a b", "C": "two\nlines", "D": "given",
                         "E": "${A}", "FROM_HERE": "here", "F": ""}  # fmt: skip


@pytest.mark.parametrize(("content", "line"), [("A=1\n\nB='open\n", 3), ("=x\n", 1), ("A=1\nB c\n", 2)])
def test_a_line_that_is_none_is_named(
    dockctl: Dockctl, alpine: str, tmp_path: Path, content: str, line: int
) -> None:
    path = tmp_path / ".env"
    path.write_text(content)
    result = dockctl("run", "--dotenv", str(path), alpine)
    assert (result.stdout, result.status) == ("", 125)
    assert f"{path}:{line}: not NAME=VALUE" in result.stderr


@given(st.text())
def test_any_file_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.mktemp("dotenv") / "file"
    path.write_text(text, encoding="utf-8", errors="replace")
    try:
        found = read_dotenv(str(path), {})
    except ValueError:
        return
    assert all("=" in pair for pair, _ in found)


def test_the_environment_is_told_with_its_origins(
    dockctl: Dockctl, environment: dict[str, str], engine: Engine, alpine: str, tmp_path: Path
) -> None:
    before = [item["Id"] for item in engine.containers.list(all_=True)]
    path = tmp_path / ".env"
    path.write_text("A=1\nexport B='s3cret'\n")
    words = ["--dotenv", str(path), "-e", "A=2", "-e", "FROM_HERE", "-e", "EMPTY="]
    given_ = environment | {"FROM_HERE": "here"}
    masked = dockctl("run", "--print-env", *words, alpine, environment=given_)
    assert (masked.stderr, masked.status) == ("", 0)
    assert (
        f"B=****\t{path}:2\nA=****\t-e\nFROM_HERE=****\t-e, from this environment\nEMPTY=\t-e\n"
        in masked.stdout
    )
    assert "s3cret" not in masked.stdout
    shown = dockctl("create", "--print-env", "--show-values", *words, alpine, environment=given_)
    assert f"B=s3cret\t{path}:2\nA=2\t-e\nFROM_HERE=here\t-e, from this environment\n" in shown.stdout
    assert [item["Id"] for item in engine.containers.list(all_=True)] == before


def test_nothing_of_it_is_imported_unasked(program: list[str], environment: dict[str, str]) -> None:
    script = (
        "import sys; from dockctl.cli.main import main; main(['run', '--help']); print('dotenv' in sys.modules)"
    )
    done = subprocess.run(
        [program[0], "-c", script], capture_output=True, text=True, env=environment, check=True
    )
    assert done.stdout.endswith("False\n")
