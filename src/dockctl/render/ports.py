"""Ports: where each is published, and the PORTS column with neighbouring ports as ranges."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dockctl.render.text import natural_order

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from dockctl.engine.payloads.containers import Port, PortBinding
    from dockctl.streams import Output


def format_ports(ports: Iterable[Port]) -> str:
    """Return the ports in docker's order: ranges that were closed, those left open, then other mappings.

    Ports form a range when they follow one another, have one protocol, and are unpublished or published
    under their own number on one address.
    """
    closed: list[str] = []
    mappings: list[str] = []
    open_ranges: dict[tuple[str, str], tuple[int, int]] = {}
    for port in sorted(ports, key=_order):
        address, private, protocol = port.get("IP", ""), port["PrivatePort"], port["Type"]
        public = port.get("PublicPort", 0)
        if address and public != private:
            mappings.append(f"{_join(address, str(public))}->{private}/{protocol}")
            continue
        key = (address, protocol)
        first, last = open_ranges.get(key, (private, private - 1))
        if private != last + 1:
            closed.append(_format_range(key, first, last))
            first = private
        open_ranges[key] = (first, private)
    left = [_format_range(key, first, last) for key, (first, last) in open_ranges.items()]
    return ", ".join([*closed, *left, *mappings])


def _order(port: Port) -> tuple[int, str, int, str]:
    return port["PrivatePort"], port.get("IP", ""), port.get("PublicPort", 0), port["Type"]


def _format_range(key: tuple[str, str], first: int, last: int) -> str:
    address, protocol = key
    numbers = str(first) if first == last else f"{first}-{last}"
    return f"{_join(address, numbers)}->{numbers}/{protocol}" if address else f"{numbers}/{protocol}"


def _join(address: str, port: str) -> str:
    return f"[{address}]:{port}" if ":" in address else f"{address}:{port}"


def write_bindings(output: Output, published: Mapping[str, Sequence[PortBinding] | None]) -> None:
    """Write a line a binding: ``80/tcp -> 0.0.0.0:8080``, for the port "" only the address."""
    lines = [
        (f"{port} -> " if port else "") + _join(binding.get("HostIp", ""), binding["HostPort"]) + "\n"
        for port, bindings in published.items()
        for binding in bindings or ()
    ]
    lines.sort(key=natural_order)
    if output.look.is_plain:
        output.write("".join(lines))
        return
    from dockctl.render.screen import QUIET, Line, write_line

    for line in lines:
        port, arrow, address = line.rstrip("\n").rpartition("-> ")
        write_line(output, Line(address, mark=port + arrow, mark_style=QUIET, hanging=2))
