"""Usage errors, help and the program's own options, in docker's words and with its statuses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from dockctl.cli.app import build_app, load_command
from dockctl.cli.table import PATHS

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Dockctl

PS = "\n\nUsage:  dockctl ps [OPTIONS]\n\nRun 'dockctl ps --help' for more information\n"
RUN = "Usage:  dockctl run [OPTIONS] IMAGE [COMMAND] [ARG...]\n\n"


@pytest.mark.parametrize(
    ("arguments", "message", "status"),
    [
        (["ps", "--bad"], f"unknown flag: --bad{PS}", 125),
        (["ps", "-zq"], f"unknown shorthand flag: 'z' in -zq{PS}", 125),
        (["ps", "-qz"], f"unknown shorthand flag: 'z' in -z{PS}", 125),
        (["ps", "-n"], f"flag needs an argument: 'n' in -n{PS}", 125),
        (["ps", "--last"], f"flag needs an argument: --last{PS}", 125),
        (["ps", "--=x"], f"bad flag syntax: --=x{PS}", 125),
        (
            ["ps", "-n", "x"],
            f'invalid argument "x" for "-n, --last" flag: strconv.ParseInt: parsing "x": invalid syntax{PS}',
            125,
        ),
        (
            ["ps", "--all=maybe"],
            f'invalid argument "maybe" for "-a, --all" flag: strconv.ParseBool: parsing "maybe": invalid syntax{PS}',
            125,
        ),
        (["ps", "x"], f"dockctl: 'dockctl ps' accepts no arguments{PS}", 1),
        (["ps", "x", "--bad"], f"unknown flag: --bad{PS}", 125),
        (
            ["run"],
            f"dockctl: 'dockctl run' requires at least 1 argument\n\n{RUN}"
            "See 'dockctl run --help' for more information\n",
            1,
        ),
        (
            ["run", "--nope", "alpine"],
            f"unknown flag: --nope\n\n{RUN}Run 'dockctl run --help' for more information\n",
            125,
        ),
        (
            ["run", "-e", "=x", "alpine"],
            f'invalid argument "=x" for "-e, --env" flag: invalid environment variable: =x\n\n{RUN}'
            "Run 'dockctl run --help' for more information\n",
            125,
        ),
        (
            ["images", "a", "b"],
            "dockctl: 'dockctl images' requires at most 1 argument\n\n"
            "Usage:  dockctl images [OPTIONS] [REPOSITORY[:TAG]]\n\n"
            "Run 'dockctl images --help' for more information\n",
            1,
        ),
        (
            ["bogus"],
            "dockctl: unknown command: dockctl bogus\n\nRun 'dockctl --help' for more information\n",
            1,
        ),
        (
            ["container", "bogus"],
            "dockctl: unknown command: dockctl container bogus\n\nUsage:  dockctl container\n\n"
            "Run 'dockctl container --help' for more information\n",
            1,
        ),
        (
            ["--nope", "ps"],
            "unknown flag: --nope\n\nUsage:  dockctl [OPTIONS] COMMAND [ARG...]\n\n"
            "Run 'dockctl --help' for more information\n",
            125,
        ),
        (
            ["run", "--pull=bogus", "alpine"],
            'dockctl: invalid pull option: \'bogus\': must be one of "always", "missing" or "never"\n\n'
            "Run 'dockctl run --help' for more information\n",
            125,
        ),
        (
            ["run", "UPPER"],
            "dockctl: invalid reference format: repository name (library/UPPER) must be lowercase\n\n"
            "Run 'dockctl run --help' for more information\n",
            125,
        ),
        (
            ["volume", "bogus"],
            "dockctl: unknown command: dockctl volume bogus\n\nUsage:  dockctl volume COMMAND\n\n"
            "Run 'dockctl volume --help' for more information\n",
            1,
        ),
        (
            ["container", "bogus", "--nope"],
            "unknown flag: --nope\n\nUsage:  dockctl container\n\nRun 'dockctl container --help' for more information\n",
            125,
        ),
        (
            ["container", "list", "x"],
            "dockctl: 'dockctl container ls' accepts no arguments\n\nUsage:  dockctl container ls [OPTIONS]\n\n"
            "Run 'dockctl container ls --help' for more information\n",
            1,
        ),
        (["help", "container", "bogus", "x"], "unknown help topic: bogus x\n", 1),
        (["-l", "loud", "ps"], "Unable to parse logging level: loud\n", 1),
        (
            ["-H", "a:1", "-H", "b:1", "network", "ls"],
            "Failed to initialize: unable to resolve docker endpoint: Specify only one -H\n"
            "hint: several engines, or one by a deadline, are asked by ps, images, stop, logs, pull, version and info"
            " alone\n",
            1,
        ),
        (
            ["-H", "unix:///x", "-c", "y", "ps"],
            "conflicting options: cannot specify both --host and --context\n",
            1,
        ),
    ],
)
def test_bad_usage(dockctl: Dockctl, arguments: list[str], message: str, status: int) -> None:
    result = dockctl(*arguments)
    assert result.stdout == ""
    assert result.stderr == message
    assert result.status == status


@pytest.mark.parametrize(
    "arguments", [["ps", "--help"], ["ps", "-q", "--help", "surplus"], ["container", "ls", "-h"]]
)
def test_help_goes_to_stdout(dockctl: Dockctl, arguments: list[str]) -> None:
    result = dockctl(*arguments)
    assert result.stdout.startswith("Usage:  dockctl ")
    assert "\n\nList containers\n\nAliases:\n  dockctl container ls, dockctl container list," in result.stdout
    assert re.search(r"\n  -n, --last int +Show n last created containers", result.stdout)
    assert result.status == 0


@pytest.mark.parametrize(
    ("arguments", "path"),
    [
        (["help", "container", "list"], "container ls [OPTIONS]"),
        (["--help", "ps"], "ps [OPTIONS]"),
        (["container", "bogus", "--help"], "container COMMAND"),
        (["help"], "[OPTIONS] COMMAND"),
        (["help", "help"], "help [command]"),
    ],
)
def test_help_is_found_by_every_way(dockctl: Dockctl, arguments: list[str], path: str) -> None:
    result = dockctl(*arguments)
    assert result.stdout.startswith(f"Usage:  dockctl {path}\n")
    assert (result.stderr, result.status) == ("", 0)


def test_the_deprecated_shorthand_for_help_says_so(dockctl: Dockctl) -> None:
    assert dockctl("ps", "-h").stderr == "Flag shorthand -h has been deprecated, use --help\n"


def test_without_a_command_the_help_goes_to_stderr(dockctl: Dockctl) -> None:
    result = dockctl()
    assert result.stdout == ""
    assert result.stderr.startswith("Usage:  dockctl [OPTIONS] COMMAND\n")
    assert result.status == 0
    assert dockctl("--help").stdout == result.stderr


def test_a_group_alone_shows_its_commands(dockctl: Dockctl) -> None:
    result = dockctl("container")
    assert result.stderr.startswith("Usage:  dockctl container COMMAND\n\nManage containers\n\nCommands:\n")
    assert "  ls          List containers\n" in result.stderr
    assert result.status == 0


def test_version_flag(dockctl: Dockctl) -> None:
    result = dockctl("--version")
    assert result.stdout.startswith("dockctl version 0.")
    assert result.status == 0


@pytest.mark.parametrize("path", PATHS)
def test_the_table_of_commands_tells_what_the_commands_tell(path: str) -> None:
    entry = PATHS[path]
    command = load_command(entry, path.rpartition(" ")[2])
    assert (command.help or "").partition("\n")[0].removesuffix(".") == entry.summary


def test_every_option_has_help() -> None:
    for path, entry in PATHS.items():
        command = load_command(entry, path)
        missing = [item.name for item in command.params if item.param_type_name == "option" and not item.help]  # type: ignore[attr-defined]
        assert missing == []
    assert build_app().params


def test_a_broken_config_file_is_a_warning(dockctl: Dockctl, tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text("{")
    result = dockctl("--config", str(tmp_path), "ps", "-q")
    assert result.stderr.startswith("WARNING: Error parsing config file (")
    assert result.status == 0
