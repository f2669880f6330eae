"""Flags that several commands share, as annotations."""

from __future__ import annotations

from typing import Annotated, TypeAlias

import typer

_FORMAT_HELP = """Format output using a custom template:
'table':            Print output in table format with column headers (default)
'table TEMPLATE':   Print output in table format using the given Go template
'json':             Print in JSON format
'TEMPLATE':         Print output using the given Go template.
Refer to https://docs.docker.com/go/formatting/ for more information about formatting output with templates"""

Format: TypeAlias = Annotated[str, typer.Option("--format", help=_FORMAT_HELP)]
DetachKeys: TypeAlias = Annotated[
    str,
    typer.Option("--detach-keys", help="Override the key sequence for detaching a container"),
]
SigProxy: TypeAlias = Annotated[
    bool,
    typer.Option("--sig-proxy", help="Proxy received signals to the process"),
]
NoTrunc: TypeAlias = Annotated[bool, typer.Option("--no-trunc", help="Don't truncate output")]
Platform: TypeAlias = Annotated[
    str,
    typer.Option(
        "--platform",
        envvar="DOCKER_DEFAULT_PLATFORM",
        help="Set platform if server is multi-platform capable",
    ),
]
