"""One invocation: the engine it talks to, the user's settings, and its streams."""

from __future__ import annotations

import os
from contextlib import AbstractContextManager, nullcontext
from functools import cached_property
from typing import TYPE_CHECKING, Any

from dockctl.config.choice import DEFAULT_CONTEXT, PROXY_VARIABLES, EndpointOptions
from dockctl.errors import DockctlError
from dockctl.streams import Output

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from dockctl.ci import Ci
    from dockctl.config.credentials import CredentialStore
    from dockctl.config.file import ConfigFile
    from dockctl.engine.client import Engine
    from dockctl.engine.rehearsal import PlannedRequest


AUTO = "auto"  # --host auto: the first of the usual sockets that answers
_PATIENCE = 2.0  # seconds for each of them
_SEVERAL = (
    "several engines, or one by a deadline, are asked by ps, images, stop, logs, pull, version and info alone"
)


class Session:
    """What a command needs of its surroundings; whatever costs time is made when it is first used.

    ``endpoints`` are the options that choose an engine, for each of those that are asked; ``host_timeout`` is how
    many seconds one has to answer where others are asked, too, None if nobody said. ``config_folder`` is --config.
    With a ``plan`` nothing is changed and nothing written to stdout: what would be asked for is added to it.
    ``ci`` is the CI service that is told more. ``colouring`` is --color.
    ``owns_process``: there is nobody else in this process who would want the libraries whole.
    """

    def __init__(  # noqa: PLR0913  (what the command line and the tests decide)
        self,
        *,
        endpoints: Sequence[EndpointOptions] = (EndpointOptions(),),
        host_timeout: float | None = None,
        config_folder: str = "",
        owns_process: bool = False,
        ci: str = "",
        colouring: str = "",
        plan: list[PlannedRequest] | None = None,
        environment: Mapping[str, str] | None = None,
        stdout: Output | None = None,
        stderr: Output | None = None,
    ) -> None:
        self.environment = os.environ if environment is None else environment
        if stdout:
            self.stdout = stdout if plan is None else stdout.discarded()
        if stderr:
            self.stderr = stderr
        self._plan = plan
        self._ci = ci
        self._colouring = colouring
        self.host_timeout = host_timeout
        self._endpoints = endpoints
        self._endpoint = endpoints[0]
        self.host = ""  # what is written of its engine where it is one of several
        self._config_folder = config_folder
        self._owns_process = owns_process

    @cached_property
    def stdout(self) -> Output:
        """Where data goes. Raises DockctlError if the user's layout does not exist."""
        output = self._open_output(1, "/dev/stdout")
        return output if self._plan is None else output.discarded()

    @cached_property
    def stderr(self) -> Output:
        """Where everything goes that is no data. Raises DockctlError as stdout does."""
        return self._open_output(2, "/dev/stderr")

    def _open_output(self, descriptor: int, name: str) -> Output:
        output = Output(descriptor, name)
        if output.is_terminal or self._colouring:
            from dockctl.config.look import decide_look

            settings = self._settings if output.is_terminal else None
            output.look = decide_look(output, self._colouring, self.environment, settings)
        return output

    @cached_property
    def _settings(self) -> ConfigFile:
        from dockctl.config.file import config_folder, load_config

        return load_config(config_folder(self._config_folder, self.environment))

    @cached_property
    def config(self) -> ConfigFile:
        """The user's config.json; a broken one is reported once, on stderr."""
        config = self._settings
        if config.warning:
            self.warn(config.warning)
        return config

    @cached_property
    def ci(self) -> Ci | None:
        """The CI service that is told of runs and pulls; None for none. Raises DockctlError for an unknown one."""
        if not (self._ci or self.environment.get("DOCKCTL_CI")):
            return None
        from dockctl.ci import choose_service

        return choose_service(self._ci, self.stderr, self.environment)

    def ci_group(self, title: str) -> AbstractContextManager[None]:
        """Let what is written while entered be folded away by a CI service."""
        return self.ci.group(title) if self.ci else nullcontext()

    def ci_protected(self) -> AbstractContextManager[None]:
        """Let nothing that is written while entered mean anything to a CI service."""
        return self.ci.protected() if self.ci else nullcontext()

    @cached_property
    def members(self) -> Sequence[Session]:
        """A session for each of the engines that are to be asked; often this one alone."""
        if not self.is_fleet:
            return [self]
        members = []
        for endpoint in self._endpoints:
            member = Session(
                endpoints=[endpoint],
                config_folder=self._config_folder,
                plan=self._plan,
                owns_process=self._owns_process and not self.asks_several,
                environment=self.environment,
                stdout=self.stdout,
                stderr=self.stderr,
            )
            member.config = self.config  # read, and complained about, once
            member.host = member.label if self.asks_several else ""
            members.append(member)
        return members

    @property
    def asks_several(self) -> bool:
        """Whether more than one engine is to be asked."""
        return len(self._endpoints) > 1

    @property
    def is_fleet(self) -> bool:
        """Whether engines are to be asked by their own sessions: several, or one that has a deadline."""
        return self.asks_several or self.host_timeout is not None

    @property
    def rehearses(self) -> bool:
        """Whether nothing is to be changed."""
        return self._plan is not None

    @property
    def label(self) -> str:
        """What the user calls the engine."""
        return self._endpoint.host or self._endpoint.context or DEFAULT_CONTEXT

    @cached_property
    def engine(self) -> Engine:
        """The one engine that the options, the environment or the user's context name.

        Raises DockctlError where several were named or one has a deadline: some commands alone ask by ``members``.
        """
        if self.asks_several:
            raise DockctlError(
                "Failed to initialize: unable to resolve docker endpoint: Specify only one -H", hint=_SEVERAL
            )
        if self.host_timeout is not None:
            raise DockctlError("conflicting options: this command has no --host-timeout", hint=_SEVERAL)
        from dockctl.config.endpoint import (
            DEFAULT_REASON,
            check_certificates,
            check_tls,
            request_headers,
            resolve_address,
        )
        from dockctl.engine.client import Engine

        options = self._endpoint
        if options.host == AUTO:
            options = options._replace(host=self._answering_host())
        address = resolve_address(self.config, self.environment, options)
        check_certificates(self.config, self.environment, options)
        check_tls(address)
        if any(name in self.environment for name in PROXY_VARIABLES):
            from dockctl.config.proxies import choose_proxy

            address = address._replace(proxy=choose_proxy(address, self.environment))
        settings: dict[str, Any] = {
            "api_version": self.environment.get("DOCKER_API_VERSION", ""),
            "headers": request_headers(self.config, self.environment),
            "advise": self._name_other_sockets if self.engine_reason == DEFAULT_REASON else None,
            "alone": self._owns_process,
        }
        if self._plan is None:
            return Engine(address, **settings)
        from dockctl.engine.rehearsal import RehearsedEngine

        return RehearsedEngine(address, self._plan, **settings)

    @property
    def engine_reason(self) -> str:
        """What has chosen the engine, as users know it."""
        from dockctl.config.endpoint import why

        return why(self.config, self.environment, self._endpoint)

    def _answering_host(self) -> str:
        """Return the address of the first of the usual sockets where an engine answers, and say so on stderr."""
        from dockctl.config.discovery import present
        from dockctl.engine.client import Engine
        from dockctl.transport.address import parse_address

        for candidate in present(self.environment):
            engine = Engine(parse_address(candidate.host))
            try:
                engine.system.ping(timeout=_PATIENCE)
            except DockctlError:
                continue
            finally:
                engine.close()
            self.warn(f"Using {candidate.product} at {candidate.host}")
            return candidate.host
        raise DockctlError(
            "no engine answers at any of the usual sockets",
            hint="dockctl doctor lists them, and what is wrong with each",
        )

    def _name_other_sockets(self) -> str:
        """Return a hint about the sockets that are there while docker's default isn't; "" if none are."""
        from dockctl.config.discovery import present
        from dockctl.transport.address import DEFAULT_SOCKET

        others = [item for item in present(self.environment) if str(item.path) != DEFAULT_SOCKET]
        if not others:
            return ""
        found = ", ".join(f"{item.product} at {item.host}" for item in others)
        return f"there is {found}: export DOCKER_HOST={others[0].host}, or dockctl --host auto"

    @cached_property
    def credentials(self) -> CredentialStore:
        """The user's accounts at registries."""
        from dockctl.config.credentials import CredentialStore

        return CredentialStore(self.config, self.environment)

    def describe_client(self, api_version: str | None = None) -> dict[str, Any]:
        """Return what docker's templates know of the client, with Python in Go's place.

        ``api_version`` is the one agreed with the engine, "" where there is none; None leaves versions of APIs out.
        """
        import platform

        from dockctl import __version__
        from dockctl.engine.version import MAXIMUM

        versions = {"ApiVersion": api_version or str(MAXIMUM), "DefaultAPIVersion": str(MAXIMUM)}
        return {
            "Version": __version__,
            **({} if api_version is None else versions),
            "PythonVersion": platform.python_version(),
            "Os": platform.system().lower(),
            "Arch": {"x86_64": "amd64", "aarch64": "arm64"}.get(platform.machine(), platform.machine()),
            "Context": self.context,
        }

    @property
    def context(self) -> str:
        """The name of the context that is used; ``default`` where the engine is named in another way."""
        from dockctl.config.endpoint import chosen_context

        return chosen_context(self.config, self.environment, self._endpoint)

    @property
    def default_host(self) -> str:
        """The engine's address where no context is used, in full; raises InvalidAddressError."""
        from dockctl.config.endpoint import default_host

        return default_host(self.environment, self._endpoint)

    @property
    def host_overrides_context(self) -> bool:
        """Whether DOCKER_HOST is why the user's current context is not used."""
        return bool(self.environment.get("DOCKER_HOST"))

    def proxies_beside(self, given: Iterable[str]) -> list[str]:
        """Return the user's proxies for containers, ``NAME=value``, without those that ``given`` (``NAME[=value]``) has."""
        names = {variable.partition("=")[0] for variable in given}
        proxies = self.config.proxy_variables(str(self.engine.address))
        return [f"{name}={value}" for name, value in proxies.items() if name not in names]

    def listing_format(self, given: str, setting: str, *, quiet: bool = False) -> str:
        """Return the format of a list: the one ``given``, or else the user's own for it, unless only IDs are wanted."""
        return given or ("" if quiet else self.config.text(setting)) or "table"

    def warn(self, text: str) -> None:
        """Write one line to stderr."""
        self.stderr.write(f"{text}\n")
