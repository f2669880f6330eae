"""``--print-env``: the variables that a container would have, and where each of them is from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dockctl.errors import CommandError
from dockctl.options.dotenv_files import read_dotenv
from dockctl.options.environment import read_variables, resolve_variables
from dockctl.render.variables import Variable, write_variables

if TYPE_CHECKING:
    from dockctl.options.flags import CreateFlags
    from dockctl.session import Session


def print_environment(session: Session, image: str, flags: CreateFlags, caller: str, *, values: bool) -> None:
    """Write the variables, with their values if ``values``; raises CommandError of ``caller`` for unreadable files."""
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
    variables += [Variable(text, "config.json") for text in session.proxies_beside(flags.env or ())]
    for text in flags.env or ():
        origin = "-e" if "=" in text else "-e, from this environment"
        variables += [Variable(found, origin) for found in resolve_variables([text], environment)]
    write_variables(session.stdout, variables, values=values)
