"""The flags of a swarm's volumes."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dockctl.options.dialect.facts import flags_given
from dockctl.options.sizes import parse_bytes
from dockctl.options.values import Pair, parse_pair

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(kw_only=True)
class ClusterFlags:
    """What is wanted of a swarm's volume (API 1.42)."""

    availability: Annotated[
        str,
        typer.Option("--availability", help='Cluster Volume availability ("active", "pause", "drain")'),
    ] = "active"
    group: Annotated[str, typer.Option("--group", help="Cluster Volume group (cluster volumes)")] = ""
    limit_bytes: Annotated[
        int,
        typer.Option(
            "--limit-bytes",
            metavar="bytes",
            parser=parse_bytes,
            help="Maximum size of the Cluster Volume in bytes",
        ),
    ] = 0
    required_bytes: Annotated[
        int,
        typer.Option(
            "--required-bytes",
            metavar="bytes",
            parser=parse_bytes,
            help="Minimum size of the Cluster Volume in bytes",
        ),
    ] = 0
    scope: Annotated[str, typer.Option("--scope", help='Cluster Volume access scope ("single", "multi")')] = (
        "single"
    )
    secret: Annotated[
        list[Pair] | None,
        typer.Option("--secret", metavar="map", parser=parse_pair, help="Cluster Volume secrets"),
    ] = None
    sharing: Annotated[
        str,
        typer.Option(
            "--sharing", help='Cluster Volume access sharing ("none", "readonly", "onewriter", "all")'
        ),
    ] = "none"
    topology_preferred: Annotated[
        list[str] | None,
        typer.Option("--topology-preferred", help="A topology that the Cluster Volume would be preferred in"),
    ] = None
    topology_required: Annotated[
        list[str] | None,
        typer.Option("--topology-required", help="A topology that the Cluster Volume must be accessible from"),
    ] = None
    kind: Annotated[str, typer.Option("--type", help='Cluster Volume access type ("mount", "block")')] = "block"


_NAMES = {field.name for field in fields(ClusterFlags)}


def given_flags(ctx: typer.Context) -> list[str]:
    """Return the flags of these that the command line has."""
    return [flag for name, flag in flags_given(ctx).items() if name in _NAMES]


def cluster_spec(flags: ClusterFlags) -> dict[str, Any]:
    """Return a ClusterVolumeSpec of the API."""
    return {
        "Group": flags.group,
        "AccessMode": {
            "Scope": flags.scope,
            "Sharing": flags.sharing,
            "BlockVolume" if flags.kind == "block" else "MountVolume": {},
        },
        "AccessibilityRequirements": {
            "Requisite": _topologies(flags.topology_required or ()),
            "Preferred": _topologies(flags.topology_preferred or ()),
        },
        "CapacityRange": {"RequiredBytes": flags.required_bytes, "LimitBytes": flags.limit_bytes},
        "Secrets": [{"Key": key, "Secret": secret} for key, secret in sorted(flags.secret or ())],
        "Availability": flags.availability,
    }


def _topologies(texts: Iterable[str]) -> list[dict[str, Any]]:
    return [{"Segments": dict(parse_pair(item) for item in text.split(","))} for text in texts]
