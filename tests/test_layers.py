"""The architecture as tests: who may import whom, and that the table of commands is whole."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from importlinter import cli as linter

from dockctl.cli.table import COMMANDS, ELSEWHERE, GROUPS, PATHS

ROOT = Path(__file__).parents[1]


def test_the_layers_are_kept() -> None:
    assert linter.lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True) == 0


def test_every_command_is_a_module_with_a_function_of_its_name() -> None:
    modules = {path.stem for path in (ROOT / "src/dockctl/commands").glob("*.py")} - {"__init__"}
    assert modules == {entry.module for entry in COMMANDS}
    for module in modules:
        assert callable(getattr(import_module(f"dockctl.commands.{module}"), module))


def test_every_group_has_commands() -> None:
    assert {path.partition(" ")[0] for path in PATHS if " " in path} == set(GROUPS)


def test_no_name_is_given_twice() -> None:
    names = [path for entry in COMMANDS for path in entry.paths]
    assert len(names) == len(set(names))
    assert not set(names) & (set(ELSEWHERE) | set(GROUPS))


def test_no_folder_for_leftovers() -> None:
    names = {path.stem for path in (ROOT / "src").rglob("*")}
    assert names.isdisjoint({"utils", "helpers", "common", "core", "base", "misc"})
