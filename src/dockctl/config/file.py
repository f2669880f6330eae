"""config.json: the user's settings, shared with docker."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class ConfigFile:
    """The settings in ``folder``/config.json; ``warning`` says why they could not be read, if so."""

    folder: Path
    settings: Mapping[str, Any] = field(default_factory=dict)
    warning: str = ""

    @property
    def http_headers(self) -> dict[str, str]:
        """HttpHeaders: sent with every request."""
        headers = self.settings.get("HttpHeaders")
        return {str(name): str(value) for name, value in headers.items()} if isinstance(headers, dict) else {}

    @property
    def current_context(self) -> str:
        """The context that ``docker context use`` chose; "" for none."""
        return str(self.settings.get("currentContext") or "")


def config_folder(option: str, environment: Mapping[str, str]) -> Path:
    """Return the folder that --config, DOCKER_CONFIG or the default names."""
    chosen = option or environment.get("DOCKER_CONFIG", "")
    return Path(chosen) if chosen else Path.home() / ".docker"


def load_config(folder: Path) -> ConfigFile:
    """Read ``folder``/config.json; a missing one is empty, a broken one is empty with a warning."""
    path = folder / "config.json"
    try:
        settings = json.loads(path.read_text(encoding="utf-8"))
        if not isinstance(settings, dict):
            raise TypeError("not an object")
    except FileNotFoundError:
        return ConfigFile(folder)
    except (OSError, ValueError, TypeError) as error:
        return ConfigFile(folder, warning=f"WARNING: Error loading config file: {path}: {error}")
    return ConfigFile(folder, settings)
