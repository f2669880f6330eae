"""Flags that several commands share, as annotations."""

from __future__ import annotations

from typing import Annotated, TypeAlias

import typer

NoTrunc: TypeAlias = Annotated[bool, typer.Option("--no-trunc", help="Don't truncate output")]
Platform: TypeAlias = Annotated[
    str,
    typer.Option(
        "--platform",
        envvar="DOCKER_DEFAULT_PLATFORM",
        help="Set platform if server is multi-platform capable",
    ),
]
