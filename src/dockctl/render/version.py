"""The versions of client and engine, laid out as docker does."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from dockctl.gotemplate.encoding import encode
from dockctl.render.rows import JSON
from dockctl.render.text import display_width

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from dockctl.engine.payloads.system import SystemVersion, VersionComponent
    from dockctl.gotemplate.template import Template
    from dockctl.streams import Output

_VALUE_COLUMN = 20
_ENGINE = "Engine"
_ENGINE_DETAILS = ("ApiVersion", "MinAPIVersion", "GitCommit", "GoVersion", "Os", "Arch", "BuildTime")


def check_version_format(format_: str) -> None:
    """Raise DockctlError, as docker with status 64, for a template that can't be parsed."""
    if format_ not in {"", JSON}:
        _parse(format_)


def _parse(format_: str) -> Template:
    from dockctl.render.inspection import parse_template

    return parse_template(format_, name="version")


def write_version(
    output: Output,
    client: Mapping[str, str],
    server: SystemVersion | None,
    format_: str,
    *,
    host: str = "",
) -> None:
    """Write both sides' versions as two blocks, as JSON, or through a template; of ``host``, if there are several."""
    if not format_:
        blocks = [format_client(client), *([format_server(server)] if server is not None else [])]
        if host:
            blocks.insert(0, f"Host: {host}\n")
        output.write("\n".join(blocks))
        return
    from dockctl.render.structures import VERSION, structure

    known = None if server is None else {**server, "Components": _components(server)}
    facts = {**({"Host": host} if host else {}), "Client": client, "Server": known}
    versions = structure(VERSION, facts)
    if format_ == JSON:
        output.write(f"{encode(versions)}\n")
        return
    from dockctl.render.inspection import write_rendered

    write_rendered(output, _parse(format_), versions)


def _components(version: SystemVersion) -> list[VersionComponent]:
    """Return an engine's components; one called Engine is among them, with its build time as docker shows it."""
    components = list(version.get("Components") or ())
    if all(component["Name"] != _ENGINE for component in components):  # before API 1.35, and Podman
        values = {name: str(version[name]) for name in _ENGINE_DETAILS if name in version}  # type: ignore[literal-required]
        values["Experimental"] = str(version.get("Experimental", False)).lower()
        components.append(
            {"Name": _ENGINE, "Version": version.get("Version", ""), "Details": dict(sorted(values.items()))}
        )
    return [_with_build_time(item) if item["Name"] == _ENGINE else item for item in components]


def _with_build_time(component: VersionComponent) -> VersionComponent:
    details = dict(component.get("Details") or {})
    if "BuildTime" in details:
        details["BuildTime"] = format_build_time(details["BuildTime"])
    return {**component, "Details": details}


def format_client(client: Mapping[str, str]) -> str:
    """Return the block about this client."""
    api, highest = client["ApiVersion"], client["DefaultAPIVersion"]
    facts = {
        "Version": client["Version"],
        "API version": api if api == highest else f"{api} (downgraded from {highest})",
        "Python version": client["PythonVersion"],
        "OS/Arch": f"{client['Os']}/{client['Arch']}",
        "Context": client["Context"],
    }
    return "Client:\n" + _format_facts(facts.items(), indent=1)


def format_server(version: SystemVersion) -> str:
    """Return the block about an engine and its components."""
    name = (version.get("Platform") or {"Name": ""})["Name"]
    blocks = "".join(_format_component(component) for component in _components(version))
    return f"Server: {name}".rstrip() + "\n" + blocks


def _format_component(component: VersionComponent) -> str:
    details = component.get("Details") or {}
    facts = [("Version", component["Version"])]
    if component["Name"] == _ENGINE:
        minimum = details.get("MinAPIVersion", "")
        api = details.get("ApiVersion", "")
        facts += [
            ("API version", f"{api} (minimum version {minimum})" if minimum else api),
            ("Go version", details.get("GoVersion", "")),
            ("Git commit", details.get("GitCommit", "")),
            ("Built", details.get("BuildTime", "")),
            ("OS/Arch", f"{details.get('Os', '')}/{details.get('Arch', '')}"),
            ("Experimental", details.get("Experimental", "")),
        ]
    else:
        facts += sorted(details.items())
    return f" {component['Name']}:\n" + _format_facts(facts, indent=2)


def _format_facts(facts: Iterable[tuple[str, str]], *, indent: int) -> str:
    lines = []
    for label, value in facts:
        start = f"{' ' * indent}{label}:"
        lines.append(f"{start}{' ' * (_VALUE_COLUMN - display_width(start))}{value}\n")
    return "".join(lines)


def format_build_time(text: str) -> str:
    """Return an RFC 3339 time as docker shows one: ``Thu May  7 21:09:36 2026``; other text as it is."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return text
    return f"{moment:%a %b} {moment.day:2d} {moment:%H:%M:%S %Y}"
