"""config.json: the user's settings, shared with docker."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dockctl.errors import DockctlError, reason_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


_PROXIES = {
    "httpProxy": "HTTP_PROXY",
    "httpsProxy": "HTTPS_PROXY",
    "noProxy": "NO_PROXY",
    "ftpProxy": "FTP_PROXY",
    "allProxy": "ALL_PROXY",
}


@dataclass(frozen=True)
class ConfigFile:
    """The settings in ``folder``/config.json; ``warning`` says why they could not be read, if so."""

    folder: Path
    settings: Mapping[str, Any] = field(default_factory=dict)
    warning: str = ""

    @property
    def http_headers(self) -> dict[str, str]:
        """HttpHeaders: sent with every request."""
        return {str(name): str(value) for name, value in self.mapping("HttpHeaders").items()}

    def mapping(self, name: str) -> dict[str, Any]:
        """Return the setting ``name`` if it is an object, or else an empty one."""
        value = self.settings.get(name)
        return value if isinstance(value, dict) else {}

    def proxy_variables(self, host: str) -> dict[str, str]:
        """Return the variables of ``proxies`` that containers of the engine at ``host`` get, in both cases."""
        proxies = self.mapping("proxies")
        settings = proxies.get(host) or proxies.get("default") or {}
        variables: dict[str, str] = {}
        for setting, name in _PROXIES.items():
            if settings.get(setting):
                variables |= {name: str(settings[setting]), name.lower(): str(settings[setting])}
        return variables

    def change_entry(self, section: str, key: str, entry: dict[str, str] | None) -> None:
        """Set ``section``.``key`` in the file (None takes it out) and leave everything else as it is.

        The file is read anew, replaced in one step and readable by its owner alone. Raises DockctlError for
        one that can't be read or written; it stays as it was.
        """

        def change(settings: dict[str, Any]) -> bool:
            now = settings.get(section)
            entries = dict(now) if isinstance(now, dict) else {}
            if entry is None and key not in entries:
                return False
            entries.pop(key, None)
            if entry is not None:
                entries[key] = entry
            settings[section] = entries
            return True

        self._change(change)

    def change_text(self, name: str, value: str) -> None:
        """Set the setting ``name`` in the file ("" takes it out), as change_entry() does."""

        def change(settings: dict[str, Any]) -> bool:
            if settings.get(name, "") == value:
                return False
            settings.pop(name, None)
            if value:
                settings[name] = value
            return True

        self._change(change)

    def _change(self, change: Callable[[dict[str, Any]], bool]) -> None:
        current = load_config(self.folder)
        if current.warning:
            raise DockctlError(f"{self.path} can't be read, and is left as it is", hint=current.warning)
        settings = dict(current.settings)
        if not change(settings):
            return
        try:
            replace_file(self.path, json.dumps(settings, indent="\t", ensure_ascii=False))
        except OSError as error:
            raise DockctlError(f"{self.path} can't be written: {reason_of(error)}") from error

    @property
    def path(self) -> Path:
        """The file itself."""
        return self.folder / "config.json"

    def text(self, name: str) -> str:
        """Return the setting ``name`` if it is a text, or else ""."""
        value = self.settings.get(name)
        return value if isinstance(value, str) else ""

    @property
    def current_context(self) -> str:
        """The context that ``docker context use`` chose; "" for none."""
        return self.text("currentContext")


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


def replace_file(path: Path, text: str) -> None:
    """Write ``text`` to ``path`` in one step, for its owner alone; a symbolic link stays one."""
    from dockctl.whole_file import whole_file

    path = path.resolve()
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with whole_file(path) as file:
        file.write(text.encode())
