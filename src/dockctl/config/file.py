"""config.json: the user's settings, shared with docker."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dockctl.config.auth_text import decode_auth
from dockctl.config.go_json import TEXT, NotJsonError, list_of, map_of, read_json, structure, write_json
from dockctl.errors import DockctlError, reason_of
from dockctl.home import home_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


_PROXIES = {
    "httpProxy": "HTTP_PROXY",
    "httpsProxy": "HTTPS_PROXY",
    "noProxy": "NO_PROXY",
    "ftpProxy": "FTP_PROXY",
    "allProxy": "ALL_PROXY",
}
_ACCOUNT_FIELDS = (
    "username", "password", "auth", "email", "serveraddress", "identitytoken", "registrytoken",
)  # fmt: skip
ACCOUNTS = map_of(structure("types.AuthConfig", **dict.fromkeys(_ACCOUNT_FIELDS, TEXT)))
_PROXY = structure("configfile.ProxyConfig", **dict.fromkeys(_PROXIES, TEXT))
_TEXTS = map_of(TEXT)
# In the order in which docker writes them.
_SETTINGS = structure(
    "configfile.ConfigFile",
    auths=ACCOUNTS,
    HttpHeaders=_TEXTS,
    **dict.fromkeys(
        (
            "psFormat", "imagesFormat", "networksFormat", "pluginsFormat", "volumesFormat", "statsFormat",
            "detachKeys", "credsStore",
        ),
        TEXT,
    ),
    credHelpers=_TEXTS,
    **dict.fromkeys(
        (
            "serviceInspectFormat", "servicesFormat", "tasksFormat", "secretFormat", "configFormat",
            "nodesFormat",
        ),
        TEXT,
    ),
    pruneFilters=list_of(TEXT),
    proxies=map_of(_PROXY),
    currentContext=TEXT,
    cliPluginsExtraDirs=list_of(TEXT),
    plugins=map_of(_TEXTS),
    aliases=_TEXTS,
    features=_TEXTS,
    experimental=TEXT,
)  # fmt: skip
_BROKEN = "WARNING: Error parsing config file"
_LEFT_OUT_IF_EMPTY = frozenset(_SETTINGS.fields) - {"auths"}


@dataclass(frozen=True)
class ConfigFile:
    """The settings in ``folder``/config.json; ``warning`` says why they could not be read, if so."""

    folder: Path
    settings: Mapping[str, Any] = field(default_factory=dict)
    warning: str = ""

    @property
    def http_headers(self) -> dict[str, str]:
        """HttpHeaders: sent with every request."""
        return self.mapping("HttpHeaders")

    def mapping(self, name: str) -> dict[str, Any]:
        """Return the setting ``name`` if it is an object, or else an empty one."""
        value = self.settings.get(name)
        return value if isinstance(value, dict) else {}

    def proxy_variables(self, host: str) -> dict[str, str]:
        """Return the variables of ``proxies`` that containers of the engine at ``host`` get, in both cases."""
        proxies = self.mapping("proxies")
        settings = proxies.get(host if host in proxies else "default", {})
        variables: dict[str, str] = {}
        for setting, name in _PROXIES.items():
            if settings.get(setting):
                variables |= {name: settings[setting], name.lower(): settings[setting]}
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
            kept = {name: value for name, value in settings.items() if value or name not in _LEFT_OUT_IF_EMPTY}
            replace_file(self.path, write_json(kept, order=tuple(_SETTINGS.fields), indent="\t"))
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
    """Return the folder that --config, DOCKER_CONFIG or the default names; without a home it is one right here."""
    chosen = option or environment.get("DOCKER_CONFIG", "")
    return Path(chosen) if chosen else (home_folder(environment) or Path()) / ".docker"


def load_config(folder: Path) -> ConfigFile:
    """Read ``folder``/config.json; a missing one is empty, and of a broken one there is what can be read, and a warning."""
    path = folder / "config.json"
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return ConfigFile(folder)
    except IsADirectoryError as error:
        return ConfigFile(folder, warning=f"{_BROKEN} ({path}): read {path}: {reason_of(error)}")
    except OSError as error:
        return ConfigFile(
            folder, warning=f"WARNING: Error loading config file: open {path}: {reason_of(error)}"
        )
    settings: dict[str, Any] = {}
    try:
        settings, problem = read_json(data, _SETTINGS, whole=False)
    except NotJsonError as error:
        problem = str(error)
    problem = problem or _wrong_account(settings.get("auths", {}))
    return ConfigFile(folder, settings, f"{_BROKEN} ({path}): {problem}" if problem else "")


def _wrong_account(accounts: Mapping[str, Mapping[str, str]]) -> str:
    """Return what is wrong with the first account that can't be read; "" for nothing."""
    try:
        for account in accounts.values():
            if account.get("auth"):
                decode_auth(account["auth"])
    except ValueError as error:
        return str(error)
    return ""


def replace_file(path: Path, text: str) -> None:
    """Write ``text`` to ``path`` in one step, for its owner alone; a symbolic link stays one."""
    from dockctl.whole_file import whole_file

    path = path.resolve()
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with whole_file(path) as file:
        file.write(text.encode())
