"""``--mount type=…,source=…,target=…``: one line of comma-separated values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dockctl.letters import lower
from dockctl.options.csv_fields import split_csv
from dockctl.options.sizes import parse_bytes
from dockctl.options.values import parse_bool, parse_octal
from dockctl.options.volumes import absolute

if TYPE_CHECKING:
    from collections.abc import Callable

_FLAGS = {"readonly", "ro", "volume-nocopy", "bind-nonrecursive"}
_KINDS = {"bind": "bind", "volume": "volume", "tmpfs": "tmpfs", "image": "image"}


def parse_mount(text: str) -> dict[str, Any]:
    """Return the mount as the engine takes it; raises ValueError in docker's words."""
    mount: dict[str, Any] = {"Type": "volume"}
    options: dict[str, dict[str, Any]] = {}
    for field in split_csv(text):
        _apply(field, mount, options)
    if not mount["Type"]:
        raise ValueError("type is required")
    if not mount.get("Target"):
        raise ValueError("target is required")
    kind = mount["Type"]
    for name, content in options.items():
        if name != kind:
            raise ValueError(f"cannot mix '{name}-*' options with mount type '{kind}'")
        if name == "volume":
            content.setdefault("DriverConfig", {})
        mount[f"{name.capitalize()}Options"] = content
    bind = options.get("bind", {})
    if bind.get("ReadOnlyNonRecursive") and not mount.get("ReadOnly"):
        raise ValueError("option 'bind-recursive=writable' requires 'readonly' to be specified in conjunction")
    if bind.get("ReadOnlyForceRecursive"):
        if not mount.get("ReadOnly"):
            raise ValueError(
                "option 'bind-recursive=readonly' requires 'readonly' to be specified in conjunction"
            )
        if bind.get("Propagation") != "rprivate":
            raise ValueError(
                "option 'bind-recursive=readonly' requires 'bind-propagation=rprivate' to be specified in conjunction",
            )
    return mount


def _apply(field: str, mount: dict[str, Any], options: dict[str, dict[str, Any]]) -> None:
    name, equals, value = field.partition("=")
    key = lower(name)
    if not equals and key not in _FLAGS:
        raise ValueError(f"invalid field '{field}' must be a key=value pair")
    truth = _truth(key, value) if equals and key in _FLAGS else True
    if key in {"readonly", "ro"}:
        _choose(mount, "ReadOnly", truth)
    elif key == "type":
        mount["Type"] = lower(value)
    elif key in {"source", "src"}:
        mount["Source"] = absolute(value)
    elif key in {"target", "dst", "destination"}:
        mount["Target"] = value
    elif key == "consistency":
        mount["Consistency"] = lower(value)
    elif key == "bind-recursive" and value == "enabled":
        pass  # which is no option of a bind mount to docker
    elif key in _OPTIONS:
        _OPTIONS[key](
            options.setdefault(key.partition("-")[0], {}), value if equals else str(truth).lower(), key
        )
    else:
        raise ValueError(f"unexpected key '{key}' in '{field}'")


def _truth(key: str, value: str) -> bool:
    try:
        return parse_bool(value)
    except ValueError:
        raise ValueError(f"invalid value for {key}: {value}") from None


def _choose(options: dict[str, Any], name: str, value: object) -> None:
    """Set an option; one that is off or empty is left out."""
    options.pop(name, None)
    if value not in {False, ""}:
        options[name] = value


def _recursive(options: dict[str, Any], value: str, _key: str) -> None:
    settings = {
        "disabled": {"NonRecursive": True},
        "writable": {"ReadOnlyNonRecursive": True},
        "readonly": {"ReadOnlyForceRecursive": True},
    }
    if value not in settings:
        raise ValueError(
            f'invalid value for bind-recursive: {value} (must be "enabled", "disabled", "writable", or "readonly")',
        )
    options.update(settings[value])


def _pair(options: dict[str, str], value: str) -> None:
    name, _, text = value.partition("=")
    if name:
        options[name] = text


def _label(options: dict[str, Any], value: str, _key: str) -> None:
    _pair(options.setdefault("Labels", {}), value)


def _driver_option(options: dict[str, Any], value: str, _key: str) -> None:
    _pair(options.setdefault("DriverConfig", {}).setdefault("Options", {}), value)


def _driver(options: dict[str, Any], value: str, _key: str) -> None:
    _choose(options.setdefault("DriverConfig", {}), "Name", value)


def _set(name: str, convert: Callable[[str], object] = str) -> Callable[[dict[str, Any], str, str], None]:
    def apply(options: dict[str, Any], value: str, key: str) -> None:
        try:
            converted = convert(value)
        except ValueError:
            raise ValueError(f"invalid value for {key}: {value}") from None
        _choose(options, name, converted)

    return apply


_OPTIONS: dict[str, Callable[[dict[str, Any], str, str], None]] = {
    "bind-propagation": _set("Propagation", lower),
    "bind-nonrecursive": _set("NonRecursive", parse_bool),
    "bind-recursive": _recursive,
    "volume-subpath": _set("Subpath"),
    "volume-nocopy": _set("NoCopy", parse_bool),
    "volume-label": _label,
    "volume-driver": _driver,
    "volume-opt": _driver_option,
    "image-subpath": _set("Subpath"),
    "tmpfs-size": _set("SizeBytes", parse_bytes),
    "tmpfs-mode": _set("Mode", lambda text: parse_octal(text, bits=32)),
}
