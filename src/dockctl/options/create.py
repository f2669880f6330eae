"""The flags that run and create share, and the request they make."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

from dockctl.options.completers import images
from dockctl.options.environment import parse_variable, resolve_variables

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dockctl.engine.payloads import ContainerCreateRequest

PULL_POLICIES = ("always", "missing", "never")

Image: TypeAlias = Annotated[str, typer.Argument(metavar="IMAGE", autocompletion=images)]
Command: TypeAlias = Annotated[list[str] | None, typer.Argument(metavar="[COMMAND] [ARG...]")]
Entrypoint: TypeAlias = Annotated[
    str | None,
    typer.Option("--entrypoint", help="Overwrite the default ENTRYPOINT of the image"),
]
Env: TypeAlias = Annotated[
    list[str] | None,
    typer.Option("--env", "-e", parser=parse_variable, help="Set environment variables"),
]
Name: TypeAlias = Annotated[str, typer.Option("--name", help="Assign a name to the container")]
Pull: TypeAlias = Annotated[
    str,
    typer.Option(
        "--pull",
        metavar="string",
        help='Pull image before running ("always", "missing", "never")',
    ),
]
Quiet: TypeAlias = Annotated[bool, typer.Option("--quiet", "-q", help="Suppress the pull output")]
Remove: TypeAlias = Annotated[
    bool,
    typer.Option(
        "--rm",
        help="Automatically remove the container and its associated anonymous volumes when it exits",
    ),
]
User: TypeAlias = Annotated[
    str,
    typer.Option("--user", "-u", help="Username or UID (format: <name|uid>[:<group|gid>])"),
]
Workdir: TypeAlias = Annotated[
    str,
    typer.Option("--workdir", "-w", help="Working directory inside the container"),
]


def build_request(  # noqa: PLR0913  (the flags)
    image: str,
    command: Sequence[str] | None,
    *,
    environment: Mapping[str, str],
    attach: bool,
    entrypoint: str | None,
    env: Sequence[str] | None,
    remove: bool,
    user: str,
    workdir: str,
) -> ContainerCreateRequest:
    """Return the body of POST /containers/create that docker would send for these flags.

    ``environment`` gives the values of variables that are passed by name alone. An ``entrypoint`` of ""
    takes the image's away; None keeps it.
    """
    return {
        "Hostname": "",
        "Domainname": "",
        "User": user,
        "AttachStdin": False,
        "AttachStdout": attach,
        "AttachStderr": attach,
        "Tty": False,
        "OpenStdin": False,
        "StdinOnce": False,
        "Env": resolve_variables(env or (), environment),
        "Cmd": list(command) if command else None,
        "Image": image,
        "Volumes": {},
        "WorkingDir": workdir,
        "Entrypoint": None if entrypoint is None else [entrypoint],
        "Labels": {},
        "HostConfig": {
            "AutoRemove": remove,
            "NetworkMode": "default",
            "RestartPolicy": {"Name": "no", "MaximumRetryCount": 0},
        },
    }
