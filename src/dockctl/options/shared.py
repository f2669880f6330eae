"""Flags that several commands share, as annotations."""

from __future__ import annotations

from typing import Annotated, TypeAlias

import typer

_TEMPLATES = "Refer to https://docs.docker.com/go/formatting/ for more information about formatting output with templates"
_OBJECT_FORMAT_HELP = f"""Format output using a custom template:
'json':             Print in JSON format
'TEMPLATE':         Print output using the given Go template.
{_TEMPLATES}"""
_FORMAT_HELP = f"""Format output using a custom template:
'table':            Print output in table format with column headers (default)
'table TEMPLATE':   Print output in table format using the given Go template
'json':             Print in JSON format
'TEMPLATE':         Print output using the given Go template.
{_TEMPLATES}"""
TIME_EXAMPLE = 'timestamp (e.g. "2013-01-02T13:23:37Z") or relative (e.g. "42m" for 42 minutes)'

Format: TypeAlias = Annotated[str, typer.Option("--format", help=_FORMAT_HELP)]
ObjectFormat: TypeAlias = Annotated[str, typer.Option("--format", "-f", help=_OBJECT_FORMAT_HELP)]
EventFormat: TypeAlias = Annotated[str, typer.Option("--format", help=_OBJECT_FORMAT_HELP)]
Force: TypeAlias = Annotated[bool, typer.Option("--force", "-f", help="Do not prompt for confirmation")]
Signal: TypeAlias = Annotated[str, typer.Option("--signal", "-s", help="Signal to send to the container")]
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
ResultFile: TypeAlias = Annotated[
    str,
    typer.Option(
        "--result",
        metavar="file",
        help="Write what it came to, as a JSON object, to a file, or to one that is open (fd:3)",
    ),
]
OutputFile: TypeAlias = Annotated[
    str, typer.Option("--output", "-o", help="Write to a file, instead of STDOUT")
]
