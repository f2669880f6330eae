"""Command lines whose output, errors and exit status are held against the real docker CLI's.

Every case runs on a stage of its own kind of container (see STAGE). Words that differ from run to run are
normalised in both outputs; what is wanted to differ is named in ``DIFFERENCES``.
"""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass

# name → arguments of docker create; those named in STARTED run, the others have not been started.
STAGE = {
    "stage-sleeper": ["alpine", "sleep", "1000"],
    "stage-long": ["alpine", "sh", "-c", "echo a command that is longer than its column"],
    "stage-created": ["alpine", "true"],
    "stage-everything": ["test/everything"],
}
STARTED = ("stage-sleeper",)
FINISHED = ("stage-long", "stage-everything")

CASES = """
ps
ps -a
ps -aq
ps -q
ps -a --no-trunc
ps -aq --no-trunc
ps -l
ps -ql
ps -n 2
ps -n=2 -q
ps --last=3
ps -n 0
ps -n -1
ps -n -5
ps --all=false
ps -a=true -q
ps --bad
ps -x
ps -qx
ps -n
ps -n x
ps -n 1.5
ps -n 99999999999999999999
ps --last
ps --all=maybe
ps extra
ps extra words
container ls -a
container list -q
container ps -aq
images
images -q
images -a
images --no-trunc
images -q --no-trunc
images alpine
images alpine:latest
images nosuch
images -q nosuch
images a b
images --bad
image ls
image list -q
pull
pull a b
pull UPPER
pull ''
pull 'a b'
pull alpine:
pull alpine@sha256:12
pull alpine:nosuch
pull -q alpine:nosuch
pull nosuch/image
pull private/secret
pull registry.test:5443/library/alpine
pull alpine
pull -q alpine
pull library/alpine
pull docker.io/library/alpine:latest
pull --bad alpine
image pull -q alpine
run
run --bad alpine
run --rm=x alpine
run -e
run -e =x alpine
run --name
run --pull=bogus alpine
run UPPER
run --rm alpine echo hello world
run --rm alpine sh -c 'echo out; echo err >&2; exit 3'
run --rm alpine nosuchcommand
run --rm alpine /nosuch
run --rm alpine /etc
run --rm -w relative alpine true
run --rm -u nosuchuser alpine true
run --rm --name stage-sleeper alpine true
run --rm --name '!' alpine true
run --rm -e A=1 -e B=2 alpine sh -c 'echo $A$B'
run --rm -w /tmp -u 65534 alpine sh -c 'pwd; id -u'
run --rm --entrypoint echo alpine from entrypoint
run --rm --entrypoint '' test/everything
run --rm --entrypoint '' test/everything echo hi
run --rm test/everything
run --rm test/everything some arguments
run --rm --pull=never nosuch/image true
run --rm --pull=always alpine echo hi
run --rm --quiet alpine echo quiet
run --rm nosuch/image true
run --rm alpine --help
run --rm=true --quiet=false alpine true
run --rm alpine sh -c 'kill -9 $$'
create
create --bad alpine
create --pull=bogus alpine
create UPPER
create -w relative alpine
create --name stage-sleeper alpine
logs
logs nosuch
logs ''
logs a b
logs stage-long
logs stage-everything
logs stage-sleeper
logs -n 1 stage-long
logs --tail=0 stage-long
logs stage-long --tail 1
logs --bad stage-long
container logs stage-long
version extra
version --bad
bogus
container bogus
--bad ps
-H bogus://x ps
-H unix:///nosuch.sock ps
-H unix:///nosuch.sock ps -q
-H unix:///nosuch.sock run alpine
-H tcp://127.0.0.1:1 images
-l loud ps
-H unix:///a -H unix:///b ps
-H unix:///a -c b ps
-c nosuch ps
"""

# Why the program's output differs from docker's where it does (the README says the same to users).
DIFFERENCES = {
    "images a b": "docker has a letter too many: 'SRun'",
}


@dataclass(frozen=True)
class Outcome:
    """What a command line came to, normalised."""

    stdout: str
    stderr: str
    status: int


def command_lines() -> list[str]:
    """Return the cases, one command line each, without the program's name."""
    return [line for line in CASES.splitlines() if line]


def arguments(line: str) -> list[str]:
    """Return the words of a case."""
    return shlex.split(line)


_UNITS = "seconds|minutes|hours|days|weeks|months|years"
_AGE = rf"(?:Less than a second|About a minute|About an hour|1 second|\d+ (?:{_UNITS}))"


def normalise(text: str, *, columns: bool) -> str:
    """Return ``text`` without what differs from run to run and program to program.

    Without ``columns`` runs of spaces are one: ages have changed their width since they were recorded.
    """
    text = re.sub(r"\bdockctl\b", "docker", text)
    text = re.sub(r"^hint: .*\n", "", text, flags=re.MULTILINE)
    text = re.sub(r"\b[0-9a-f]{64}\b", "<ID>", text)
    text = re.sub(r"\b[0-9a-f]{12}\b", "<SHORT-ID>", text)
    if columns:
        return text
    text = re.sub(rf"\b{_AGE}\b", "<AGE>", text)
    text = re.sub(r"^(.*?): open /\S+/contexts/", r"\1: open <CONFIG>/contexts/", text, flags=re.MULTILINE)
    return re.sub(r" {2,}", "  ", text)
