"""``--ulimit``, ``--sysctl``, and limits on block devices."""

from __future__ import annotations

from typing import NamedTuple

from dockctl.options.sizes import parse_bytes
from dockctl.options.values import Pair, parse_decimal, parse_int

_ULIMITS = {
    "core", "cpu", "data", "fsize", "locks", "memlock", "msgqueue", "nice", "nofile", "nproc", "rss", "rtprio",
    "rttime", "sigpending", "stack",
}  # fmt: skip
_SYSCTLS = {
    "kernel.msgmax", "kernel.msgmnb", "kernel.msgmni", "kernel.sem", "kernel.shmall", "kernel.shmmax",
    "kernel.shmmni", "kernel.shm_rmid_forced",
}  # fmt: skip
_UNLIMITED = -1
_LEAST_WEIGHT, _MOST_WEIGHT = 10, 1000


class Ulimit(NamedTuple):
    """One limit of a process; -1 is none."""

    name: str
    soft: int
    hard: int


def parse_ulimit(text: str) -> Ulimit:
    """Return the limit that ``name=soft[:hard]`` states; raises ValueError."""
    name, equals, value = text.partition("=")
    if not equals:
        raise ValueError(f"invalid ulimit argument: {text}")
    if name not in _ULIMITS:
        raise ValueError(f"invalid ulimit type: {name}")
    numbers = value.split(":")
    if len(numbers) > 2:  # noqa: PLR2004  (soft and hard)
        raise ValueError(f"too many limit value arguments - {value}, can only have up to two, `soft[:hard]`")
    hard = parse_decimal(numbers[-1])
    soft = parse_decimal(numbers[0])
    if hard != _UNLIMITED and (soft == _UNLIMITED or soft > hard):
        shown = f"soft: -1 (unlimited), hard: {hard}" if soft == _UNLIMITED else f"{soft} > {hard}"
        raise ValueError(f"ulimit soft limit must be less than or equal to hard limit: {shown}")
    return Ulimit(name, soft, hard)


def parse_sysctl(text: str) -> Pair:
    """Return name and value of a kernel parameter that a container may set; raises ValueError."""
    name, equals, value = text.partition("=")
    allowed = name in _SYSCTLS or name.startswith(("net.", "fs.mqueue."))
    if not equals or not allowed:
        raise ValueError(f"sysctl '{text}' is not allowed")
    return Pair(name, value)


class DeviceLimit(NamedTuple):
    """A weight, or a rate a second, for one block device."""

    path: str
    value: int


def _split_device(text: str) -> tuple[str, str]:
    path, colon, value = text.partition(":")
    if not colon or not path:
        raise ValueError(f"bad format: {text}")
    if not path.startswith("/dev/"):
        raise ValueError(f"bad format for device path: {text}")
    return path, value


def parse_device_weight(text: str) -> DeviceLimit:
    """Return the weight that ``/dev/x:weight`` states; raises ValueError."""
    path, value = _split_device(text)
    try:
        weight = parse_decimal(value, signed=False, bits=16)
    except ValueError:
        raise ValueError(f"invalid weight for device: {text}") from None
    if weight and not _LEAST_WEIGHT <= weight <= _MOST_WEIGHT:
        raise ValueError(f"invalid weight for device: {text}")
    return DeviceLimit(path, weight)


def parse_device_bytes(text: str) -> DeviceLimit:
    """Return the bytes a second that ``/dev/x:1mb`` states; raises ValueError."""
    path, value = _split_device(text)
    try:
        return DeviceLimit(path, parse_bytes(value))
    except ValueError:
        raise ValueError(
            f"invalid rate for device: {text}. The correct format is <device-path>:<number>[<unit>]."
            " Number must be a positive integer. Unit is optional and can be kb, mb, or gb",
        ) from None


def parse_device_operations(text: str) -> DeviceLimit:
    """Return the operations a second that ``/dev/x:1000`` states; raises ValueError."""
    path, value = _split_device(text)
    try:
        return DeviceLimit(path, parse_decimal(value, signed=False))
    except ValueError:
        raise ValueError(
            f"invalid rate for device: {text}. The correct format is <device-path>:<number>."
            " Number must be a positive integer",
        ) from None


def parse_uint16(text: str) -> int:
    """Return an integer of 0 to 65535; raises ValueError in Go's words."""
    return parse_int(text, "ParseUint", signed=False, bits=16)


def parse_uint64(text: str) -> int:
    """Return an integer of 0 and more; raises ValueError in Go's words."""
    return parse_int(text, "ParseUint", signed=False)
