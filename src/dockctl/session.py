"""One invocation: the engine it talks to, the user's settings, and its streams."""

from __future__ import annotations

import os
from functools import cached_property
from typing import TYPE_CHECKING, Any

from dockctl.streams import Output

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dockctl.config.credentials import CredentialStore
    from dockctl.config.endpoint import EndpointOptions
    from dockctl.config.file import ConfigFile
    from dockctl.engine.client import Engine


class Session:
    """What a command needs of its surroundings; whatever costs time is made when it is first used.

    ``endpoint`` are the options that choose an engine, ``config_folder`` is --config.
    """

    def __init__(
        self,
        *,
        endpoint: EndpointOptions | None = None,
        config_folder: str = "",
        environment: Mapping[str, str] | None = None,
        stdout: Output | None = None,
        stderr: Output | None = None,
    ) -> None:
        self.environment = os.environ if environment is None else environment
        self.stdout = stdout or Output(1, "/dev/stdout")
        self.stderr = stderr or Output(2, "/dev/stderr")
        self._endpoint = endpoint
        self._config_folder = config_folder

    @cached_property
    def config(self) -> ConfigFile:
        """The user's config.json; a broken one is reported once, on stderr."""
        from dockctl.config.file import config_folder, load_config

        config = load_config(config_folder(self._config_folder, self.environment))
        if config.warning:
            self.warn(config.warning)
        return config

    @cached_property
    def engine(self) -> Engine:
        """The engine that the options, the environment or the user's context name."""
        from dockctl.config.endpoint import EndpointOptions, resolve_address
        from dockctl.engine.client import Engine

        address = resolve_address(self.config, self.environment, self._endpoint or EndpointOptions())
        return Engine(
            address,
            api_version=self.environment.get("DOCKER_API_VERSION", ""),
            headers=self.config.http_headers,
        )

    @cached_property
    def credentials(self) -> CredentialStore:
        """The user's accounts at registries."""
        from dockctl.config.credentials import CredentialStore

        return CredentialStore(self.config, self.environment)

    def describe_client(self, api_version: str = "") -> dict[str, Any]:
        """Return what docker's templates know of the client, with Python in Go's place.

        ``api_version`` is the one agreed with the engine, "" where there is none.
        """
        import platform

        from dockctl import __version__
        from dockctl.config.contexts import DEFAULT_CONTEXT
        from dockctl.engine.version import MAXIMUM

        return {
            "Debug": bool(self.environment.get("DEBUG")),
            "Version": __version__,
            "ApiVersion": api_version or str(MAXIMUM),
            "DefaultAPIVersion": str(MAXIMUM),
            "PythonVersion": platform.python_version(),
            "Os": platform.system().lower(),
            "Arch": {"x86_64": "amd64", "aarch64": "arm64"}.get(platform.machine(), platform.machine()),
            "Context": self._chosen_context or DEFAULT_CONTEXT,
        }

    @property
    def _chosen_context(self) -> str:
        if self._endpoint and self._endpoint.context:
            return self._endpoint.context
        if (self._endpoint and self._endpoint.host) or self.environment.get("DOCKER_HOST"):
            return ""
        return self.environment.get("DOCKER_CONTEXT", "") or self.config.current_context

    def warn(self, text: str) -> None:
        """Write one line to stderr."""
        self.stderr.write(f"{text}\n")
