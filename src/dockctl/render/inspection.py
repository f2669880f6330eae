"""What an engine knows of objects: as indented JSON, or through a template.

docker applies a template to a Go structure and, if that fails, to the answer's JSON. Both views are here. Objects that
are asked about every day have their structures (structures.py), for others typed() makes what is like them.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from dockctl.errors import DockctlError, SeveralFailuresError
from dockctl.gotemplate.encoding import encode, escape_html
from dockctl.gotemplate.kinds import Map, Slice, Structure, as_interface
from dockctl.render.rows import JSON

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dockctl.gotemplate.template import Template
    from dockctl.streams import Output

EXIT_TEMPLATE = 64
# Fields that hold maps, whose keys are data; all other objects in an answer are Go structures.
_MAPS = {
    "Annotations", "Containers", "Data", "DriverOpts", "GenericResources", "Labels", "Networks", "Options", "Ports",
    "Services", "Status", "Sysctls", "Volumes",
}  # fmt: skip
# Fields that Go keeps as pointers, or leaves out when they are empty.
_POINTERS = {
    "ClusterVolume", "ConfigFrom", "Health", "Healthcheck", "ImageManifestDescriptor", "Init", "MemorySwappiness",
    "NetworkID", "OomKillDisable", "PidsLimit", "SizeRootFs", "SizeRw", "StopTimeout", "UsageData",
}  # fmt: skip
_ALIASES = {"ID": "Id"}
# By what only they have.
_KINDS = ("HostConfig", "RootFS", "IPAM", "Mountpoint")


def typed(value: Any, name: str = "") -> object:  # noqa: ANN401  (any JSON)
    """Return ``value``, the field ``name``, as Go's structures hold it."""
    is_map = name in _MAPS
    if value is None and name and name not in _POINTERS:
        return Map(is_nil=True) if is_map else Slice(is_nil=True)
    if isinstance(value, list):
        return [typed(item) for item in value]
    if isinstance(value, dict):
        fields = {key: typed(item, "" if is_map else key) for key, item in value.items()}
        return fields if is_map else Structure(fields, value, aliases=_ALIASES, pointers=_POINTERS)
    return value


def as_structure(item: dict[str, Any]) -> object:
    """Return an object as Go's structures hold it."""
    from dockctl.render.structures import CONTAINER, IMAGE, NETWORK, VOLUME, pointer, structure

    names = zip(_KINDS, (CONTAINER, IMAGE, NETWORK, VOLUME), strict=True)
    known = next((name for key, name in names if key in item), "")
    if known == VOLUME:
        return structure(known, item)
    return pointer(known, item) if known else typed(item)


class Inspection:
    """How objects are shown; raises DockctlError for a template that can't be parsed.

    ``html_escaped``: signs that mean something in HTML are escaped, as by Go where docker has made the JSON itself.
    ``typed_only``: a template that doesn't fit the structure isn't tried on the answer's JSON, which docker has
    not kept.
    """

    def __init__(self, format_: str, *, html_escaped: bool = False, typed_only: bool = False) -> None:
        self._format = format_
        self._typed_only = typed_only
        self._html_escaped = html_escaped
        self._template = None if format_ in {"", JSON} else parse_template(format_)

    def write(self, output: Output, results: Iterable[dict[str, Any] | DockctlError]) -> None:
        """Write the objects among ``results``, in their order; raises DockctlError for all that failed."""
        failures: list[DockctlError] = []
        found: list[dict[str, Any]] = []
        for result in results:
            if isinstance(result, DockctlError):
                failures.append(result)
            else:
                found.append(result)
        if self._template is None:
            self._write_json(output, found)
        else:
            failures += self._write_rendered(output, found, self._template)
        if failures:
            hint = next((failure.hint for failure in failures if failure.hint), "")
            raise SeveralFailuresError(failures, hint=hint)

    def _write_json(self, output: Output, found: list[dict[str, Any]]) -> None:
        if self._format == JSON:
            # A structure is written as the engine wrote it, without its keys sorted.
            output.write(encode([Structure({}, item) for item in found]) + "\n")
        else:
            text = json.dumps(found, indent=4, ensure_ascii=False)
            output.write((escape_html(text) if self._html_escaped else text) + "\n")

    def _write_rendered(
        self, output: Output, found: list[dict[str, Any]], template: Template
    ) -> list[DockctlError]:
        from dockctl.gotemplate.errors import ExecutionError

        failures: list[DockctlError] = []
        lines: list[str] = []
        strict = False
        for item in found:
            try:
                strict = not self._render(template, item, lines, strict=strict)
            except ExecutionError as error:
                failures.append(DockctlError(f"template parsing error: {error}"))
        output.write("".join(lines) or "\n")
        return failures

    def _render(self, template: Template, item: dict[str, Any], lines: list[str], *, strict: bool) -> bool:
        """Add what ``template`` makes of an object to ``lines``; tell whether its structure was enough for that.

        Once it wasn't, docker takes missing keys of maps for errors, with ``strict``. Raises ExecutionError.
        """
        from dockctl.gotemplate.errors import ExecutionError

        try:
            lines.append(f"{template.render(as_structure(item), strict=strict)}\n")
        except ExecutionError:
            if self._typed_only:
                raise
            lines.append(f"{template.render(as_interface(item), strict=True)}\n")
            return False
        return not strict


def parse_template(source: str, *, name: str = "", prefix: str = "template parsing error: ") -> Template:
    """Return the template ``source``; raises DockctlError, with docker's status for these commands."""
    from dockctl.gotemplate.errors import TemplateSyntaxError
    from dockctl.gotemplate.template import Template
    from dockctl.render.template import FUNCTIONS

    try:
        return Template(source, FUNCTIONS, name=name)
    except TemplateSyntaxError as error:
        raise DockctlError(f"{prefix}{error}", exit_status=EXIT_TEMPLATE) from error


def write_rendered(output: Output, template: Template, value: object) -> None:
    """Write what ``template`` makes of ``value``; raises DockctlError after what it has made before it failed."""
    from dockctl.gotemplate.errors import ExecutionError

    try:
        output.write(f"{template.render(value)}\n")
    except ExecutionError as error:
        output.write(f"{error.written}\n")
        raise DockctlError(str(error)) from error
