"""Search for values of flags that dockctl takes otherwise than the real docker CLI.

``python -m tests.commandlines.values COUNT [FLAG…]`` makes COUNT values for each flag out of good ones, plays each with
both programs, and shows one example of each kind of difference. A finding belongs into VALUES of tests.commandlines.lines.
"""

from __future__ import annotations

import json
import os
import random
import re
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from tests.commandlines.deaf_engine import DeafEngine
from tests.commandlines.lines import FLAG_VALUES, TIMES, VALUES, wanted_difference
from tests.commandlines.outcome import Outcome, normalised
from tests.commandlines.player import play
from tests.commandlines.record import play_with
from tests.golden.stage import docker

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_SEED = 28
_SHOWN = 400  # characters of a difference
_BYTE = re.compile(r"\\udc[89a-f][0-9a-f]|[\udc80-\udcff]")  # which dockctl leaves to the engine
_SIGNS = [
    *":,=/@%\"'\\ \n\t\r.-+[](){}*#;!|~_^&<>?$`", *"0123456789", *"0123456789", *"aAbBeEfFkKmMgGnNxXzZwWrR",
    "\u00e9", "\u00a0", "\u0660", "\u00b5", "\u2028", "\u65e5", "\U0001f600", "\u0130", "\u017f", "\udcff", "\udcc3",
    "\x01", "\x1b", "\x7f", "\x0b", "\x1c", "\x85", "\u3000", "::", "--", "==", ",,", "//", "..", "/../", "0x", "0o",
    "1e", "true",
    "false",
    "name=", "\r\n", '""', "inf", "nan",
]  # fmt: skip
_NUMBERS = [
    "0", "00", "01", "1", "-1", "+1", "1.5", "1e3", "127", "255", "256", "1000", "1001", "32768", "65535", "65536",
    "2147483647",
    "2147483648", "4294967295", "4294967296", "9223372036854775807", "9223372036854775808", "-9223372036854775808",
    "-9223372036854775809", "18446744073709551615", "18446744073709551616", "1_000", "0x1F", "0b11", "1" * 400,
]  # fmt: skip
_LONG = 3000
_MOST_CHANGES = 3
_KEPT = 0.15  # how many good values are only joined
# Flags that have no bad values to begin with in lines.py.
_MORE = {
    "--annotation": ["", "a=b", "a", "=b", "a=b=c"],
    "--attach": ["stdin", "STDOUT", "stderr", ""],
    "--aux-address": ["a=10.0.0.1", "a", "=1"],
    "--cap-drop": ["all", "CAP_KILL", "kill"],
    "--cgroupns": ["host", "private", ""],
    "--cpu-shares": ["1", "0x10"],
    "--device-cgroup-rule": ["c 1:3 rwm", "a *:* r", "b 1:* w"],
    "--device-write-bps": ["/dev/a:1mb", "/dev/a:1"],
    "--device-read-iops": ["/dev/a:1", "/dev/a:100"],
    "--dns-option": ["", "ndots:1"],
    "--entrypoint": ["", "a b"],
    "--env-file contents": ["A=b\n", "# c\nA=b\nB\n", "A = b", " A=b", "A\n\nB=c\r\n", "\ufeffA=b", "=b", "a b=c"],
    "--label-file contents": ["A=b\n", "# c\nA=b\nB\n", "A = b", "\ufeffA=b", "=b"],
    "--gateway": ["10.0.0.1"],
    "--group-add": ["a", "0"],
    "--health-cmd": ["", "true"],
    "--health-retries": ["1", "-1"],
    "--health-timeout": ["1s", "1.5h30m", "-1s", "1h1m1s1ms1us1ns1µs"],
    "--hostname": ["a", "a.b"],
    "--ip": ["1.2.3.4", "::1", "01.2.3.4"],
    "--ip6": ["::1", "2001:DB8::1", "1.2.3.4"],
    "--ipc": ["host", "container:x", "shareable", ""],
    "--log-driver": ["none", "json-file"],
    "--log-opt": ["a=b", "a", "=b", "max-size=10m"],
    "--memory-swap": ["-1", "1g"],
    "--memory-swappiness": ["0", "100", "101", "-1"],
    "--memory-reservation": ["1.5g", "64 MiB"],
    "--mount bind": [
        "type=bind,src=/a,dst=/b,ro", "type=bind,src=.,dst=/b,bind-propagation=rshared", "bind-recursive=readonly",
        "type=bind,src=/a,dst=/b,readonly,bind-propagation=rprivate,bind-recursive=readonly",
        "type=bind,source=/a,target=/b,bind-nonrecursive,consistency=cached"],
    "--mount volume": ["type=volume,src=a,dst=/b,volume-nocopy", "type=volume,dst=/b,volume-label=a=b,volume-label=c",
        "type=volume,dst=/b,volume-opt=a=b,volume-driver=x,volume-subpath=y", '"volume-opt=o=a,b"'],
    "--mount tmpfs": [
        "type=tmpfs,dst=/t,tmpfs-size=1m,tmpfs-mode=1777", "type=tmpfs,dst=/t,tmpfs-mode=0o7", "tmpfs-size=1.5g",
        "type=tmpfs,dst=/t,tmpfs-options=exec"],
    "--mount image": ["type=image,src=a,dst=/b,image-subpath=c", "type=npipe,src=a,dst=b", "type=cluster,src=a,dst=b"],
    "--name": ["x", "/x", "a b"],
    "--oom-score-adj": ["1", "-1000"],
    "--pid": ["host", "container:x", ""],
    "--runtime": ["", "runc"],
    "--shm-size": ["64m", "1g"],
    "--stop-signal": ["", "KILL"],
    "--stop-timeout": ["1", "-1"],
    "--storage-opt": ["size=1g", "a", ""],
    "--tmpfs": ["/a", "/a:ro", "/a:size=1m,exec", ":", ""],
    "--user": ["", "a:b", "1000:1000"],
    "--userns": ["host", ""],
    "--uts": ["host", ""],
    "--volume-driver": ["", "x"],
    "--volumes-from": ["", "a:ro"],
    "--workdir": ["", "/a", "a"],
}  # fmt: skip
_COMMON = [
    "name=a",
    "label=a=b",
    "status=running",
    "until=1h",
    "",
    "a",
    "=b",
    "since=x",
    "dangling=true",
    " A = b ",
]
# Values of other commands than create: the line, in which "%" is the value, and values to begin with.
_LINES = {
    "update --memory": (["update", "--memory", "%", "x"], VALUES["-m"]),
    "update --cpus": (["update", "--cpus", "%", "x"], VALUES["--cpus"]),
    "update --restart": (["update", "--restart", "%", "x"], VALUES["--restart"]),
    "update --pids-limit": (["update", "--pids-limit", "%", "x"], VALUES["--pids-limit"]),
    "update --blkio-weight": (["update", "--blkio-weight", "%", "x"], ["10", "1000", "0x10"]),
    "network create --subnet": (["network", "create", "--subnet", "%", "x"], ["10.0.0.0/8", "fd00::/64", ""]),
    "network create --gateway": (
        ["network", "create", "--subnet", "10.0.0.0/8", "--gateway", "%", "x"], ["10.0.0.1", "::1"],
    ),
    "network create --ip-range": (
        ["network", "create", "--subnet", "10.0.0.0/8", "--ip-range", "%", "x"], ["10.0.0.0/24", "11.0.0.0/8"],
    ),
    "network create --aux-address": (
        ["network", "create", "--subnet", "10.0.0.0/8", "--aux-address", "%", "x"], ["a=10.0.0.1", "a", "=10.0.0.1"],
    ),
    "network create --opt": (["network", "create", "--opt", "%", "x"], ["a=b", "a", ""]),
    "network create --label": (["network", "create", "--label", "%", "x"], ["a=b", "a", ""]),
    "network create --driver": (["network", "create", "--driver", "%", "x"], ["bridge", ""]),
    "network connect --ip": (["network", "connect", "--ip", "%", "n", "x"], ["1.2.3.4", ""]),
    "network connect --link": (["network", "connect", "--link", "%", "n", "x"], ["a:b", "a", ""]),
    "network connect --driver-opt": (["network", "connect", "--driver-opt", "%", "n", "x"], ["a=b", "a", ""]),
    "network connect --alias": (["network", "connect", "--alias", "%", "n", "x"], ["a", ""]),
    "volume create --opt": (["volume", "create", "--opt", "%", "x"], ["a=b", "a", ""]),
    "volume create --label": (["volume", "create", "--label", "%", "x"], ["a=b", "a", ""]),
    "volume create --driver": (["volume", "create", "--driver", "%", "x"], ["local", ""]),
    "events --since": (["events", "--since", "%", "--until", "1"], TIMES),
    "events --until": (["events", "--since", "1", "--until", "%"], TIMES),
    "events --filter": (["events", "--until", "1", "--filter", "%"], _COMMON),
    "ps --filter": (["ps", "--filter", "%"], _COMMON),
    "ps --last": (["ps", "--last", "%"], ["1", "-1", "0x10"]),
    "images --filter": (["images", "--filter", "%"], _COMMON),
    "volume ls --filter": (["volume", "ls", "--filter", "%"], _COMMON),
    "network ls --filter": (["network", "ls", "--filter", "%"], _COMMON),
    "image prune --filter": (["image", "prune", "-f", "--filter", "%"], _COMMON),
    "stop --time": (["stop", "--timeout", "%", "x"], ["1", "-1"]),
    "stop --signal": (["stop", "--signal", "%", "x"], ["KILL", ""]),
    "kill --signal": (["kill", "--signal", "%", "x"], ["KILL", ""]),
    "exec --env": (["exec", "--env", "%", "x", "y"], VALUES["-e"]),
    "exec --user": (["exec", "--user", "%", "x", "y"], ["a:b"]),
    "exec --workdir": (["exec", "--workdir", "%", "x", "y"], ["/a"]),
    "create IMAGE": (["create", "%"], ["a", "a:b", "a@sha256:" + "0" * 64, "r.test:5000/a/b:c", "A"]),
    "pull IMAGE": (["pull", "%"], ["a", "a:b", "a@sha256:" + "0" * 64, "r.test:5000/a/b:c", "A"]),
    "tag TARGET": (["tag", "x", "%"], ["a", "a:b", "a@sha256:" + "0" * 64, "r.test:5000/a/b:c", "A"]),
    "inspect NAME": (["inspect", "--type", "container", "%"], ["a", "/a"]),
    "import --change": (["import", "-c", "%", "-"], ["CMD a", ""]),
    "import --platform": (["import", "--platform", "%", "-"], VALUES["--platform"]),
    "top OPTIONS": (["top", "x", "%"], ["-ef", "aux"]),
    "update --memory-swap": (["update", "--memory-swap", "%", "x"], ["-1", "1g"]),
    "volume create --limit-bytes": (["volume", "create", "--type", "mount", "--limit-bytes", "%", "x"], ["1", "1g"]),
    "volume create --availability": (["volume", "create", "--type", "mount", "--availability", "%", "x"], ["active", ""]),
    "volume create --scope": (["volume", "create", "--type", "mount", "--scope", "%", "x"], ["single", "multi", ""]),
    "search --limit": (["search", "--limit", "%", "x"], ["1", "100", "-1"]),
    "search --filter": (["search", "--filter", "%", "x"], [*_COMMON, "stars=3", "is-official=true"]),
    "node ls --filter": (["node", "ls", "--filter", "%"], _COMMON),
    "service ls --filter": (["service", "ls", "--filter", "%"], _COMMON),
    "service scale": (["service", "scale", "-d", "%"], ["x=1", "x", "=1", "x=-1"]),
    "restart --timeout": (["restart", "--timeout", "%", "x"], ["1", "-1"]),
    "restart --signal": (["restart", "--signal", "%", "x"], ["KILL", ""]),
    "rename": (["rename", "x", "%"], ["a", "/a", " a "]),
    "network disconnect": (["network", "disconnect", "n", "%"], ["a", "/a"]),
    "network rm": (["network", "rm", "-f", "%"], ["a", "/a"]),
    "volume rm": (["volume", "rm", "%"], ["a", "/a", "A"]),
    "rmi": (["rmi", "%"], ["a", "a:b", "a@sha256:" + "0" * 64]),
    "save": (["save", "%"], ["a", "a:b", "a@sha256:" + "0" * 64]),
    "push": (["push", "%"], ["a", "a:b", "r.test:5000/a"]),
    "history": (["history", "%"], ["a", "a:b"]),
    "--log-level": (["--log-level", "%", "ps"], ["info", "debug", "x"]),
    "--host": (["-H", "%", "ps"], ["tcp://127.0.0.1:1", "unix:///nosuch", "127.0.0.1:1", ":1", "fd://", "npipe:////./x"]),
    "--context": (["--context", "%", "ps"], ["default", "x", ""]),
    "context create": (["context", "create", "%"], ["x", "default", "a.b", ""]),
    "context create --docker": (["context", "create", "--docker", "%", "x"], ["host=tcp://a:1", "x=y", "a"]),
    "start": (["start", "%"], ["a", "/a", "a b"]),
    "port": (["port", "x", "%"], ["80", "80/tcp", "80/x"]),
    "diff": (["diff", "%"], ["a", "/a", ""]),
}  # fmt: skip
# What isn't compared here, with the reason.
_WANTED = {
    r"create -v [^\W\d_]:": "a volume of one letter is no drive",
    r"create --network .*name=.*[A-Z\u0130]": "a network's name keeps its capitals",
    r"create --dns-search .*:": "a colon belongs to no domain",
    r"create --\S+-size \S+\udcc3": "a byte that is no character is no unit",
    r"create --(io-max|cpu-(count|percent))\S* 0": "what is given in vain is not counted",
    r"(rmi|inspect) .*(/\.\./|/$)": "a word leads to no other object than it names",
    r"--context .*,": "several contexts may be named",
    r"-H ": "how a host is not found is told in other words",
}


def subjects() -> dict[str, tuple[list[str], list[str]]]:
    """Return what has values: the line that holds one, and values to begin with."""
    flags = {**VALUES, **_MORE}
    return {
        name: (
            ["create", name.split(" ")[0], "%FILE" if name.endswith("contents") else "%", "x"],
            [*flags[name], *FLAG_VALUES.get(name, ())],
        )
        for name in flags
    } | _LINES


def changed(values: Sequence[str], chance: random.Random) -> str:
    """Return a value made of good ones."""
    text = chance.choice(values)
    if chance.random() < _KEPT:
        return chance.choice(["", ",", ":", "=", " ", "/"]).join([text, chance.choice(values)])
    for _ in range(chance.randint(1, _MOST_CHANGES)):
        start = chance.randint(0, len(text))
        end = min(len(text), start + chance.randint(0, 3))
        sign = chance.choice(_SIGNS)
        kind = chance.random()
        if kind < 0.4:
            text = text[:start] + sign + text[start:]
        elif kind < 0.55:
            text = text[:start] + sign + text[end:]
        elif kind < 0.65:
            text = text[:start] + text[end:]
        elif kind < 0.72:
            text = text[:start] + text[start:end] * 2 + text[end:]
        elif kind < 0.78:
            text = text[:start] + text[start:].swapcase()
        elif kind < 0.9:
            number = chance.choice(_NUMBERS)
            places = list(re.finditer(r"\d+", text, re.ASCII))
            place = chance.choice(places).span() if places else (start, end)
            text = text[: place[0]] + number + text[place[1] :]
        elif kind < 0.98:
            text = text[:start] + chance.choice(values)[:end] + text[start:]
        else:
            text = text[:start] + sign * _LONG + text[start:]
    return text.replace("\0", "")


def made_values(name: str, values: Sequence[str], count: int) -> Iterator[str]:
    """Return ``count`` values, the same ones each time."""
    chance = random.Random(f"{_SEED} {name}")  # noqa: S311  (no secret)
    return (changed(values, chance) for _ in range(count))


def difference(line: list[str], program: Sequence[str], engine: DeafEngine) -> tuple[Outcome, Outcome] | None:
    """Return what ``line`` comes to with dockctl and with docker; None where that is the same."""
    text = " ".join(line)
    if wanted_difference(line) or any(re.match(pattern, text, re.DOTALL) for pattern in _WANTED):
        return None
    ours = normalised(play(line, engine))  # type: ignore[arg-type]
    ours["requests"] = [_BYTE.sub(r"\\ufffd", request) for request in ours["requests"]]
    theirs = play_with(program, line, engine)
    if ours == theirs or _is_too_large(ours, theirs):
        return None
    return ours, theirs


def _is_too_large(ours: Outcome, theirs: Outcome) -> bool:
    """Tell whether a number is too large for 64 bits: docker sends some of them, dockctl or the engine refuses it."""
    refused = re.search(r"invalid size|value is too large", ours["stderr"])
    least = "-9223372036854775808" in "".join(theirs["requests"])
    return least or bool(refused and theirs["requests"])


def _first_difference(text: str, other: str) -> int:
    return next((place for place, pair in enumerate(zip(text, other, strict=False)) if pair[0] != pair[1]), 0)


def _kind(value: str, ours: Outcome, theirs: Outcome) -> str:
    """Return the same text for differences that are alike."""
    texts = [
        re.sub(r"""".*"|'.*'|\d+|/[^ ]*|(?<=: ).*""", "_", side["stderr"].replace(value, "_"))[:60]
        for side in (ours, theirs)
    ]
    return f"{texts} {ours['status']} {theirs['status']}"


def main(arguments: Sequence[str]) -> int:
    """Play the values; return the exit status: 1 for differences."""
    count, *wanted = arguments
    kinds: dict[str, int] = {}
    program, known = docker(), subjects()
    with DeafEngine() as engine, Path(os.devnull).open() as nothing, tempfile.TemporaryDirectory() as folder:
        os.dup2(nothing.fileno(), 0)
        os.environ |= {"DOCKER_HOST": engine.host, "TZ": "UTC"}
        file = Path(folder, "file")
        for name in wanted or known:
            form, values = known[name]
            print(name, file=sys.stderr)  # noqa: T201
            for value in dict.fromkeys(made_values(name, values, int(count))):
                file.write_bytes(value.encode(errors="surrogateescape"))
                line = [{"%": value, "%FILE": str(file)}.get(word, word) for word in form]
                found = difference(line, program, engine)
                if found:
                    kind = f"{name} {_kind(value, *found)}"
                    kinds[kind] = kinds.get(kind, 0) + 1
                    if kinds[kind] == 1:
                        print(name, ascii(value)[:_SHOWN])  # noqa: T201
                        shown = [dict(side) for side in found]
                        texts = [
                            json.dumps({key: side[key] for key in side if shown[0][key] != shown[1][key]})
                            for side in shown
                        ]
                        start = max(0, _first_difference(*texts) - _SHOWN // 4)
                        for program_name, text in zip(("ours", "docker"), texts, strict=True):
                            print(f"  {program_name:6} {text[start : start + _SHOWN]}", flush=True)  # noqa: T201
    for kind, number in kinds.items():
        print(number, kind.replace("\n", " "))  # noqa: T201
    return 1 if kinds else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
