"""The whole command tree as data, for what is generated from it: man pages and completions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dockctl.cli.app import build_app, load_command
from dockctl.cli.table import GROUPS, LISTED, PATHS
from dockctl.options.dialect.facts import argument_completers, usage_line, visible_options

if TYPE_CHECKING:
    from dockctl.options.help import FlagHelp


@dataclass(frozen=True)
class CommandFacts:
    """One name of a command: ``paths`` are all its names, this one among them.

    ``completers`` holds, for each argument, the kind of name it takes ("" for any word); the last one
    serves for all arguments that follow if ``repeats``. ``takes_rest``: what follows the first argument
    isn't ours to read.
    """

    path: str
    paths: tuple[str, ...]
    usage: str
    summary: str
    flags: tuple[FlagHelp, ...]
    completers: tuple[str, ...]
    repeats: bool
    takes_rest: bool
    hidden: bool


def global_flags() -> list[FlagHelp]:
    """Return the program's own options."""
    return visible_options(build_app())


def groups() -> dict[str, str]:
    """Return the management groups: name → what it is for."""
    return dict(GROUPS)


def command_facts() -> list[CommandFacts]:
    """Return every name of every command that users may type."""
    facts = []
    for path, entry in PATHS.items():
        if path.startswith("__"):
            continue
        command = load_command(entry, path.rpartition(" ")[2])
        completers = argument_completers(command)
        facts.append(
            CommandFacts(
                path=path,
                paths=tuple(command.paths),
                usage=usage_line(command, f"dockctl {path}"),
                summary=entry.summary,
                flags=tuple(sorted(visible_options(command), key=lambda flag: flag.long)),
                completers=tuple(kind for kind, _ in completers),
                repeats=any(repeats for _, repeats in completers),
                takes_rest=entry.takes_rest,
                hidden=path not in LISTED,
            ),
        )
    return facts
