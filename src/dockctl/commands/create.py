"""dockctl create: POST /containers/create, after a pull where the image is missing."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dockctl.commands.pull import start_pull
from dockctl.errors import CommandError, DockctlError, NotFoundError, concerning, reason_of
from dockctl.options.completers import images
from dockctl.options.flags import CreateFlags
from dockctl.options.shared import Platform
from dockctl.options.values import check_content_trust

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from dockctl.attaching import Launch
    from dockctl.engine.payloads.containers import ContainerCreateRequest, ContainerCreateResponse
    from dockctl.engine.reference import Reference
    from dockctl.options.create import Streams
    from dockctl.session import Session

_ENDPOINT_SETTINGS = (1, 44)  # the API version since which every network has settings of its own
Image = Annotated[str, typer.Argument(metavar="IMAGE", autocompletion=images)]
Command = Annotated[list[str] | None, typer.Argument(metavar="[COMMAND] [ARG...]")]
CidFile = Annotated[str, typer.Option("--cidfile", help="Write the container ID to the file")]
Name = Annotated[str, typer.Option("--name", help="Assign a name to the container")]
Pull = Annotated[
    str, typer.Option("--pull", help='Pull image before running ("always", "missing", "never", "newer")')
]
PrintEnv = Annotated[
    bool,
    typer.Option(
        "--print-env", help="Print the variables that the container would have and where each is from"
    ),
]
VALUES_NEED_PRINTING = "conflicting options: --show-values needs --print-env"
ShowValues = Annotated[bool, typer.Option("--show-values", help="With --print-env: show the values, too")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Suppress the pull output")]


def create(
    ctx: typer.Context,
    image: Image,
    flags: CreateFlags,
    command: Command = None,
    cidfile: CidFile = "",
    name: Name = "",
    platform: Platform = "",
    print_env: PrintEnv = False,
    pull: Pull = "missing",
    quiet: Quiet = False,
    show_values: ShowValues = False,
) -> None:
    """Create a new container."""
    from dockctl.attaching import Launch
    from dockctl.options.create import attached_streams

    session: Session = ctx.obj
    if show_values and not print_env:
        raise DockctlError(VALUES_NEED_PRINTING)
    if print_env:
        print_environment(session, image, flags, "create", values=show_values)
        return
    container_id = new_container(
        session,
        image,
        command,
        flags,
        attached_streams(flags, detach=False),
        caller="create",
        cidfile=cidfile,
        name=name,
        platform=platform,
        pull=pull,
        quiet=quiet,
        launch=Launch(session, removed=False),
    )
    session.stdout.write(f"{container_id}\n")


def new_container(
    session: Session,
    image: str,
    command: list[str] | None,
    flags: CreateFlags,
    streams: Streams,
    *,
    caller: str,
    cidfile: str,
    name: str,
    platform: str,
    pull: str,
    quiet: bool,
    launch: Launch,
) -> str:
    """Create the container that the flags of ``caller`` (run or create) describe, and return its ID.

    ``launch`` is told the ID before any signal can end this process.
    """

    def fail(text: str) -> DockctlError:
        return CommandError(text, command=caller) if caller == "run" else DockctlError(text)

    check_pull_policy(pull, caller)
    secrets = b""
    accounts = b""
    if flags.use_api_socket:
        from dockctl.api_socket import prepare

        accounts = prepare(session, flags)
    if flags.secret:
        from dockctl.secret_files import prepare as prepare_secrets

        secrets = prepare_secrets(flags, session.environment, caller)
    request = make_request(session, image, command, flags, streams, caller)
    with cid_file("" if session.rehearses else cidfile, fail) as keep:
        container_id = create_container(
            session, request, name=name, platform=platform, pull=pull, quiet=quiet, launch=launch
        )
        try:
            keep(container_id)
        except DockctlError:
            with suppress(DockctlError):  # it has not run, and nobody would know its ID
                session.engine.containers.remove(container_id, force=True)
            raise
    if accounts:
        from dockctl.api_socket import deliver

        deliver(session, container_id, accounts)
    if secrets:
        _deliver_secrets(session, container_id, secrets)
    return container_id


def _deliver_secrets(session: Session, container_id: str, archive: bytes) -> None:
    """Put the secrets into the container, which is nothing without them."""
    try:
        session.engine.files.put_archive(container_id, archive, path="/")
    except BaseException:
        with suppress(DockctlError):
            session.engine.containers.remove(container_id, force=True, volumes=True)
        raise


def make_request(
    session: Session,
    image: str,
    command: list[str] | None,
    flags: CreateFlags,
    streams: Streams,
    caller: str,
) -> ContainerCreateRequest:
    """Return the request for the flags; raises CommandError for values that make none."""
    from dockctl.options.create import REQUIRED_VERSIONS, build_request, use_old_settings
    from dockctl.terminal.modes import terminal_size

    engine = session.engine
    for field, version in REQUIRED_VERSIONS.items():
        if getattr(flags, field):
            engine.require(f"--{field.replace('_', '-')}", version)
    if flags.kernel_memory:
        session.warn("Flag --kernel-memory has been deprecated, and no longer supported by the kernel")
    check_content_trust(flags.disable_content_trust)
    _add_proxies(session, flags)
    try:
        request = build_request(
            image,
            command,
            flags,
            environment=session.environment,
            streams=streams,
            console_size=terminal_size(1),
        )
        if engine.api_version < _ENDPOINT_SETTINGS:
            use_old_settings(request)
    except ValueError as error:
        raise CommandError(str(error), command=caller) from error
    return request


def _add_proxies(session: Session, flags: CreateFlags) -> None:
    """Give the container the proxies of the user's configuration, but for those that -e speaks of."""
    given = {variable.partition("=")[0] for variable in flags.env or ()}
    proxies = session.config.proxy_variables(str(session.engine.address))
    added = [f"{name}={value}" for name, value in proxies.items() if name not in given]
    if added:
        flags.env = [*added, *(flags.env or ())]


def print_environment(session: Session, image: str, flags: CreateFlags, caller: str, *, values: bool) -> None:
    """Write the variables that a container would have, and where each is from; raises CommandError."""
    from dockctl.options.dotenv_files import read_dotenv
    from dockctl.options.environment import read_variables, resolve_variables
    from dockctl.render.variables import Variable, write_variables

    environment = session.environment
    own = session.engine.objects.inspect("image", image)["Config"].get("Env") or []
    variables = [Variable(text, "image") for text in own]
    try:
        for path in flags.env_file or ():
            variables += [Variable(text, path) for text in read_variables(path, environment)]
        for path in flags.dotenv or ():
            variables += [Variable(text, f"{path}:{line}") for text, line in read_dotenv(path, environment)]
    except ValueError as error:
        raise CommandError(str(error), command=caller) from error
    given = {text.partition("=")[0] for text in flags.env or ()}
    proxies = session.config.proxy_variables(str(session.engine.address))
    variables += [
        Variable(f"{name}={value}", "config.json") for name, value in proxies.items() if name not in given
    ]
    for text in flags.env or ():
        origin = "-e" if "=" in text else "-e, from this environment"
        variables += [Variable(found, origin) for found in resolve_variables([text], environment)]
    write_variables(session.stdout, variables, values=values)


def check_pull_policy(policy: str, command: str) -> None:
    """Raise CommandError unless ``policy`` is one that --pull takes."""
    from dockctl.options.create import PULL_POLICIES

    if policy not in PULL_POLICIES:
        choices = 'must be one of "always", "missing" or "never"'
        raise CommandError(f"invalid pull option: '{policy}': {choices}", command=command)


@contextmanager
def cid_file(path: str, fail: Callable[[str], DockctlError] = DockctlError) -> Iterator[Callable[[str], None]]:
    """Give a function that writes a container's ID to ``path``, which must be new; without an ID it is removed.

    A ``path`` of "" writes nothing. ``fail`` makes the error for a path that can't be used.
    """
    if not path:
        yield lambda _: None
        return
    written = False

    def keep(container_id: str) -> None:
        nonlocal written
        try:
            Path(path).write_text(container_id, encoding="ascii")
        except OSError as error:
            reason = reason_of(error)
            raise fail(f"failed to write the container ID to the file: write {path}: {reason}") from error
        written = True

    try:
        with Path(path).open("x", encoding="ascii"):
            pass
    except FileExistsError:
        raise fail(
            f"container ID file found, make sure the other container isn't running or delete {path}",
        ) from None
    except OSError as error:
        raise fail(f"failed to create the container ID file: open {path}: {error.strerror}") from error
    try:
        yield keep
    finally:
        if not written:
            Path(path).unlink(missing_ok=True)


def create_container(
    session: Session,
    request: ContainerCreateRequest,
    *,
    name: str,
    pull: str,
    quiet: bool,
    platform: str = "",
    launch: Launch,
) -> str:
    """Create the container, pull its image first as ``pull`` says, and return its ID.

    The pull is shown on stderr unless ``quiet``, and so are the engine's warnings. ``launch`` as for
    new_container().
    """
    from dockctl.engine.reference import parse_any_reference
    from dockctl.interruption import held_signals

    def ask() -> ContainerCreateResponse:
        with held_signals():
            answer = containers.create(request, name=name, platform=platform)
            launch.created(answer["Id"])
        return answer

    reference = parse_any_reference(request["Image"])
    containers = session.engine.containers
    if reference and (pull == "always" or (pull == "newer" and _is_newer(session, reference))):
        _pull(session, reference, platform, launch, quiet=quiet)
    try:
        answer = ask()
    except NotFoundError:
        if pull not in {"missing", "newer"} or reference is None:
            raise
        if not quiet:
            session.warn(f"Unable to find image '{reference.familiar}' locally")
        _pull(session, reference, platform, launch, quiet=quiet)
        answer = ask()
    for warning in answer.get("Warnings") or []:
        session.warn(f"WARNING: {warning}")
    return answer["Id"]


def _is_newer(session: Session, reference: Reference) -> bool:
    """Tell whether the registry has another image than the engine; where it can't be asked, what is here will do."""
    from dockctl.newer import NEWER, compare

    try:
        return compare(session, reference) == NEWER
    except DockctlError as error:
        session.warn(f"WARNING: whether {reference.familiar} is the newest is not known: {error.message}")
        return False


def _pull(session: Session, reference: Reference, platform: str, launch: Launch, *, quiet: bool) -> None:
    from dockctl.render.progress import discard, show_progress

    launch.phase = "pull"
    with session.ci_group(f"Pull {reference.familiar}"), concerning(reference.familiar):
        events = start_pull(session, reference, platform=platform)
        if quiet:
            discard(events)
        else:
            show_progress(events, session.stderr, session.stderr)
    launch.phase = "create"
