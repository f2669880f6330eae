"""How the user wants outputs to look: colours, the layout of lists, and whether all must be ASCII."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dockctl.errors import DockctlError
from dockctl.streams import DOCKER, PLAIN, RICH, Look

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dockctl.config.file import ConfigFile
    from dockctl.streams import Layout, Output

AUTO, ALWAYS, NEVER = COLOURINGS = ("auto", "always", "never")
_LAYOUT_VARIABLE = "DOCKCTL_LAYOUT"
_NO_TERMINALS = {"", "dumb", "unknown"}
# The beginnings of TERM that need no look into the machine's list of terminals.
_USUAL_TERMINALS = (
    "xterm", "screen", "tmux", "linux", "rxvt", "vt", "ansi", "konsole", "gnome", "alacritty", "kitty", "foot", "st-",
    "wezterm", "putty", "cygwin", "mintty",
)  # fmt: skip
_COERCED = "C.UTF-8"  # what Python itself writes to LC_CTYPE when the locale is C
_ASCII_LOCALES = {"C", "POSIX"}


def check_colouring(given: str) -> None:
    """Raise DockctlError for a value that --color doesn't take; "" stands for none."""
    if given and given not in COLOURINGS:
        raise DockctlError(f'invalid --color "{given}": must be one of "auto", "always" or "never"')


def decide_look(
    output: Output, colouring: str, environment: Mapping[str, str], settings: ConfigFile | None
) -> Look:
    """Return the look of ``output``: what --color says, or else the variables, the terminal and the user's settings.

    Variables never colour what is no terminal: CI services set FORCE_COLOR for every program, and scripts would
    find colours in what they read. Only --color always does. Raises DockctlError for a layout that does not exist.
    """
    if not output.is_terminal:
        return PLAIN._replace(colours=colouring == ALWAYS)
    draws = _knows_terminal(environment.get("TERM", ""))
    return Look(
        terminal=draws,
        colours=_wants_colours(colouring, environment, default=draws),
        layout=_chosen_layout(environment, settings) if draws else DOCKER,
        ascii=_is_ascii_locale(environment),
    )


def _wants_colours(colouring: str, environment: Mapping[str, str], *, default: bool) -> bool:
    if colouring in {ALWAYS, NEVER}:
        return colouring == ALWAYS
    if environment.get("NO_COLOR"):
        return False
    if any(environment.get(name, "0") not in {"", "0"} for name in ("CLICOLOR_FORCE", "FORCE_COLOR")):
        return True
    return default and environment.get("CLICOLOR") != "0"


def _knows_terminal(name: str) -> bool:
    """Tell whether the terminal that TERM names can move its cursor; one that nobody knows can't."""
    if name in _NO_TERMINALS:
        return False
    if name.startswith(_USUAL_TERMINALS) or "color" in name:
        return True
    try:
        import curses

        curses.setupterm(name, 1)
    except (ImportError, curses.error):
        return False
    return True


def _chosen_layout(environment: Mapping[str, str], settings: ConfigFile | None) -> Layout:
    """Return the layout that DOCKCTL_LAYOUT or else ``plugins.dockctl.layout`` of config.json names."""
    chosen, source = environment.get(_LAYOUT_VARIABLE, ""), _LAYOUT_VARIABLE
    if not chosen and settings:
        own = settings.mapping("plugins").get("dockctl")
        chosen = own.get("layout", "") if isinstance(own, dict) else ""
        source = f"plugins.dockctl.layout in {settings.path}"
    if chosen == DOCKER:
        return DOCKER
    if chosen in {"", RICH}:
        return RICH
    raise DockctlError(f'invalid {source} "{chosen}": must be one of "docker" or "rich"')


def _is_ascii_locale(environment: Mapping[str, str]) -> bool:
    """Tell whether the user's locale has ASCII alone.

    Without any variable Python takes the terminal for one of UTF-8, and so do we: containers have none.
    """
    for variable in ("LC_ALL", "LC_CTYPE", "LANG"):
        locale = environment.get(variable, "")
        if locale and not (variable == "LC_CTYPE" and locale == _COERCED):
            return locale in _ASCII_LOCALES or not _is_utf8(locale)
    return False


def _is_utf8(locale: str) -> bool:
    """Tell whether ``locale`` names UTF-8, or no character set at all."""
    _, dot, charset = locale.partition(".")
    return not dot or charset.partition("@")[0].replace("-", "").lower() == "utf8"
