"""``--secret NAME,src=FILE|env=VAR[,target=PATH][,uid=N][,gid=N][,mode=OCTAL]``."""

from __future__ import annotations

from dataclasses import dataclass
from posixpath import join, normpath

FOLDER = "/run/secrets"
_KEYS = ("src", "source", "env", "target", "uid", "gid", "mode")
_MOST = 0o7777


@dataclass(frozen=True)
class Secret:
    """A file for a container: where its content comes from (a file or a variable), where it goes, and whose it is."""

    name: str
    source: str = ""
    variable: str = ""
    target: str = ""
    uid: int = 0
    gid: int = 0
    mode: int = 0o444


def parse_secret(text: str) -> Secret:
    """Return the secret that ``text`` describes; raises ValueError."""
    from dockctl.options.csv_fields import split_csv

    name, *fields = split_csv(text)
    name = name.removeprefix("id=")
    if not name or "=" in name or "/" in name:
        raise ValueError("must begin with the secret's name")
    values: dict[str, str] = {}
    for field in fields:
        key, equals, value = field.partition("=")
        if key not in _KEYS or not equals or not value:
            raise ValueError(
                f"'{field}' is none of src=FILE, env=VARIABLE, target=PATH, uid=N, gid=N, mode=OCTAL"
            )
        values[{"source": "src"}.get(key, key)] = value
    if ("src" in values) == ("env" in values):
        raise ValueError("needs one of src=FILE and env=VARIABLE")
    target = normpath(join(FOLDER, values.get("target", name)))
    if target.count("/") < 2:  # noqa: PLR2004
        raise ValueError("a target in the root folder can't be")
    try:
        mode = int(values.get("mode", "444"), 8)
        uid, gid = int(values.get("uid", "0")), int(values.get("gid", "0"))
    except ValueError:
        raise ValueError("uid and gid are numbers, mode is an octal one") from None
    if not 0 <= mode <= _MOST or uid < 0 or gid < 0:
        raise ValueError("uid, gid or mode is out of range")
    return Secret(name, values.get("src", ""), values.get("env", ""), target, uid, gid, mode)
