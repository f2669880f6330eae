"""What doctor has found, for people and for programs."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from typing import TYPE_CHECKING

from dockctl.render.screen import BAD, HEADING, Line, write_line
from dockctl.render.table import align

if TYPE_CHECKING:
    from dockctl.config.findings import Findings, SocketFacts
    from dockctl.engine.examination import EngineFacts
    from dockctl.streams import Output

_FIELDS = ("Socket", "Product", "State", "Version", "Latency")
_STEPS = (("Latency", 0), ("Version", 0), ("Product", 0), ("Socket", 12))
# A line's indent, with its bullet or its name.
_BEFORE_TEXT = re.compile(r" +(?:- |(?:address|version|API|latency|clock skew|usable): +)?")
_BAD_ENDINGS = ("usable:      no", ": missing")
_HEADER = ("SOCKET", "PRODUCT", "STATE", "VERSION", "LATENCY")


def write_findings(output: Output, findings: Findings, *, as_json: bool) -> None:
    """Write the findings as text, or as one JSON object."""
    if as_json:
        output.write(json.dumps(asdict(findings), indent=2, ensure_ascii=False) + "\n")
        return
    if not output.look.is_plain:
        _write_on_screen(output, findings)
        return
    blocks = [_engine_text(findings.engine, findings.reason), _sockets_text(findings)]
    if findings.helpers:
        blocks.append(_helpers_text(findings))
    blocks.append(_problems_text(findings))
    output.write("\n".join(blocks))


def _write_on_screen(output: Output, findings: Findings) -> None:
    """Write the findings for people."""
    from dockctl.render.screen_table import Listing, write_list

    _write_block(output, _engine_text(findings.engine, findings.reason))
    output.write("\n")
    write_line(output, Line("Usual sockets:", HEADING))
    rows = [_HEADER, *(_socket_row(item) for item in findings.sockets)]
    write_list(output, Listing(_FIELDS, rows, steps=_STEPS), indent=2)
    if findings.helpers:
        output.write("\n")
        _write_block(output, _helpers_text(findings))
    output.write("\n")
    _write_block(output, _problems_text(findings))


def _write_block(output: Output, text: str) -> None:
    """Write a heading and the lines below it, each of which goes on below its own beginning."""
    lines = text.rstrip("\n").split("\n")
    for line in lines:
        before = _BEFORE_TEXT.match(line)
        mark = before[0] if before else ""
        style = HEADING if not mark else BAD if line.endswith(_BAD_ENDINGS) else ""
        write_line(output, Line(line[len(mark) :], style, mark, hanging=len(mark)))


def _helpers_text(findings: Findings) -> str:
    states = {True: "there", False: "missing"}
    lines = [f"docker-credential-{name}: {states[there]}" for name, there in findings.helpers.items()]
    return "Credential helpers:\n" + "".join(f"  {line}\n" for line in lines)


def _engine_text(engine: EngineFacts, reason: str) -> str:
    lines = [f"address:     {engine.host or 'unknown'} (chosen by {reason})"]
    if engine.version:
        lines.append(f"version:     {engine.version}")
        lines.append(f"API:         {engine.api_minimum or '?'} to {engine.api_maximum}")
    if engine.latency is not None:
        lines.append(f"latency:     {engine.latency * 1000:.1f} ms")
    if engine.clock_skew is not None:
        skew = round(engine.clock_skew)
        lines.append(f"clock skew:  {f'{skew:+d} s' if abs(skew) > 1 else 'none'}")  # it tells whole seconds
    lines.append(f"usable:      {'yes' if engine.usable else 'no'}")
    return "Engine:\n" + "".join(f"  {line}\n" for line in lines)


def _sockets_text(findings: Findings) -> str:
    rows = [_HEADER, *(_socket_row(item) for item in findings.sockets)]
    table = align("".join("\t".join(row) + "\n" for row in rows))
    return "Usual sockets:\n" + "".join(f"  {line}\n" for line in table.splitlines())


def _socket_row(item: SocketFacts) -> tuple[str, ...]:
    engine = item.engine
    if engine is None:
        return item.path, item.product, "no permission" if item.exists else "not there", "", ""
    latency = f"{engine.latency * 1000:.1f} ms" if engine.latency is not None else ""
    return item.path, item.product, "answers" if engine.usable else "no answer", engine.version, latency


def _problems_text(findings: Findings) -> str:
    if not findings.problems:
        return "No problems.\n"
    lines = []
    for problem in findings.problems:
        lines.append(f"  - {problem.text}\n")
        if problem.advice:
            lines.append(f"    {problem.advice}\n")
    return "Problems:\n" + "".join(lines)
