"""Arguments that several commands share, as annotations: names, and how TAB completes them."""

from __future__ import annotations

from typing import Annotated, TypeAlias

import typer

from dockctl.options import completers

_MANY_CONTAINERS = "CONTAINER [CONTAINER...]"

Container: TypeAlias = Annotated[
    str, typer.Argument(metavar="CONTAINER", autocompletion=completers.all_containers)
]
RunningContainer: TypeAlias = Annotated[
    str, typer.Argument(metavar="CONTAINER", autocompletion=completers.running_containers)
]
Containers: TypeAlias = Annotated[
    list[str], typer.Argument(metavar=_MANY_CONTAINERS, autocompletion=completers.all_containers)
]
RunningContainers: TypeAlias = Annotated[
    list[str], typer.Argument(metavar=_MANY_CONTAINERS, autocompletion=completers.running_containers)
]
Image: TypeAlias = Annotated[str, typer.Argument(metavar="IMAGE", autocompletion=completers.images)]
Images: TypeAlias = Annotated[
    list[str], typer.Argument(metavar="IMAGE [IMAGE...]", autocompletion=completers.images)
]
Network: TypeAlias = Annotated[str, typer.Argument(metavar="NETWORK", autocompletion=completers.networks)]
Networks: TypeAlias = Annotated[
    list[str], typer.Argument(metavar="NETWORK [NETWORK...]", autocompletion=completers.networks)
]
Volumes: TypeAlias = Annotated[
    list[str], typer.Argument(metavar="VOLUME [VOLUME...]", autocompletion=completers.volumes)
]
