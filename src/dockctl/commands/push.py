"""dockctl push: POST /images/{name}/push with the user's account at its registry."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from dockctl.errors import DockctlError
from dockctl.options import completers
from dockctl.options.values import check_content_trust

if TYPE_CHECKING:
    from dockctl.session import Session

_ONE_PLATFORM = """
 Info -> Using --platform pushes only the specified platform manifest of a multi-platform image index.
         Other components, like attestations, will not be included.
         To push the complete multi-platform image, remove the --platform flag.
         """


def push(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME[:TAG]", autocompletion=completers.images)],
    all_tags: Annotated[
        bool, typer.Option("--all-tags", "-a", help="Push all tags of an image to the repository")
    ] = False,
    disable_content_trust: Annotated[
        bool, typer.Option("--disable-content-trust", hidden=True, help="Skip image signing")
    ] = True,
    platform: Annotated[
        str,
        typer.Option(
            "--platform",
            help="Push a platform-specific manifest as a single-platform image to the registry. Image index"
            " won't be pushed, meaning that other manifests, including attestations won't be preserved.\n"
            "'os[/arch[/variant]]': Explicit platform (eg. linux/amd64)",
        ),
    ] = "",
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Suppress verbose output")] = False,
) -> None:
    """Upload an image to a registry."""
    from dockctl.engine.reference import parse_reference
    from dockctl.options.platforms import chosen_platform
    from dockctl.render.progress import show_progress
    from dockctl.render.progress_lines import discard

    session: Session = ctx.obj
    check_content_trust(disable_content_trust)
    typed = parse_reference(name)
    if all_tags and (typed.tag or typed.digest):
        raise DockctlError("tag can't be used with --all-tags/-a")
    reference = typed if all_tags else typed.with_default_tag()
    chosen = chosen_platform(platform)
    if platform and not quiet:
        session.warn(_ONE_PLATFORM)
    if reference != typed and not quiet:
        session.stdout.write(f"Using default tag: {reference.tag}\n")
    events = session.engine.images.push(
        reference, all_tags=all_tags, platform=chosen, account=session.credentials.find(reference.domain)
    )
    if quiet:
        discard(events)
        session.stdout.write(f"{reference.familiar}\n")
    else:
        show_progress(events, session.stdout, session.stderr)
