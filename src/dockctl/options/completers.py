"""What a word on the command line may become: names that the engine knows.

A parameter names one of these functions as its ``autocompletion``; the shells' completion functions call
it through ``dockctl __complete``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from dockctl.engine.client import Engine


def running_containers(ctx: typer.Context) -> list[str]:
    """Return the names of the containers that run."""
    return _containers(ctx.obj.engine, all_=False)


def all_containers(ctx: typer.Context) -> list[str]:
    """Return the names of all containers."""
    return _containers(ctx.obj.engine, all_=True)


def images(ctx: typer.Context) -> list[str]:
    """Return the references of all tagged images, and their repositories without a tag."""
    from dockctl.engine.reference import parse_reference

    summaries = ctx.obj.engine.images.list()
    tags = [tag for item in summaries for tag in item.get("RepoTags") or [] if not tag.startswith("<none>")]
    references = [parse_reference(tag) for tag in tags]
    return sorted({name for item in references for name in (item.familiar, item.familiar_name)})


def networks(ctx: typer.Context) -> list[str]:
    """Return the names of all networks."""
    return sorted(network["Name"] for network in ctx.obj.engine.networks.list())


def volumes(ctx: typer.Context) -> list[str]:
    """Return the names of all volumes."""
    return sorted(volume["Name"] for volume in ctx.obj.engine.volumes.list()["Volumes"] or [])


def objects(ctx: typer.Context) -> list[str]:
    """Return the names of whatever can be inspected."""
    return [name for kind in (all_containers, images, networks, volumes) for name in kind(ctx)]


def files_in_containers(ctx: typer.Context) -> list[str]:
    """Return how a path in each container begins."""
    return [f"{name}:/" for name in all_containers(ctx)]


def contexts(ctx: typer.Context) -> list[str]:
    """Return the names of all contexts."""
    from dockctl.config.choice import DEFAULT_CONTEXT
    from dockctl.config.contexts import ContextStore

    return sorted([*ContextStore(ctx.obj.config.folder).names(), DEFAULT_CONTEXT])


def file(_: typer.Context) -> list[str]:
    """Stand for the name of a file, which shells complete by themselves."""
    return []


def _containers(engine: Engine, *, all_: bool) -> list[str]:
    names = {name for item in engine.containers.list(all_=all_) for name in item["Names"] or []}
    return sorted(name.removeprefix("/") for name in names if name.count("/") == 1)


COMPLETERS = {
    function.__name__: function
    for function in (
        running_containers, all_containers, images, networks, volumes, objects, files_in_containers,
        contexts,
    )
}  # fmt: skip
