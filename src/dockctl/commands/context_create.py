"""dockctl context create: a name for an engine, in docker's own files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from dockctl.errors import DockctlError, reason_of
from dockctl.options.contexts import KEYS, Context, Settings, parse_settings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dockctl.config.contexts import ContextStore
    from dockctl.session import Session

_UNUSABLE = "unable to create docker endpoint config"


class _Source(NamedTuple):
    """An engine that a context is made for."""

    host: str
    tls: dict[str, bytes]
    skip: bool
    metadata: dict[str, str]


def context_create(
    ctx: typer.Context,
    name: Context,
    description: Annotated[str, typer.Option("--description", help="Description of the context")] = "",
    docker: Annotated[
        list[Settings] | None,
        typer.Option(
            "--docker",
            metavar="stringToString",
            parser=parse_settings,
            help=f"Set the docker endpoint: KEY=VALUE,… of {', '.join(KEYS)}",
        ),
    ] = None,
    source: Annotated[str, typer.Option("--from", help="Create context from a named context")] = "",
) -> None:
    """Create a context."""
    from dockctl.config.contexts import ContextStore, check_name

    session: Session = ctx.obj
    store = ContextStore(session.config.folder)
    check_name(name)
    if store.exists(name):
        raise DockctlError(f'context "{name}" already exists')
    if source and docker:
        raise DockctlError("cannot use --docker flag when --from is set")
    if docker:
        settings = {key: value for each in docker for key, value in each.items()}
        made = _from_settings(session, store, settings)
    else:
        made = _copied(session, store, source or session.context)
    metadata = made.metadata | ({"Description": description} if description else {})
    store.write(name, metadata, made.host, made.tls, skip=made.skip)
    session.stdout.write(f"{name}\n")
    session.warn(f'Successfully created context "{name}"')


def _copied(session: Session, store: ContextStore, name: str) -> _Source:
    """Return the engine of another context, with what is said of it."""
    from dockctl.config.choice import DEFAULT_CONTEXT
    from dockctl.render.contexts import DEFAULT_DESCRIPTION

    if name == DEFAULT_CONTEXT:
        return _Source(session.default_host, {}, skip=False, metadata={"Description": DEFAULT_DESCRIPTION})
    known = store.read(name)
    endpoint = known["Endpoints"].get("docker", {})
    return _Source(
        endpoint.get("Host", ""),
        store.pem_files(name),
        skip=endpoint.get("SkipTLSVerify", False),
        metadata=known["Metadata"],
    )


def _from_settings(session: Session, store: ContextStore, settings: Mapping[str, str]) -> _Source:
    """Return the engine that --docker describes; raises DockctlError."""
    from dockctl.options.values import parse_bool
    from dockctl.transport.address import parse_address

    for key in settings:
        if key not in KEYS:
            raise DockctlError(f"{_UNUSABLE}: unrecognized config key: {key}")
    if settings.get("from"):
        return _copied(session, store, settings["from"])._replace(metadata={})
    try:
        skip = parse_bool(settings.get("skip-tls-verify") or "false")
    except ValueError as error:
        reason = str(error).removeprefix("strconv.ParseBool: ")
        raise DockctlError(f"{_UNUSABLE}: skip-tls-verify: {reason}") from error
    host = settings.get("host", "")
    if host:
        parse_address(host)
    return _Source(host, _read_certificates(settings), skip=skip, metadata={})


def _read_certificates(settings: Mapping[str, str]) -> dict[str, bytes]:
    """Return the content of the PEM files that are named; raises DockctlError for what is none."""
    from dockctl.transport.address import Tls
    from dockctl.transport.tls import make_context

    paths = {stem: settings[stem] for stem in ("ca", "cert", "key") if settings.get(stem)}
    contents = {}
    for stem, path in paths.items():
        try:
            contents[stem] = Path(path).read_bytes()
        except OSError as error:
            reason = reason_of(error)
            raise DockctlError(f"{_UNUSABLE}: open {path}: {reason}") from error
    try:
        make_context(Tls(paths.get("ca", ""), paths.get("cert", ""), paths.get("key", "")))
    except OSError as error:
        broken = "ca.pem seems invalid" if "cert" not in paths else f"certificates seem invalid: {error}"
        raise DockctlError(
            f"{_UNUSABLE}: invalid docker endpoint options: failed to retrieve context tls info: {broken}"
        ) from error
    return contents
