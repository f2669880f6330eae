"""Libraries without what few of their functions need: it is there for those, and for everybody else."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from dockctl.late import import_lean, late_pattern

if TYPE_CHECKING:
    from pathlib import Path

LIBRARY = """
import re
import late_tool
from late_tool import double
WORD = re.compile("W(or)d", re.IGNORECASE)
def twice(number): return double(number)
def thrice(number): return late_tool.triple(number)
"""
TOOL = "def double(number): return 2 * number\ndef triple(number): return 3 * number\nclass Tool: pass\n"


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library called late_library, and the late_tool that it imports."""
    (tmp_path / "late_library.py").write_text(LIBRARY)
    (tmp_path / "late_tool.py").write_text(TOOL)
    monkeypatch.syspath_prepend(tmp_path)
    for name in ("late_library", "late_tool"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    return tmp_path / "late_library.py"


def lean() -> None:
    import_lean("late_library", ["late_tool"])


def test_a_module_is_imported_when_its_function_is_called(library: Path) -> None:
    assert library
    compile_ = re.compile
    lean()
    import late_library  # type: ignore[import-not-found]  # noqa: PLC0415

    assert "late_tool" not in sys.modules
    assert re.compile is compile_
    assert late_library.thrice(2) == 6
    assert late_library.twice(2) == 4
    assert "late_tool" in sys.modules
    match = late_library.WORD.fullmatch("word")
    assert match is not None
    assert match[1] == "or"
    assert late_library.WORD.flags & re.IGNORECASE


def test_others_import_the_real_one(library: Path) -> None:
    assert library
    lean()
    import late_tool  # type: ignore[import-not-found]  # noqa: PLC0415

    assert late_tool.Tool.__name__ == "Tool"


def test_what_is_called_while_the_library_is_imported_is_real(library: Path) -> None:
    library.write_text(LIBRARY + "FOUR = double(2)\n")
    lean()
    import late_library  # noqa: PLC0415

    assert late_library.FOUR == 4
    assert sys.modules["late_tool"].__spec__ is not None


def test_a_library_that_can_not_do_without_is_imported_as_it_is(library: Path) -> None:
    library.write_text(LIBRARY + "class Mine(late_tool.Tool): pass\n")
    lean()
    import late_library  # noqa: PLC0415

    assert late_library.Mine.__mro__[1].__name__ == "Tool"
    assert re.compile.__module__ == "re"


def test_a_library_that_can_not_be_imported_says_why(library: Path) -> None:
    library.write_text("import no_such_module_at_all")
    with pytest.raises(ModuleNotFoundError, match="no_such_module_at_all"):
        lean()
    assert "late_tool" not in sys.modules


def test_an_expression_that_waits_is_one() -> None:
    pattern = late_pattern(r"(a+)b", re.ASCII)
    found = pattern.fullmatch("aab")
    assert found is not None
    assert found[1] == "aa"
    assert pattern.sub("c", "ab aab") == "c c"
    assert pattern.pattern == r"(a+)b"


def test_what_typer_and_requests_go_without_still_works() -> None:
    """In a process of its own: this one has imported them whole."""
    script = (
        "import sys\n"
        "from dockctl.cli.main import _TYPER_WANTS_LATER\n"
        "from dockctl.late import import_lean\n"
        "from dockctl.transport.lean import import_requests\n"
        "import_lean('typer', _TYPER_WANTS_LATER)\n"
        "import_requests(secure=False)\n"
        "import typer.main, requests, urllib3\n"
        "wanted = {'idna', 'platform', 'hashlib', 'urllib.request', 'shutil', 'zipfile', 'uuid'}\n"
        "print(sorted(wanted & set(sys.modules)))\n"
        "print(typer.main._is_linux_or_bsd(), typer.core.get_close_matches('pss', ['ps', 'run']))\n"
        "print(requests.utils.getproxies_environment() == {}, requests.utils.should_bypass_proxies('http://x', None))\n"
        "print(requests.models.PreparedRequest._get_idna_encoded_host('gr\u00fc\u00dfe.de'))\n"
        "print(urllib3.fields.guess_content_type('a.png'), urllib3.util.parse_url('http://[::1]:80/a').host)\n"
        "print('gr\u00fc\u00dfe.de'.encode('idna'))\n"
        "import typer.completion; print(callable(typer.completion.shell_complete))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=False, env={}
    )
    assert done.stderr == ""
    assert done.stdout.splitlines() == [
        "[]",
        "True ['ps']",
        "True False",
        "xn--gre-6ka8l.de",
        "image/png [::1]",
        "b'xn--grsse-lva.de'",
        "True",
    ]
