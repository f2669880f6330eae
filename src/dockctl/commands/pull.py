"""dockctl pull: POST /images/create for one image or several, and their whole names."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from dockctl.errors import DockctlError, SignalledError, concerning
from dockctl.options.completers import images
from dockctl.options.shared import Platform, ResultFile
from dockctl.options.values import check_content_trust, parse_natural, parse_seconds

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from dockctl.engine.progress import PullEvent
    from dockctl.engine.reference import Reference
    from dockctl.session import Session

    Show = Callable[[Iterator[PullEvent]], None]
    Notify = Callable[[str], None]
    PullOne = Callable[[Session, Reference, Show, Notify], None]

_CHECKED = {"current": 0, "newer": 10, "absent": 11}
_STYLES = ("auto", "tty", "plain", "compact", "json", "quiet")


def _parse_progress(text: str) -> str:
    if text not in _STYLES:
        raise ValueError(f"must be one of {', '.join(_STYLES)}")
    return text


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
    check: Annotated[
        bool,
        typer.Option(
            "--check",
            help="Pull nothing: tell whether the registry has something newer (exit status 10) or the image is not"
            " here (11)",
        ),
    ] = False,
    jobs: Annotated[
        int,
        typer.Option("--jobs", metavar="int", parser=parse_natural, help="Images to pull at once (0: all)"),
    ] = 0,
    platform: Platform = "",
    progress: Annotated[
        str,
        typer.Option(
            "--progress",
            parser=_parse_progress,
            help='How progress is shown ("auto", "tty", "plain", "compact", "json", "quiet")',
        ),
    ] = "auto",
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Suppress verbose output")] = False,
    result: ResultFile = "",
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
) -> int:
    """Download one or more images from a registry."""
    from dockctl.engine.reference import parse_reference
    from dockctl.engine.retry import with_retries
    from dockctl.operations.pulling import pull_events
    from dockctl.results.recording import recorded

    session: Session = ctx.obj
    check_content_trust(disable_content_trust)
    typed = [parse_reference(name) for name in names]
    if all_tags and any(reference.tag or reference.digest for reference in typed):
        raise DockctlError("tag can't be used with --all-tags/-a")
    if check:
        _check_is_alone(all_tags=all_tags, retry=retry, progress=progress)
    references = typed if all_tags else [reference.with_default_tag() for reference in typed]

    def pull_one(member: Session, reference: Reference, show: Show, notify: Notify) -> None:
        def once() -> None:
            with concerning(reference.familiar):
                show(pull_events(member, reference, all_tags=all_tags, platform=platform))

        if platform:
            member.engine.require('"--platform"', "1.32")
        with_retries(
            once,
            retries=retry,
            delay=retry_delay,
            notify=lambda error, pause: notify(f"{error.message}\nTrying again in {pause:.1f}s"),
        )

    style = "quiet" if quiet else progress
    title = f"Pull {', '.join(item.familiar for item in references)}"
    with session.ci_group(title), recorded(session, result, "pull") as record:
        done: dict[str, str] = {}
        record.finish = lambda: {
            "images": [
                {"reference": item.canonical, "outcome": done.get(item.canonical)} for item in references
            ]
        }
        if check:
            record.exit_status = _check(session, references, done, jobs)
            return record.exit_status
        with _telling_what_is_kept(session, references, done):
            if len(references) == 1 and not session.is_fleet:
                if references != typed and style not in {"quiet", "json"}:
                    session.stdout.write(f"Using default tag: {references[0].tag}\n")
                _pull_one(session, references[0], pull_one, style)
                done[references[0].canonical] = "pulled"
            else:
                _pull_several(session, references, pull_one, style, jobs, done)
    return record.exit_status


@contextmanager
def _telling_what_is_kept(
    session: Session, references: list[Reference], done: Mapping[str, str]
) -> Iterator[None]:
    """When the user ends a pull, say on a terminal which images have been pulled."""
    try:
        yield
    except (KeyboardInterrupt, SignalledError):
        if session.stderr.look.terminal and not session.asks_several:
            session.warn(_describe_interruption(references, done))
        raise


def _describe_interruption(references: list[Reference], done: Mapping[str, str]) -> str:
    """Return what is kept of a pull that the user has ended: engines make no image of some of its layers."""
    kept = [item.familiar for item in references if item.canonical in done]
    lost = [item.familiar for item in references if item.canonical not in done]
    parts = [f"pulled {', '.join(kept)}" if kept else "", f"not pulled {', '.join(lost)}" if lost else ""]
    return f"interrupted: {'; '.join(part for part in parts if part)}"


def _check_is_alone(*, all_tags: bool, retry: int, progress: str) -> None:
    if all_tags:
        raise DockctlError("conflicting options: --check is about one image a name, and --all-tags about many")
    if retry or progress != "auto":
        raise DockctlError("conflicting options: --check pulls nothing: no --retry, no --progress")


def _check(session: Session, references: list[Reference], done: dict[str, str], jobs: int) -> int:
    """Write for each image whether it is what its registry has; return the exit status that tells of all."""
    from dockctl.operations.batch import run_for_each
    from dockctl.operations.newer import compare

    by_name = {reference.canonical: reference for reference in references}

    def compare_one(name: str) -> str:
        done[name] = compare(session, by_name[name])
        return f"{name}\t{done[name]}\n"

    run_for_each(session, list(by_name), compare_one, at_once=jobs)
    return max(_CHECKED[outcome] for outcome in done.values())


def _pull_one(session: Session, reference: Reference, pull_it: PullOne, style: str) -> None:
    from dockctl.render.progress import progress_writer

    show = progress_writer(style, reference.familiar, session.stdout, session.stderr)
    pull_it(session, reference, show, session.warn)
    if style != "json":
        session.stdout.write(f"{reference.canonical}\n")


def _pull_several(
    session: Session,
    references: list[Reference],
    pull_it: PullOne,
    style: str,
    jobs: int,
    done: dict[str, str],
) -> None:
    """Pull all at once, or ``jobs`` of them, from each engine; only the references go to stdout, in their order."""
    from dockctl.operations.batch import run_for_each
    from dockctl.operations.fleet import ask_each, named
    from dockctl.render.progress import progress_writer, shared_display
    from dockctl.render.progress_lines import discard

    # Which answer at all: a pull has all the time it wants.
    there = ask_each(session, lambda member: member.engine.api_version)
    targets = {
        named(member, reference.canonical): (member, reference)
        for member, _ in there.given
        for reference in references
    }
    names = [
        f"{member.host} {reference.familiar}" if member.host else reference.familiar
        for member, reference in targets.values()
    ]
    with ExitStack() as stack:
        own = style in {"json", "compact"}
        display = stack.enter_context(shared_display(session.stderr, names, style=style))

        def pull_target(target: str) -> str | None:
            member, reference = targets[target]

            def show(events: Iterator[PullEvent]) -> None:
                if own:
                    progress_writer(style, reference.familiar, session.stdout, session.stderr)(events)
                elif display:
                    display.show(reference.familiar, events, host=member.host)
                else:
                    discard(events)

            with _naming(member, reference):
                pull_it(member, reference, show, display.note if display else session.warn)
            done[reference.canonical] = "pulled"
            return "" if style == "json" else None

        run_for_each(
            session,
            list(targets),
            pull_target,
            close_view=stack.close,
            failures=there.failures,
            at_once=jobs,
        )


@contextmanager
def _naming(member: Session, reference: Reference) -> Iterator[None]:
    """Name the image, and the engine where there are several, in the failure of a pull."""
    try:
        yield
    except DockctlError as error:
        known = reference.familiar in error.message or f" {reference.familiar_name}" in error.message
        engine = f"{member.host}: " if member.host else ""
        raise error.prefixed(engine if known else f"{engine}{reference.familiar}: ") from None
