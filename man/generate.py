"""Write the man pages from the command tree: one a command, one a group, one for the program.

``python man/generate.py`` writes them, ``--check`` fails if they are not what it would write.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from dockctl import __version__
from dockctl.cli.tree import CommandFacts, command_facts, global_flags, groups

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dockctl.options.help import FlagHelp

FOLDER = Path(__file__).parent / "man1"
ENVIRONMENT = {
    "DOCKER_HOST": "The engine's address: unix://PATH, tcp://HOST:PORT or ssh://USER@HOST.",
    "DOCKER_TLS_VERIFY": "If set, TCP connections are secured by TLS and the engine's certificate is looked at.",
    "DOCKER_CERT_PATH": "The folder of ca.pem, cert.pem and key.pem, instead of ~/.docker.",
    "DOCKER_CONTEXT": "The context that names the engine, if DOCKER_HOST is not set.",
    "DOCKER_API_VERSION": "The API version to speak, instead of the highest that both sides know.",
    "DOCKER_CONFIG": "The folder of config.json, instead of ~/.docker.",
    "DOCKER_DEFAULT_PLATFORM": "The platform that --platform takes when it is not given.",
    "DOCKCTL_ERROR_FORMAT": "What --error-format takes when it is not given: text or json.",
    "DOCKCTL_CI": "What --ci takes when it is not given: auto, github or gitlab.",
    "XDG_STATE_HOME": "Where logs --since last remembers what has been shown, instead of ~/.local/state.",
    "NO_COLOR": "If set, nothing is coloured.",
}
STATUSES = {
    "0": "All went well.",
    "1": "The command failed, or was given a wrong number of arguments.",
    "10, 11": "For pull --check: the registry has something newer; the image is not here.",
    "124": "A deadline is over: run --timeout, --wait-timeout, wait --timeout, logs --timeout.",
    "125": "An unknown flag; for run also a failure of the engine.",
    "126": "For run: the container's command can't be executed.",
    "127": "For run: the container's command was not found.",
    "129, 130, 143": "Ended by SIGHUP, SIGINT or SIGTERM.",
    "141": "The reader of the output went away.",
}

_RECORD = (
    "--result writes one JSON object, also after a failure or an interruption: schema (1), command, exit_status, timed_out,"
    " error (null, or class, message, http_status), started_at, finished_at and duration_s; "
)
# Command → title → text of the sections that its flags alone don't explain.
MORE = {
    "run": {
        "READINESS": "With -d and --wait the ID is printed when all conditions are true. If the container ends, or is"
        " unhealthy, before that, the reason, its last health check and its last output are told, with exit status 1, or 124"
        " when --wait-timeout is over. port= is looked for in the container, with cat; without one the published port is tried.",
        "DEADLINE": "When the container has run for --timeout it gets --timeout-signal, and --timeout-grace later SIGKILL. Its"
        " output is whole, and the exit status 124.",
        "REPLACEMENT": "With --replace the new container is made under another name before the old one of --name is stopped and"
        " put aside. If it does not start, or is not ready in time, it is removed, and the old one is back and runs as before.",
        "SECRETS": "--secret puts files into anonymous volumes, between the container's creation and its start. inspect shows"
        " nothing of them; --rm, or rm -v, removes them with the container.",
        "RESULT": _RECORD
        + "then phase (create, pull, start, run, done), id, name, image, image_digest, container_exit_status,"
        " signal, oom_killed, container_started_at and container_finished_at.",
    },
    "wait": {
        "READINESS": "With --condition the name of each container is printed when it is ready, not its exit status.",
        "RESULT": _RECORD + "then containers, each with name and container_exit_status.",
    },
    "stop": {"RESULT": _RECORD + "then containers, each with name and stopped."},
    "pull": {
        "EXIT STATUS": "With --check: 0 if all images are what their registries have, 10 if there is something newer, 11 if one"
        " is not here, 1 if a registry could not be asked.",
        "RESULT": _RECORD + "then images, each with reference and outcome.",
    },
    "commit": {
        "TRUST": "--deny takes globs: without a slash they are looked for among the names of files and folders, with one among"
        " whole paths. What lies below a folder that matches is denied, too. Nothing is committed then.",
        "RESULT": _RECORD + "then id, reference and container.",
    },
    "logs": {
        "SEARCH": "--grep takes regular expressions of Python; colours in lines are no part of the text. The exit status is 0"
        " if a line was found, 1 if none, 124 when --timeout is over. --until-match follows, and ends with the first match.",
        "FORMAT": "--format json prints objects with t, container, id, stream and log; log_b64 takes the place of log where a"
        " line is not UTF-8.",
    },
    "ps": {
        "GROUPS": "--group-by project groups by the label com.docker.compose.project, any other word by the label itself."
    },
}


def escape(text: str) -> str:
    """Return ``text`` as roff shows it unchanged."""
    escaped = text.replace("\\", "\\e").replace("-", "\\-")
    return "\n".join(f"\\&{line}" if line.startswith((".", "'")) else line for line in escaped.split("\n"))


def section(title: str, body: Iterable[str]) -> list[str]:
    """Return a section, or nothing if it has no lines."""
    lines = list(body)
    return [f".SH {title}", *lines] if lines else []


def definitions(rows: Iterable[tuple[str, str]]) -> list[str]:
    """Return a list of terms, in bold, with their descriptions."""
    return [line for term, text in rows for line in (".TP", f"\\fB{escape(term)}\\fR", escape(text))]


def flags(items: Sequence[FlagHelp]) -> list[str]:
    """Return a list of flags."""
    lines = []
    for flag in sorted(items, key=lambda item: item.long):
        names = ", ".join(f"\\fB{escape(name)}\\fR" for name in (flag.short, flag.long) if name)
        value = f" \\fI{escape(flag.type_name)}\\fR" if flag.type_name else ""
        lines += [".TP", f"{names}{value}", escape(flag.text)]
    return lines


def page(name: str, summary: str, blocks: Iterable[list[str]]) -> str:
    """Return a whole man page."""
    head = [
        '.\\" Written by man/generate.py: change that, not this.',
        f'.TH {escape(name.upper())} 1 "" "dockctl {__version__}" "dockctl manual"',
        ".SH NAME",
        f"{escape(name)} \\- {escape(summary)}",
    ]
    return "\n".join([*head, *(line for block in blocks for line in block)]) + "\n"


def command_page(item: CommandFacts) -> str:
    """Return the page of one command."""
    aliases = [f"dockctl {path}" for path in item.paths if path != item.path]
    return page(
        f"dockctl-{item.path.replace(' ', '-')}",
        item.summary,
        [
            section("SYNOPSIS", [f"\\fB{escape(item.usage)}\\fR"]),
            section("DESCRIPTION", [f"{escape(item.summary)}."]),
            section("ALIASES", [escape(", ".join(aliases))] if aliases else []),
            section("OPTIONS", flags(item.flags)),
            *(section(title, [escape(text)]) for title, text in MORE.get(item.path, {}).items()),
            section("SEE ALSO", [".BR dockctl (1)"]),
        ],
    )


def group_page(name: str, summary: str, facts: list[CommandFacts]) -> str:
    """Return the page of a management group."""
    below = [item for item in facts if item.path.startswith(f"{name} ") and not item.hidden]
    rows = [(item.path.removeprefix(f"{name} "), item.summary) for item in below]
    return page(
        f"dockctl-{name}",
        summary,
        [
            section("SYNOPSIS", [f"\\fBdockctl {name}\\fR \\fICOMMAND\\fR"]),
            section("COMMANDS", definitions(rows)),
            section("SEE ALSO", [".BR dockctl (1)"]),
        ],
    )


def program_page(facts: list[CommandFacts]) -> str:
    """Return the page of the program."""
    commands = [(item.path, item.summary) for item in facts if " " not in item.path]
    return page(
        "dockctl",
        "containers and images without a docker program",
        [
            section("SYNOPSIS", ["\\fBdockctl\\fR [\\fIOPTIONS\\fR] \\fICOMMAND\\fR [\\fIARG\\fR...]"]),
            section(
                "DESCRIPTION",
                [
                    "dockctl runs containers and manages images by speaking the Docker Engine API over its socket."
                ],
            ),
            section("OPTIONS", flags(global_flags())),
            section("COMMANDS", definitions(sorted([*commands, *groups().items()]))),
            section("ENVIRONMENT", definitions(ENVIRONMENT.items())),
            section("EXIT STATUS", definitions(STATUSES.items())),
        ],
    )


def main() -> int:
    """Write the pages, or with --check compare them; return the exit status."""
    facts = command_facts()
    pages = {"dockctl.1": program_page(facts)}
    pages |= {f"dockctl-{name}.1": group_page(name, text, facts) for name, text in groups().items()}
    pages |= {
        f"dockctl-{item.path.replace(' ', '-')}.1": command_page(item) for item in facts if not item.hidden
    }
    present = {path.name: path.read_text() for path in FOLDER.glob("*.1")}
    stale = sorted(name for name in pages.keys() | present.keys() if pages.get(name) != present.get(name))
    if "--check" in sys.argv:
        for name in stale:
            print(f"man/man1/{name} is stale: run python man/generate.py")
        return 1 if stale else 0
    for name in stale:
        if name in pages:
            (FOLDER / name).write_text(pages[name])
        else:
            (FOLDER / name).unlink()
    return 0


if __name__ == "__main__":
    sys.exit(main())
