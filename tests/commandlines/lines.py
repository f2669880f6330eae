"""The command lines: each command in every form that docker's grammar of flags and arguments gives it."""

from __future__ import annotations

import re
from typing import NamedTuple

# Arguments that a command takes, where any word won't do.
ARGUMENTS = {
    "context create": ["x"],
    "cp": ["x:/a", "b"],
    "import": ["-"],
    "login": ["r.test"],
    "logout": ["r.test"],
    "network connect": ["n", "x"],
    "network disconnect": ["n", "x"],
    "service scale": ["x=1"],
    "tag": ["x", "y"],
    "run": ["x"],
    "create": ["x"],
    "exec": ["x", "y"],
    "rename": ["x", "y"],
    "search": ["x"],
}
_NO_ARGUMENTS = {
    "ps", "images", "events", "info", "version", "load", "stats", "volume create",
    "container prune", "image prune", "network prune", "system prune", "volume prune", "system df",
    "context ls", "context show", "network ls", "node ls", "service ls", "volume ls", "context inspect",
}  # fmt: skip
# Values by what docker's help calls the type of a flag: two that it takes.
_VALUES = {
    "string": ("a", "b"), "list": ("a", "b"), "int": ("1", "2"), "uint": ("1", "2"), "uint16": ("10", "20"),
    "duration": ("1s", "2s"), "bytes": ("7m", "8m"), "decimal": ("1", "2"), "filter": ("a=b", "c=d"),
    "map": ("a=b", "c=d"), "ulimit": ("nofile=1", "core=2"), "network": ("n1", "n2"), "gpu-request": ("all", "1"),
    "mount": ("type=tmpfs,dst=/a", "dst=/b"), "ipNet": ("10.0.0.0/8", "10.1.0.0/16"), "strings": ("a", "b"),
    "stringSlice": ("a", "b"), "stringToString": ("a=b", "c=d"), "float": ("1", "2"), "ip": ("1.1.1.1", "1.1.1.2"),
}  # fmt: skip
# Flags whose type alone doesn't say what they take.
FLAG_VALUES = {
    "--add-host": ("h:1.1.1.1", "g:2.2.2.2"),
    "--attach": ("stdin", "stdout"),
    "--aux-address": ("a=10.0.0.1", "b=10.0.0.2"),
    "--blkio-weight-device": ("/dev/a:10", "/dev/b:20"),
    "--cgroupns": ("host", "private"),
    "--device": ("/dev/a", "/dev/b"),
    "--device-cgroup-rule": ("c 1:3 rwm", "c *:* m"),
    "--device-read-bps": ("/dev/a:1", "/dev/b:2m"),
    "--device-read-iops": ("/dev/a:1", "/dev/b:2"),
    "--device-write-bps": ("/dev/a:1", "/dev/b:2m"),
    "--device-write-iops": ("/dev/a:1", "/dev/b:2"),
    "--dns": ("1.1.1.1", "1.1.1.2"),
    "--dns-search": ("a.b", "c.d"),
    "--docker": ("host=tcp://1.1.1.1:1", "host=tcp://1.1.1.2:1"),
    "--env-file": ("/dev/null", "nosuch"),
    "--expose": ("1", "2"),
    "--gateway": ("10.0.0.1", "10.0.0.2"),
    "--ip": ("1.1.1.1", "1.1.1.2"),
    "--ip6": ("::1", "::2"),
    "--ip-range": ("10.0.0.0/24", "10.0.1.0/24"),
    "--label-file": ("/dev/null", "nosuch"),
    "--link": ("a:b", "c:d"),
    "--link-local-ip": ("169.254.1.1", "169.254.1.2"),
    "--log-driver": ("none", "local"),
    "--mac-address": ("92:d0:c6:0a:29:33", "92:d0:c6:0a:29:34"),
    "--memory-swap": ("-1", "8m"),
    "--opt": ("a=b", "c=d"),
    "--pid": ("host", "container:x"),
    "--platform": ("linux/amd64", "linux/arm64"),
    "--publish": ("1:1", "2:2"),
    "--pull": ("never", "always"),
    "--restart": ("always", "on-failure:3"),
    "--scope": ("local", "swarm"),
    "--security-opt": ("seccomp=unconfined", "no-new-privileges"),
    "--since": ("1", "2"),
    "--storage-opt": ("a=b", "c=d"),
    "--subnet": ("10.0.0.0/8", "11.0.0.0/8"),
    "--sysctl": ("net.a=b", "net.c=d"),
    "--tmpfs": ("/a", "/b:ro"),
    "--until": ("1", "2"),
    "--userns": ("host", "host"),
    "--uts": ("host", "host"),
    "--volume": ("/a:/b", "c:/d"),
}
# The groups and the program itself, and ways to their help.
GROUPS_AND_ROOT = [
    *(f"{group}{rest}" for group in ("container", "context", "image", "network", "node", "service", "volume") for rest in (
        "", " nosuch", " nosuch x", " --nope", " -9", " --help", " -h", " help", " --help=false", " --help=maybe",
        " nosuch --help", " nosuch -h", " nosuch --nope", " --help nosuch", " -", " --debug", " -D",
    )),
    *(f"help {words}" for words in (
        "nosuch", "nosuch x", "container", "container nosuch", "container nosuch x", "container ls", "container list",
        "image remove", "image prune x", "ps", "ps x", "run", "help", "help x", "--help", "-h", "--nope", "-9", "ps --help",
        "ps --nope", "-- ps", "--", "container help", "container -h", "volume", "context use", "network rm x", "tag",
    )),
    "", "help", "nosuch", "nosuch x", "--nope", "-9", "--help", "-h", "--", "--help ps", "--help container ls",
    "nosuch --help",
    "nosuch -h", "nosuch --nope", "--help nosuch", "-", "PS", "p", "--debug=maybe ps", "--debug= ps", "-D= ps",
    "--log-level=x ps",
    "--log-level= ps", "-l x ps", "-l", "-l= ps", "--host", "-H", "--config", "--context", "-c", "--version=maybe",
    "--tls=maybe ps",
    "--tls= ps", "--tlscacert", "--tlsverify=maybe", "--help --nope", "--nope --help", "--=x", "---x", "-linfo ps",
    "-l=INFO ps x",
    "-l warning ps x", "container list --nope", "container ps x", "image remove", "network remove", "volume list x",
    "ps -D",
    "ps --debug", "-- ps", "container ls help", "run -h x",
]  # fmt: skip
# Values of flags, as what they are or for the words that refuse them.
VALUES = {
    "-p": [
        "80", "80/", "80/tcp/udp", "80/UDP", "80/bogus", "/tcp", "", ":", ":80", "::80", "80:", "8080:80", "080:80",
        "+80", "-1",
        "65536", "80-", "-80", "1-2-3", "82-80", "1-3:1-2", "1-3:80", "1.2.3.4::80", "1.2.3:1:80", "x:1:80", "[::1]:1:80",
        "[::1]:80", "::1:1:80", "[fe80::1%eth0]:1:80", "fe80::1%eth0:1:80", "[]:1:80", "[::1:1:80", "[::1]x:1:80",
        "[::ffff:1.2.3.4]:1:80", "target=80", "published=1-2,target=3-4,protocol=udp", "TARGET=80", "target", "=80",
        "target=80,x",
        "80:80=", "0:80", "é",
        "published=1,target=2,protocol=udp=[::1]:1:80"],
    "--expose": ["", "80", "80/", "/tcp", "80/tcp/udp", "80/X", "9-7", "70000", "1-2-3", "80-", "-1", "x", "80:80", " 80",
        "70000=80"],
    "--network": [
        "", " ", "foo", "host", "container:x", "name=foo", "name=", "alias=b", "name=foo,bogus=1", "name=foo,alias",
        "name=foo,",
        "name=foo,gw-priority=x", "name=foo,gw-priority=1", "name=host,alias=a", 'a"=b', '"name=foo,x',
        "name=foo,driver-opt=a",
        "name=foo,mac-address=x", "=x",
        "name=foo,gw-priority=1X", "\x1c", "name=foo\u3000", "nİame=foo"],
    "--mount": [
        "", " ", "x", "dst=/a", "dst=/a ", " dst=/a", "dst=a,ro=", "dst=/a,ro=T", "dst=/a,readonly=maybe", 'a"b=c',
        '"dst=/a',
        '"dst=/a"x', '"dst=/a",ro', "dst=/a\nx=y", "\ndst=/a", '\n"dst=/a', '"a\nb=c",dst=/a"',
        "type=bind,src=/a\r\n,dst=/b",
        "type=x,dst=/a", "dst=/v,volume-nocopy=x", "type=tmpfs,dst=/t,tmpfs-mode=9", "type=bind,dst=/a,tmpfs-size=1",
        "bind-recursive=x,dst=/a", 'é"=1',
        "dst=/a,src=", "dst=/a,x=",
        "dst=/a,type=", "dst=/a,bind-recursive=enabled", "dst=/a,volume-opt==b", "dst=/a,volume-opt=a",
        "dst=/a,volume-nocopy,volume-nocopy=0", "type=tmpfs,dst=/a,tmpfs-mode=40000000000",
        "type=tmpfs,dst=/a,tmpfs-mode=0o7"],
    "-v": [ "", "a", "/", "/:", ":", "::", ":/a", "/a:", "/a::/b", "/a:/b:ro:x", "/a:/b:", "/a:/b:bogus",
    "vol:/c:nocopy", "/anon",
        "vol:/C:N:O"],
    "-m": ["", "1g", "1 g", "1  g", "1x", "1.5", "-1", "1_0", "0x10", "1e3", "inf", "1kIb", "1kbb", "é", "1.2.3"],
    "--health-interval": [ "", "1s", "1", "1x", "-1s", "+1s", "1h1h", ".5s", ".s", "9223372036854775808ns", '1"',
    "1µx", "1 s", "é",
        "99999999999999999999 ", "-9223372036854775808ns", "1.00000000000000000000000001h"],
    "--ulimit": [
        "", "nofile", "nofile=", "=1", "bogus=1", "nofile=0x10", "nofile=1:2:3", "nofile=2:1", "nofile=-1:5",
        "nofile=x", "a=b=c",
        "nofile=99999999999999999999",
        "nofile=99999999999999999999x"],
    "--add-host": [
        "", "h", "h:1.2.3.4", "h=::FFFF", "h=[::1]", "h=fe80::1%eth0", "h=01.2.3.4", "=1.1.1.1", 'h="',
        "h:host-gateway", "a:b=::1",
    ],
    "--dns": ["", "::ffff:1.2.3.4", "fe80::1%eth0", "01.1.1.1", " 1.1.1.1 ", "2001:DB8::1", "1.1.1.1/8"],
    "--link-local-ip": ["", "x", "2001:DB8::1"],
    "--dns-search": ["", ".", "a.", "a_b", "1.2", "-a", "a..b", " a.b "],
    "--device": [
        "", "a", "/dev/a/../b", "/dev/a:", ":/a", "/a:/b:x", "/a:/b:", "/a:/b:r:w", "/a:b", "/a:rw",
        "vendor.com/class=name",
    ],
    "--blkio-weight-device": ["", "x:1", "/dev/x", "/dev/x:5", "/dev/x:+10", "/dev/x:y"],
    "--device-read-bps": ["/dev/x:", "/dev/x:-1", "/dev/x:1mb", "/dev/x:1:2"],
    "-e": ["", "=x", "A", "A=B=C", " A=1"],
    "-l": ["", "=x", " =x", " a=b", "a b=c", "a\nb=c", "\ta"],
    "--link": ["", ":", "a:", ":a", "a:b:c"],
    "--pids-limit": [ "", "0x1f", "0o17", "08", "1_0", "_1", "+1", "1.5", " 1", "9223372036854775808", '"', "\\",
    "é", "\x1b",
        "99999999999999999999b"],
    "--cpus": ["", "1/2", "1/0", "1e-1", ".5", "0.0000000001", "x",
        "1e1000001", "08", "010/1", "0x1.8p-1", "1_.5", "1._5", "1/-2", "0e99999999", "1p-9",
        "1e-1000000", "0.00001p-9000001", "0x_1", "1/0x10"],
    "--restart": ["", ":", ":3", "on-failure:", "on-failure:x", "on-failure:+3", "bogus", "always:1:2"],
    "--gpus": [
        "99999999999999999999", "", "all", "all,all", "0x1", "count=1,count=2", "bogus=1", 'a"b', '"device=0,1"',
        "device=0",
    ],
    "--sysctl": ["", "net.x", "kernel.bogus=1", "net.a=="],
    "--security-opt": [
        "", "bogus", "seccomp=nosuch.json", "no-new-privileges", '"', "a=", "a:", "seccomp=",
        "no-new-privileges=", "no-new-privileges:", "no-new-privileges:x", "label=", "=x", ":x",
    ],
    "--mac-address": [ "92:d0:c6:0a:29:33\xa0", " \t", "x", "0200.5e10.0000", "92:d0-c6:0a:29:33",
    "00:00:00:00:fe:80:00:00:00:00:00:00:02:00:5e:10:00:00:00:01"],
    "--cap-add": ["", " a", "all", "cap_x",
        "ßİ"],
    "--platform": [
        "", "bogus", "linux/", "/amd64", "linux/x86_64", "linux/arm/7", "linux/armhf", "linux/aarch64",
        "linux/arm64/v8", "LINUX/AMD64",
        "a/b/c/d", "l*", "windows(10.0.1)/amd64", "linux(x/a", "é/b", "macos/arm64",
    ],
    "--cidfile": ["", "a", "a/", "/", "nosuch/a", "/dev/null"],
    "--env-file": ["", "/", "nosuch", "/dev/null"],
    "--label-file": ["", "/", "nosuch"],
    "--pull": ["", "Always", "never"],
    "--cpu-count": ["0x1", "1",
        "0x10000000000000000x"],
    "--io-maxiops": ["1"],
}  # fmt: skip
# Values of other commands than create, as whole lines.
MORE_LINES = [
    ["service", "scale", "=1"], ["service", "scale", "x="], ["service", "scale", "x=0x10"], ["service", "scale", "x=1=2"],
    ["start", "/a<"], ["start", "a \x1c\u3000"], ["context", "create", "a\n"], ["--context", "\\z", "ps"],
    ["-H", "é\\:1.", "ps"],
    ["tag", "x", 'a"b'], ["tag", "x", "é\n"], ["import", "--platform", "LINUX/É", "-"],
    ["image", "prune", "-f", "--filter", "dangling=false"], ["image", "prune", "-af", "--filter", "dangling=true"],
]  # fmt: skip
# Not what comes to an error about usage or to the help.
_NO_USAGE = r"(?!--nope|-9|-h$|--help$|--help=maybe|.*--help$|--=x|---x|--help --nope)"
# Times, and what is none.
TIMES = [
    "", "0", "1", "1.5", "1.", "1.1234567890", "-1", "x", "1x", "2013", "2013-", "2013-01", "2013-01-02", "2013-1-2",
    "2013-01-02T", "2013-01-02T1", "2013-01-02T15", "2013-01-02T15:04", "2013-01-02T15:04:05", "2013-01-02T15:04:05.5",
    "2013-01-02T15:04:05.123456789", "2013-01-02T15:04:05.1234567890", "2013-01-02T15:04:05Z", "2013-01-02T15:04Z",
    "2013-01-02T15Z", "2013-01-02Z", "2013-01-02T15:04:05+01:00", "2013-01-02T15:04:05+0100", "2013-01-02T15:04:05+01",
    "2013-01-02T15:04+01:00", "2013-01-02T15-01:00", "2013-01-02+01:00", "2013-01-02-01:00", "2013-13-02", "2013-02-30",
    "2013-00-01", "2013-01-00", "2013-01-02T24", "2013-01-02T23:60", "2013-01-02T23:59:60", "2013-01-02T15:04:05z",
    "2013-01-02t15:04:05", "2013-01-02 15:04:05", "2013-01-02T15:04:05 ", "2013-01-02T15:04:05,5", "2013-01-02T15:4:5",
    "2013-01-02T15:04:05+25:00", "2013-01-02T15:04:05+23:61", "2013-01-02T15:04:05.", "2013-01-02T15:04:05.Z", "-", "é-1",
    "2013-01-02é", '2013-01-02"', "99999999999999999999", "1e3", " 1", "+1", "0000-01-01", "9999-12-31", "10000-01-01",
    "2013-01-02T-1", "2013-01-02T15:", "2013-01-02T15:0", "2013-01-02Tx", "1969-12-31T23:59:59.5Z",
    "2013-01-02T15:04:05+1:00",
    "1.-5", "1.5.5", "2013-01-02T+01:00", "2013-01-02x1:0192+", "2013-01-02x25:99+", "2013-01-02+25:xx", "2013-01-02+25:0",
]  # fmt: skip
# What isn't compared, with the reason.
_DIFFERENCES = {
    rf"(info|version)( |$){_NO_USAGE}": "the programs have versions of their own",
    r"(logs|pull)( --)?$|(logs|pull) x y": "several arguments are taken",
    r"logs (.* )?(--tail|-n\b)": "a number that is none is refused before the engine is asked",
    r"logs .*(--since|--until) %": "so is a time",
    r"logs --timestamps=": "which timestamps can be said",
    r".*--detach-keys %": "keys that can't be understood are refused before the engine is asked",
    r".*--disable-content-trust": "there is no notary to ask",
    r".*--kernel-memory": "that the flag does nothing is said",
    r"volume create .*--(topology|secret)": "the flag is not forgotten where no other flag of a cluster's volumes is given",
    r"(save|load|push) .*--platform": "API 1.52 takes several; that only one is pushed is told on stderr",
    r"start .*--checkpoint": "checkpoints are an experiment of docker's",
    r"(export|save) .*(-o|--output)": "the file is made when there is something to write",
    rf"(stats|attach|service ps|wait|commit|network (create|rm|remove))( |$){_NO_USAGE}": "the same is asked for otherwise",
    r"(history|rmi|image rm|image inspect) $": "an empty name is another matter",
    r"context use( |$)(?!.*(nope|-9|help|maybe))": "docker counts its arguments in other words",
    r"context create --(from|docker)": "what a context is made of has tests of its own",
    rf"login( |$){_NO_USAGE}": "accounts have tests of their own",
    rf"cp {_NO_USAGE}": "the way to the answer is another",
    r"update --help=false|service ls .*(-q|--quiet)": "what is given in vain is not counted, nor asked for",
    r"run .*-v c:|.*--volume /a:/b --volume c:": "a volume of one letter is no drive",
    r"system prune .*--filter": "the filters are shown before they are applied",
}


def wanted_difference(line: list[str]) -> str:
    """Return why ``line`` is not compared; "" for one that is."""
    text = " ".join(line)
    return next((reason for pattern, reason in _DIFFERENCES.items() if re.match(pattern, text)), "")


class Flag(NamedTuple):
    """A flag as docker's help shows it; ``kind`` is "" for a boolean."""

    long: str
    short: str
    kind: str


def read_flags(text: str) -> list[Flag]:
    """Return the flags that docker's help shows."""
    return [
        Flag(match["long"], match["short"] or "", match["kind"] or "")
        for match in re.finditer(
            r"^ {2,6}(?:(?P<short>-\w), )?(?P<long>--[\w-]+)(?: (?P<kind>\S+))?(?= |$)", text, re.MULTILINE
        )
    ]


def lines_of(path: str, flags: list[Flag]) -> list[list[str]]:
    """Return the forms of the command ``path``."""
    arguments = ARGUMENTS.get(path, [] if path in _NO_ARGUMENTS else ["x"])
    tails: list[list[str]] = [["x", "y", "z"][:count] for count in range(4)]
    tails += [
        ["--nope"], ["x", "--nope"], ["-9"], ["--"], ["--", *arguments], ["--", "--nope"], ["-h"], ["--help"],
        ["x", "--help"],
        ["--help", "--nope"], ["--help=false", *arguments], ["--help=maybe"], ["--=x"], ["---x"], [""],
    ]  # fmt: skip
    for flag in flags if path != "create" else ():
        first, second = FLAG_VALUES.get(flag.long) or _VALUES.get(flag.kind, ("a", "b"))
        twice = [flag.long, first, flag.long, second] if flag.kind else [flag.long, f"{flag.long}=false"]
        tails += [[f"{flag.long}=", *arguments], [*twice, *arguments]]
        tails += [[f"{flag.short}=", *arguments]] if flag.short else []
        if path != "run":
            tails += [[*arguments, flag.long] if flag.kind else [f"{flag.long}=maybe", *arguments]]
    return [[*path.split(), *tail] for tail in tails]
