"""``--device``, ``--device-cgroup-rule`` and ``--gpus``."""

from __future__ import annotations

import posixpath
import re
from typing import Any

from dockctl.options.csv_fields import split_csv
from dockctl.options.values import parse_decimal

_RULE = re.compile(r"[acb] ([0-9]+|\*):([0-9]+|\*) [rwm]{1,3}", re.ASCII)
_CDI = re.compile(r"[A-Za-z][\w.-]*/[A-Za-z][\w-]*=[A-Za-z0-9][\w.:-]*", re.ASCII)
_MOST_PARTS = 3


def is_cdi(text: str) -> bool:
    """Tell whether ``text`` names a device of the Container Device Interface, such as vendor.com/class=name."""
    return bool(_CDI.fullmatch(text)) and not text.startswith("/")


def parse_device(text: str) -> dict[str, str]:
    """Return the device that ``SOURCE[:TARGET][:PERMISSIONS]`` maps, as the engine takes it; raises ValueError."""
    parts = text.split(":")
    if len(parts) > _MOST_PARTS or not parts[0]:
        raise ValueError(f"invalid device specification: {text}")
    source, target, permissions = parts[0], "", "rwm"
    if len(parts) == _MOST_PARTS:
        permissions = parts[2]
    if len(parts) > 1:
        if _is_permissions(parts[1]):
            permissions = parts[1]
        else:
            target = parts[1]
    return {"PathOnHost": source, "PathInContainer": target or source, "CgroupPermissions": permissions}


def check_device(text: str) -> str:
    """Return a device of --device with its path cleaned; raises ValueError in docker's words."""
    source, *rest = text.split(":")
    if len(rest) >= _MOST_PARTS or not source:
        raise ValueError(f"bad format for path: {text}")
    if len(rest) == _MOST_PARTS - 1:
        target = rest[0]
        if not _is_permissions(rest[1]):
            raise ValueError(f"bad mode specified: {rest[1]}")
        cleaned = text
    elif rest and not _is_permissions(rest[0]):
        target = rest[0]
        cleaned = f"{source}:{_clean(target)}"
    else:
        target = source
        cleaned = ":".join([_clean(source), *rest])
    if not target.startswith("/"):
        raise ValueError(f"{target} is not an absolute path")
    return cleaned


def _clean(path: str) -> str:
    return posixpath.normpath(f"/{path.lstrip('/')}") if path.startswith("/") else posixpath.normpath(path)


def _is_permissions(text: str) -> bool:
    return bool(text) and set(text) <= set("rwm") and len(set(text)) == len(text)


def parse_cgroup_rule(text: str) -> str:
    """Return a rule such as ``c 1:3 rwm`` as it is; raises ValueError."""
    if not _RULE.fullmatch(text):
        raise ValueError(f"invalid device cgroup format '{text}'")
    return text


def parse_gpus(text: str) -> dict[str, Any]:
    """Return the request for graphics processors as the engine takes it; raises ValueError."""
    request: dict[str, Any] = {"Driver": "", "Count": 0, "DeviceIDs": None, "Capabilities": [], "Options": {}}
    seen: set[str] = set()
    for item in split_csv(text):
        name, equals, value = item.partition("=")
        if name in seen:
            raise ValueError(f"gpu request key '{name}' can be specified only once")
        seen.add(name)
        if not equals:
            name, value = "count", name
            seen.add(name)
        if name == "driver":
            request["Driver"] = value
        elif name == "count":
            request["Count"] = -1 if value == "all" else _count(value)
        elif name == "device":
            request["DeviceIDs"] = value.split(",")
        elif name == "capabilities":
            request["Capabilities"] = [[*value.split(","), "gpu"]]
        elif name == "options":
            request["Options"] = dict(_option(option) for option in split_csv(value))
        else:
            raise ValueError(f"unexpected key '{name}' in '{item}'")
    if "count" not in seen and request["DeviceIDs"] is None:
        request["Count"] = 1
    request["Capabilities"] = request["Capabilities"] or [["gpu"]]
    return request


def _count(text: str) -> int:
    try:
        return parse_decimal(text)
    except ValueError as error:
        reason = str(error).rpartition(": ")[2]
        raise ValueError(
            f'invalid count ({text}): value must be either "all" or an integer: {reason}',
        ) from None


def _option(text: str) -> tuple[str, str]:
    name, _, value = text.partition("=")
    return name, value
