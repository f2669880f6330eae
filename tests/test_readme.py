"""The README tells the truth."""

from __future__ import annotations

import re
from pathlib import Path

from dockctl.cli.tree import command_facts, global_flags

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text()


def test_the_table_of_flags_is_the_programs() -> None:
    table = README.split("## What is there")[1].split("\n\n")[1]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()[2:]]
    told = {name: cells for cells, text in rows for name in re.findall(r"`([^`]+)`", cells) for cells in [text]}
    facts = {item.path: item for item in command_facts()}
    assert set(told) == {path for path in facts if " " not in path} | {name for name in told if " " in name}
    for name, text in told.items():
        if name == "create":  # the table tells how it differs from run
            text = without(told["run"], text)  # noqa: PLW2901
        assert set(re.findall(r"`(--?[^`]+)`", text)) == {flag.short or flag.long for flag in facts[name].flags}
    last = set(re.findall(r"`(--?[^`]+)`", rows[-1][1]))
    assert last == {flag.short or flag.long for flag in global_flags()}


def without(flags: str, others: str) -> str:
    """Return ``flags`` without those that ``others`` names."""
    return " ".join(flag for flag in flags.split() if flag not in others.replace(",", "").split())


def test_its_links_lead_somewhere() -> None:
    for document in ("README.md", "CONTRIBUTING.md"):
        for target in re.findall(r"\]\(([^)#]+)\)", (ROOT / document).read_text()):
            assert target.startswith("https://") or (ROOT / target).exists()
