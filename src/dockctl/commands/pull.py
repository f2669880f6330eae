"""dockctl pull: POST /images/create for one image or several, and their whole names."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING, Annotated

import typer

from dockctl.errors import DockctlError, concerning
from dockctl.options.completers import images
from dockctl.options.shared import Platform
from dockctl.options.values import check_content_trust, parse_natural, parse_seconds

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from dockctl.engine.progress import PullEvent
    from dockctl.engine.reference import Reference
    from dockctl.session import Session

    Show = Callable[[Iterator[PullEvent]], None]
    PullOne = Callable[[Session, Reference, Show], None]


def pull(
    ctx: typer.Context,
    names: Annotated[
        list[str],
        typer.Argument(metavar="NAME[:TAG|@DIGEST] [NAME...]", autocompletion=images),
    ],
    all_tags: Annotated[
        bool,
        typer.Option("--all-tags", "-a", help="Download all tagged images in the repository"),
    ] = False,
    disable_content_trust: Annotated[
        bool,
        typer.Option("--disable-content-trust", hidden=True, help="Skip image verification"),
    ] = True,
    platform: Platform = "",
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Suppress verbose output")] = False,
    retry: Annotated[
        int,
        typer.Option(
            "--retry",
            metavar="int",
            parser=parse_natural,
            help="Times to try again after a failure that may pass",
        ),
    ] = 0,
    retry_delay: Annotated[
        float,
        typer.Option(
            "--retry-delay",
            metavar="duration",
            parser=parse_seconds,
            show_default="1s",
            help="Wait before the first new try; it doubles with each",
        ),
    ] = 1.0,
) -> None:
    """Download one or more images from a registry."""
    from dockctl.engine.reference import parse_reference
    from dockctl.engine.retry import with_retries

    session: Session = ctx.obj
    check_content_trust(disable_content_trust)
    typed = [parse_reference(name) for name in names]
    if all_tags and any(reference.tag or reference.digest for reference in typed):
        raise DockctlError("tag can't be used with --all-tags/-a")
    references = typed if all_tags else [reference.with_default_tag() for reference in typed]

    def notify(error: DockctlError, pause: float) -> None:
        session.warn(f"{error.message}\nTrying again in {pause:.1f}s")

    def pull_one(member: Session, reference: Reference, show: Show) -> None:
        def once() -> None:
            with concerning(reference.familiar):
                show(start_pull(member, reference, all_tags=all_tags, platform=platform))

        if platform:
            member.engine.require("--platform", "1.32")
        with_retries(once, retries=retry, delay=retry_delay, notify=notify)

    if len(references) == 1 and not session.is_fleet:
        if references != typed and not quiet:
            session.stdout.write(f"Using default tag: {references[0].tag}\n")
        _pull_one(session, references[0], pull_one, quiet=quiet)
    else:
        _pull_several(session, references, pull_one, quiet=quiet)


def start_pull(
    session: Session,
    reference: Reference,
    *,
    all_tags: bool = False,
    platform: str = "",
) -> Iterator[PullEvent]:
    """Ask the engine to pull ``reference`` with the user's account at its registry; return its events."""
    account = session.credentials.get(reference.domain)
    return session.engine.images.pull(reference, all_tags=all_tags, platform=platform, account=account)


def _pull_one(session: Session, reference: Reference, pull_it: PullOne, *, quiet: bool) -> None:
    from dockctl.render.progress import discard, show_progress

    def show(events: Iterator[PullEvent]) -> None:
        show_progress(events, session.stdout, session.stderr)

    pull_it(session, reference, discard if quiet else show)
    session.stdout.write(f"{reference.canonical}\n")


def _pull_several(session: Session, references: list[Reference], pull_it: PullOne, *, quiet: bool) -> None:
    """Pull all at once, from each engine; only the references go to stdout, in their order."""
    from dockctl.batch import run_for_each
    from dockctl.fleet import ask_each, named
    from dockctl.render.progress import discard, of_host, shared_display

    # Which answer at all: a pull has all the time it wants.
    there = ask_each(session, lambda member: member.engine.api_version)
    targets = {
        named(member, reference.canonical): (member, reference)
        for member, _ in there.given
        for reference in references
    }
    with ExitStack() as stack:
        show = stack.enter_context(shared_display(session.stderr, quiet=quiet))

        def pull_target(target: str) -> None:
            member, reference = targets[target]

            def show_one(events: Iterator[PullEvent]) -> None:
                (show or discard)(of_host(events, member.host))

            pull_it(member, reference, show_one)

        run_for_each(session, list(targets), pull_target, close_view=stack.close, failures=there.failures)
