"""What a command line came to, without what differs between the two programs on purpose."""

from __future__ import annotations

import json
import re
from typing import TypedDict

from tests.golden.cases import normalise

_NOTICE = re.compile(r"^Flag (?:shorthand )?-\S+ has been deprecated, .*\n", re.MULTILINE)
_QUESTION = re.compile(r"^WARNING! This will remove.*\[y/N\] ", re.DOTALL)
_NOBODY = re.compile(r"^\n.* prune has been cancelled: nobody was there to confirm it\n")
_HELP = re.compile(r"\A(Usage:  docker[^\n]*)\n.*", re.DOTALL)
_SOCKET = re.compile(r"/[^\s\"]*?/(?:dockctl|docker)-socket-\w+/test\.sock")
# Usage lines that differ: dockctl's, docker's.
_USAGES = (
    (
        "CONTAINER:SRC_PATH|SRC_PATH|- CONTAINER:DEST_PATH|DEST_PATH|-",
        "CONTAINER:SRC_PATH DEST_PATH|-\n\tdocker cp [OPTIONS] SRC_PATH|- CONTAINER:DEST_PATH",
    ),
    ("pull [OPTIONS] NAME[:TAG|@DIGEST] [NAME...]", "pull [OPTIONS] NAME[:TAG|@DIGEST]"),
    ("logs [OPTIONS] CONTAINER [CONTAINER...]", "logs [OPTIONS] CONTAINER"),
    ("wait [OPTIONS]", "wait"),
    ("network rm [OPTIONS]", "network rm"),
    ("context rm [OPTIONS]", "context rm"),
    ("service scale [OPTIONS]", "service scale"),
    ("Run '", "SRun '"),
)


class Outcome(TypedDict):
    """Texts, exit status, and what the engine was asked."""

    stdout: str
    stderr: str
    status: int
    requests: list[str]


def normalised(outcome: Outcome) -> Outcome:
    """Return an outcome in which docker's and dockctl's are equal.

    Of a help text the usage line is left. That a flag is deprecated is told on stdout by docker, and so are its
    questions. Requests have no order, and no fields that are empty.
    """
    told: list[str] = []
    texts = []
    for text in (outcome["stdout"], outcome["stderr"]):
        rest = normalise(text, columns=True)
        told += _NOTICE.findall(rest)
        rest = _NOTICE.sub("", rest)
        told += _QUESTION.findall(rest)
        rest = _NOBODY.sub("", _QUESTION.sub("", rest))
        for ours, theirs in _USAGES:
            rest = rest.replace(theirs, ours) if len(theirs) > len(ours) else rest.replace(ours, theirs)
        texts.append(_HELP.sub(r"\1\n…", _SOCKET.sub("<SOCKET>", rest)))
    requests = sorted(request for request in map(_shortened, outcome["requests"]) if request)
    return Outcome(
        stdout=texts[0], stderr="".join([texts[1], *sorted(told)]), status=outcome["status"], requests=requests
    )


def _shortened(request: str) -> str:
    """Return a request without what is empty in it; "" for one that only dockctl makes, beside others."""
    if "swarm.service.name" in request:
        return ""
    head, _, body = _SOCKET.sub("<SOCKET>", request).partition("\n")
    path, _, query = head.partition("?")
    fields = [
        field
        for field in query.split("&")
        if field.partition("=")[2] not in {"", "{}", "[]"} and field != "insertDefaults=false"
    ]
    path = path.replace("docker.io/library/", "")
    fields = [field.replace("docker.io/library/", "") for field in fields]
    shown = json.dumps(_without_empty(json.loads(body or "{}")), sort_keys=True)
    return " ".join([path + ("?" + "&".join(fields) if fields else ""), *([] if shown == "{}" else [shown])])


def _without_empty(value: object) -> object:
    if isinstance(value, dict):
        parts = {key: _without_empty(part) for key, part in value.items()}
        if "Env" in parts:  # docker's order is that of a Go map
            parts["Env"] = sorted(value["Env"] or ())
        return {key: part for key, part in parts.items() if part not in (None, "", 0, False, [], {})}
    if isinstance(value, list):
        return [_without_empty(part) for part in value]
    return value
