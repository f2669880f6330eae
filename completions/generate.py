"""Write the completion scripts for bash, zsh and fish from the command tree.

``python completions/generate.py`` writes them, ``--check`` fails if they are not what it would write.
Commands and flags are in the scripts; names of containers and images come from ``dockctl __complete``.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from dockctl.cli.tree import CommandFacts, command_facts, global_flags, groups

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dockctl.options.help import FlagHelp

FOLDER = Path(__file__).parent
NOTICE = "# Written by completions/generate.py: change that, not this."
BASH, ZSH = FOLDER / "bash.template", FOLDER / "zsh.template"


def names(flags: Iterable[FlagHelp]) -> str:
    """Return all names of ``flags``, separated by spaces."""
    return " ".join(name for flag in flags for name in (flag.long, flag.short) if name)


def names_with_value(flags: Iterable[FlagHelp]) -> str:
    """Return the names of those flags that take a value."""
    return names(flag for flag in flags if flag.type_name)


def first_words(facts: list[CommandFacts], group: str = "") -> str:
    """Return the names that may follow ``group``, or the program's name."""
    prefix = f"{group} " if group else ""
    below = [
        item.path.removeprefix(prefix) for item in facts if item.path.startswith(prefix) and not item.hidden
    ]
    words = [word for word in below if " " not in word] + ([] if group else list(groups()))
    return " ".join(sorted(words))


def kind_of(item: CommandFacts) -> tuple[str, str]:
    """Return what the first argument may be, and what those behind it ("file" for a file's name)."""
    first = item.completers[0] if item.completers else "none"
    later = item.completers[-1] if item.repeats and not item.takes_rest else "none"
    return first or "none", "file" if item.takes_rest else later or "none"


def shell_cases(facts: list[CommandFacts], indent: str) -> str:
    """Return the branches of the case over command paths that bash and zsh share."""
    lines = [f"{indent}'') words_here='{first_words(facts)}'; flags='{names(global_flags())}' ;;"]
    lines += [f"{indent}{group}) words_here='{first_words(facts, group)}' ;;" for group in groups()]
    for item in facts:
        first, later = kind_of(item)
        lines.append(
            f"{indent}'{item.path}') flags='{names(item.flags)} --help'; valued='{names_with_value(item.flags)}';"
            f" first={first}; later={later} ;;",
        )
    return "\n".join(lines)


def render(template: Path, facts: list[CommandFacts]) -> str:
    """Return a shell's script: its template with the tree filled in."""
    return (
        template.read_text()
        .replace("@NOTICE@", NOTICE)
        .replace("@GROUPS@", "|".join(groups()))
        .replace("@GLOBAL_VALUED@", "|".join(names_with_value(global_flags()).split()))
        .replace("@CASES@", shell_cases(facts, "        "))
    )


def fish(facts: list[CommandFacts]) -> str:
    """Return fish's script: a rule for each word and flag."""

    def quoted(text: str) -> str:
        line = " ".join(text.split())
        return "'" + line.replace("\\", "\\\\").replace("'", "\\'") + "'"

    def flag_rule(condition: str, flag: FlagHelp) -> str:
        short = f" -s {flag.short[1:]}" if flag.short else ""
        value = " -r" if flag.type_name else ""
        flag_names = f"-l {flag.long[2:]}{short}{value}"
        return f"complete -c dockctl -n {quoted(condition)} {flag_names} -d {quoted(flag.description)}"

    lines = [NOTICE, FISH.format(groups=" ".join(groups()), valued=names_with_value(global_flags())), ""]
    lines += [flag_rule("__dockctl_at ''", flag) for flag in global_flags()]
    summaries = {item.path: item.summary for item in facts if not item.hidden} | groups()
    for path, summary in sorted(summaries.items()):
        group, _, word = path.rpartition(" ")
        condition = quoted(f"__dockctl_at '{group}'")
        lines.append(f"complete -c dockctl -n {condition} -a {word} -d {quoted(summary)}")
    for item in facts:
        condition = f"__dockctl_at '{item.path}'"
        lines += [flag_rule(condition, flag) for flag in item.flags]
        first, later = kind_of(item)
        for position, kind in (("first", first), ("later", later)):
            if kind == "file":
                lines.append(f"complete -c dockctl -n {quoted(f'{condition} {position}')} -F")
            elif kind != "none":
                if kind == "files_in_containers":
                    lines.append(f"complete -c dockctl -n {quoted(f'{condition} {position}')} -F")
                lines.append(
                    f"complete -c dockctl -n {quoted(f'{condition} {position}')} -a '(__dockctl_names {kind})'",
                )
    return "\n".join(lines) + "\n"


FISH = """
complete -c dockctl -f

# The words before the cursor: the command in __dockctl_path, its arguments counted, our own flags kept.
function __dockctl_parse
    set -g __dockctl_path ''
    set -g __dockctl_arguments 0
    set -g __dockctl_globals
    set -l words (commandline -opc)
    set -l skip 0
    for word in $words[2..-1]
        if test $skip = 1
            set skip 0
            set -a __dockctl_globals $word
        else if string match -q -- '-*' $word
            if test -z "$__dockctl_path"
                set -a __dockctl_globals $word
                contains -- $word {valued}; and set skip 1
            end
        else if test -z "$__dockctl_path"
            set -g __dockctl_path $word
        else if contains -- "$__dockctl_path" {groups}
            set -g __dockctl_path "$__dockctl_path $word"
        else
            set -g __dockctl_arguments (math $__dockctl_arguments + 1)
        end
    end
end

# Whether the command is $argv[1] and, if asked, whether its first or a later argument comes next.
function __dockctl_at
    __dockctl_parse
    test "$__dockctl_path" = "$argv[1]"; or return 1
    switch "$argv[2]"
        case first
            test $__dockctl_arguments = 0
        case later
            test $__dockctl_arguments -gt 0
    end
end

function __dockctl_names
    __dockctl_parse
    dockctl $__dockctl_globals __complete $argv[1] 2>/dev/null
end"""


def main() -> int:
    """Write the scripts, or with --check compare them; return the exit status."""
    facts = command_facts()
    scripts = {
        "dockctl.bash": render(BASH, facts),
        "_dockctl": render(ZSH, facts),
        "dockctl.fish": fish(facts),
    }
    stale = [name for name, text in scripts.items() if _differs(FOLDER / name, text)]
    if "--check" in sys.argv:
        for name in stale:
            print(f"completions/{name} is stale: run python completions/generate.py")
        return 1 if stale else 0
    for name in stale:
        (FOLDER / name).write_text(scripts[name])
    return 0


def _differs(path: Path, text: str) -> bool:
    return not path.exists() or path.read_text() != text


if __name__ == "__main__":
    sys.exit(main())
