"""``--docker host=…,ca=…``: a context's engine, and the names of contexts."""

from __future__ import annotations

from typing import Annotated, TypeAlias

import typer

from dockctl.options import completers
from dockctl.options.csv_fields import split_csv

Context: TypeAlias = Annotated[str, typer.Argument(metavar="CONTEXT", autocompletion=completers.contexts)]
Contexts: TypeAlias = Annotated[
    list[str], typer.Argument(metavar="CONTEXT [CONTEXT...]", autocompletion=completers.contexts)
]
KEYS = ("from", "host", "ca", "cert", "key", "skip-tls-verify")


class Settings(dict[str, str]):
    """What one --docker says."""


def parse_settings(text: str) -> Settings:
    """Return the settings in ``key=value,…``; raises ValueError in docker's words."""
    settings = Settings()
    for item in split_csv(text) if text.count("=") > 1 else [text.strip('"')]:
        key, equals, value = item.partition("=")
        if not equals:
            raise ValueError(f"{item} must be formatted as key=value")
        settings[key] = value
    return settings


Description: TypeAlias = Annotated[str, typer.Option("--description", help="Description of the context")]
DockerEndpoint: TypeAlias = Annotated[
    list[Settings] | None,
    typer.Option(
        "--docker",
        metavar="stringToString",
        parser=parse_settings,
        help=f"Set the docker endpoint: KEY=VALUE,… of {', '.join(KEYS)}",
    ),
]
