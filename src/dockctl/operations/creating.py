"""A container made of the flags of `create` or `run`: its image pulled where it is missing, what it needs put into it."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dockctl.engine.client import ANSWER_TIMEOUT
from dockctl.engine.reference import parse_any_reference
from dockctl.errors import (
    EXIT_ENGINE,
    EXIT_NOT_EXECUTABLE,
    EXIT_NOT_FOUND,
    CommandError,
    DockctlError,
    NotFoundError,
    concerning,
)
from dockctl.id_file import id_file
from dockctl.interruption import held_signals
from dockctl.options.create import WINDOWS_FLAGS, build_request, use_old_settings
from dockctl.options.values import check_content_trust
from dockctl.terminal.modes import terminal_size

if TYPE_CHECKING:
    from dockctl.engine.payloads.containers import ContainerCreateRequest, ContainerCreateResponse
    from dockctl.engine.reference import Reference
    from dockctl.operations.attaching import Launch
    from dockctl.options.creation import CreationFlags
    from dockctl.options.flags import CreateFlags
    from dockctl.options.streams import Streams
    from dockctl.session import Session

_ENDPOINT_SETTINGS = (1, 44)  # the API version since which every network has settings of its own


@dataclass(frozen=True)
class Creation:
    """What a container is to be; ``caller`` is the command that wants it, "create" or "run"."""

    session: Session
    caller: str
    image: str
    command: list[str] | None
    flags: CreateFlags
    streams: Streams
    how: CreationFlags

    def make(self, launch: Launch, *, name: str) -> str:
        """Create the container under ``name`` and return its ID.

        ``launch`` is told the ID before any signal can end this process. What the container needs and can't be given
        takes it along. Raises CommandError for flags that make no container.
        """
        session = self.session
        accounts = secrets = b""
        if self.flags.use_api_socket:
            from dockctl.operations.api_socket import prepare

            accounts = prepare(session, self.flags)
        if self.flags.secret:
            from dockctl.operations.secret_files import prepare as prepare_secrets

            secrets = prepare_secrets(self.flags, session.environment, self.caller)
        request = self._request()
        with id_file("" if session.rehearses else self.how.cidfile, self._failure) as keep:
            container_id = self._create(request, launch, name)
            try:
                keep(container_id)
            except DockctlError:
                with suppress(DockctlError):  # it has not run, and nobody would know its ID
                    session.engine.containers.remove(container_id, force=True)
                raise
        if accounts:
            from dockctl.operations.api_socket import deliver

            deliver(session, container_id, accounts)
        if secrets:
            self._deliver_secrets(container_id, secrets)
        return container_id

    def _failure(self, text: str) -> DockctlError:
        if self.caller != "run":
            return DockctlError(text)
        # As docker, which sees such words as a program's that can't be run.
        status = EXIT_NOT_FOUND if "no such file or directory" in text else EXIT_ENGINE
        if text.endswith((": is a directory", ": permission denied")):
            status = EXIT_NOT_EXECUTABLE
        return CommandError(text, command=self.caller, exit_status=status)

    def _request(self) -> ContainerCreateRequest:

        session, flags = self.session, self.flags
        nobody_waits = self.caller == "create" or not self.streams.any
        if flags.remove and nobody_waits and not session.engine.containers.engine_removes:
            session.warn(
                f"WARNING: --rm has no effect: with API {session.engine.api_version} the client removes a container when it"
                " ends, and none will be there"
            )
        self._refuse_flags_for_windows()
        if flags.kernel_memory:
            session.warn("Flag --kernel-memory has been deprecated, and no longer supported by the kernel")
        check_content_trust(flags.disable_content_trust)
        flags.env = [*session.proxies_beside(flags.env or ()), *(flags.env or ())]
        try:
            request = build_request(
                self.image,
                self.command,
                flags,
                environment=session.environment,
                streams=self.streams,
                console_size=terminal_size(1),
            )
            if session.engine.api_version < _ENDPOINT_SETTINGS:
                use_old_settings(request)
        except ValueError as error:
            raise CommandError(str(error), command=self.caller) from error
        request["HostConfig"]["ContainerIDFile"] = self.how.cidfile
        return request

    def _refuse_flags_for_windows(self) -> None:
        """Raise DockctlError for a flag that the engine would ignore."""
        given = [f"--{field.replace('_', '-')}" for field in WINDOWS_FLAGS if getattr(self.flags, field)]
        system = self.session.engine.system.ping(timeout=ANSWER_TIMEOUT).system if given else ""
        if system and system != "windows":
            raise DockctlError(
                f'"{given[0]}" is only supported on a Docker daemon running on windows, but the Docker daemon is running on'
                f" {system}"
            )

    def _create(self, request: ContainerCreateRequest, launch: Launch, name: str) -> str:
        """Create the container, after a pull where --pull wants one; the engine's warnings go to stderr."""
        containers = self.session.engine.containers
        platform = self._platform()

        def ask() -> ContainerCreateResponse:
            with held_signals():
                answer = containers.create(request, name=name, platform=platform)
                launch.created(answer["Id"])
            return answer

        reference = parse_any_reference(request["Image"])
        policy = self.how.pull
        if reference and (policy == "always" or (policy == "newer" and self._is_newer(reference))):
            self._pull(reference, launch)
        try:
            answer = ask()
        except NotFoundError:
            if policy not in {"missing", "newer"} or reference is None:
                raise
            if not self.how.quiet:
                self.session.warn(f"Unable to find image '{reference.familiar}' locally")
            self._pull(reference, launch)
            answer = ask()
        for warning in answer.get("Warnings") or []:
            self.session.warn(f"WARNING: {warning}")
        return answer["Id"]

    def _platform(self) -> str:
        """Return --platform in the usual words; the engine takes what it gets to be in these."""
        if not self.how.platform:
            return ""
        from dockctl.options.platforms import parse_platform

        try:
            return str(parse_platform(self.how.platform))
        except ValueError as error:
            raise self._failure(f"error parsing specified platform: {error}") from error

    def _is_newer(self, reference: Reference) -> bool:
        """Tell whether the registry has another image than the engine; where it can't be asked, what is here will do."""
        from dockctl.operations.newer import NEWER, compare

        try:
            return compare(self.session, reference) == NEWER
        except DockctlError as error:
            self.session.warn(
                f"WARNING: whether {reference.familiar} is the newest is not known: {error.message}"
            )
            return False

    def _pull(self, reference: Reference, launch: Launch) -> None:
        from dockctl.operations.pulling import pull_events
        from dockctl.render.progress import show_progress
        from dockctl.render.progress_lines import discard

        session = self.session
        launch.phase = "pull"
        with session.ci_group(f"Pull {reference.familiar}"), concerning(reference.familiar):
            events = pull_events(session, reference, platform=self.how.platform, wants_account=True)
            if self.how.quiet:
                discard(events)
            else:
                show_progress(events, session.stderr, session.stderr)
        launch.phase = "create"

    def _deliver_secrets(self, container_id: str, archive: bytes) -> None:
        """Put the secrets into the container, which is nothing without them."""
        try:
            self.session.engine.files.put_archive(container_id, archive, path="/")
        except BaseException:
            with suppress(DockctlError):
                self.session.engine.containers.remove(container_id, force=True, volumes=True)
            raise
