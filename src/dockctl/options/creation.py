"""What `create` and `run` take to make a container, beside what the container is: its name, its image's pull."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, TypeAlias

import typer

from dockctl.errors import CommandError, DockctlError
from dockctl.options.completers import images
from dockctl.options.shared import Platform  # noqa: TC001  (Typer reads it)

Image: TypeAlias = Annotated[str, typer.Argument(metavar="IMAGE", autocompletion=images)]
Command: TypeAlias = Annotated[list[str] | None, typer.Argument(metavar="[COMMAND] [ARG...]")]
_PULL_POLICIES = ("always", "missing", "never", "newer", "")


@dataclass(kw_only=True)
class CreationFlags:
    """How a container is made, and what is said of it."""

    cidfile: Annotated[str, typer.Option("--cidfile", help="Write the container ID to the file")] = ""
    name: Annotated[str, typer.Option("--name", help="Assign a name to the container")] = ""
    platform: Platform = ""
    print_env: Annotated[
        bool,
        typer.Option(
            "--print-env", help="Print the variables that the container would have and where each is from"
        ),
    ] = False
    pull: Annotated[
        str,
        typer.Option("--pull", help='Pull image before running ("always", "missing", "never", "newer")'),
    ] = "missing"
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Suppress the pull output")] = False
    show_values: Annotated[
        bool, typer.Option("--show-values", help="With --print-env: show the values, too")
    ] = False

    def check(self, caller: str) -> None:
        """Raise DockctlError for flags that don't go together, and CommandError of ``caller`` for a --pull unknown."""
        if self.show_values and not self.print_env:
            raise DockctlError("conflicting options: --show-values needs --print-env")
        if self.pull not in _PULL_POLICIES:
            choices = 'must be one of "always", "missing" or "never"'
            raise CommandError(f"invalid pull option: '{self.pull}': {choices}", command=caller)
