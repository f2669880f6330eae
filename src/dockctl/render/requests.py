"""Requests that would be made, for readers: as JSON, or as command lines of curl that run when pasted."""

from __future__ import annotations

import base64
import json
import re
import shlex
from collections.abc import Mapping
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from dockctl.engine.rehearsal import CONTAINER, PROCESS
from dockctl.errors import DockctlError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dockctl.engine.rehearsal import PlannedRequest
    from dockctl.transport.address import Address

_VARIABLES = {CONTAINER: "container", PROCESS: "process"}
_SECRET_FIELDS = {
    "password": "DOCKCTL_PASSWORD",
    "identitytoken": "DOCKCTL_TOKEN",
    "registrytoken": "DOCKCTL_TOKEN",
}
_SECRET_HEADERS = {"X-Registry-Auth": "DOCKCTL_AUTH"}
_NO_ACCOUNT = base64.urlsafe_b64encode(b"{}").decode()
# Fields in which a zero says something else than nothing.
_MEANT = {"Init", "StopTimeout", "Detach", "Force", "Retries"}
_ENDS = re.compile(r"/containers/[^/]+/(attach|logs)$")


def as_json(plan: Sequence[PlannedRequest]) -> str:
    """Return the requests as a JSON array, in their order; empty fields of bodies are left out."""
    return json.dumps([_facts(request) for request in plan], indent=2, ensure_ascii=False) + "\n"


def _facts(request: PlannedRequest) -> dict[str, object]:
    path = request.path
    for identity, name in _VARIABLES.items():
        path = path.replace(identity, f"{{{name}}}")
    facts: dict[str, object] = {"method": request.method, "path": path}
    if request.query:
        facts["query"] = dict(request.query)
    headers = {name: f"${variable}" if variable else value for name, value, variable in _headers(request)}
    if headers:
        facts["headers"] = headers
    if request.body is not None:
        facts["body"] = _without_secrets(_shortened(request.body), "$")
    if request.sends_data:
        facts["body"] = "data"
    return facts


def _headers(request: PlannedRequest) -> list[tuple[str, str, str]]:
    """Return name, value and, for one that is a secret, the variable in its place."""
    found = []
    for name, value in request.headers.items():
        secret = name not in {"Content-Type", "X-Registry-Auth"} or (
            name in _SECRET_HEADERS and value != _NO_ACCOUNT
        )
        variable = _SECRET_HEADERS.get(name, "DOCKCTL_" + re.sub(r"\W", "_", name).upper())
        found.append((name, value, variable if secret else ""))
    return found


def _shortened(value: object, name: str = "") -> object:
    """Return a body without the fields that are empty."""
    if isinstance(value, Mapping):
        pairs = {key: _shortened(item, str(key)) for key, item in value.items()}
        return {key: item for key, item in pairs.items() if not _is_empty(item, key, name)}
    if isinstance(value, list):
        return [_shortened(item) for item in value]
    return value


def _is_empty(value: object, key: str, parent: str) -> bool:
    if parent in {"Volumes", "ExposedPorts", "Labels", "Sysctls", "Tmpfs", "Annotations"}:
        return False  # there the key says it all
    return value in (None, "", [], {}, [0, 0]) or (value in (False, 0) and key not in _MEANT)


def _without_secrets(value: object, mark: str) -> object:
    if isinstance(value, Mapping):
        return {
            key: f"{mark}{_SECRET_FIELDS[key]}"
            if key in _SECRET_FIELDS and item
            else _without_secrets(item, mark)
            for key, item in value.items()
        }
    return value


def as_curl(plan: Sequence[PlannedRequest]) -> str:
    """Return the requests as lines for a shell, in an order in which they work one after the other.

    What is created is kept in a variable. A container's output is fetched once it runs: curl can't be attached before.
    Raises DockctlError for an engine that curl can't reach.
    """
    return "".join(f"{_line(request)}\n" for request in _in_turn(plan))


def _in_turn(plan: Sequence[PlannedRequest]) -> list[PlannedRequest]:
    """Return the requests with those that wait for a container after the one that starts it."""
    first = [request for request in plan if not _waits(request)]
    waiting = [request for request in plan if _waits(request)]
    if not any(request.path.endswith("/start") for request in plan):
        return list(plan)
    # The output before the exit status: a container that is removed at its end has neither afterwards.
    return [*first, *sorted(waiting, key=lambda request: not _ENDS.search(request.path))]


def _waits(request: PlannedRequest) -> bool:
    return bool(_ENDS.search(request.path)) or request.path.endswith("/wait")


def _line(request: PlannedRequest) -> str:
    words = ["curl", "--silent", "--show-error", *_reach(request.address)]
    method, path, query = request.method, request.path, dict(request.query)
    follows = bool(_ENDS.search(path)) and (request.upgrades or query.get("follow") == "1")
    if request.upgrades and path.endswith("/attach"):
        method, path = "GET", path.removesuffix("/attach") + "/logs"
        query = {"follow": "1", "stdout": query.get("stdout", ""), "stderr": query.get("stderr", "")}
        query = {name: value for name, value in query.items() if value}
    if path.endswith("/wait"):
        query.pop("condition", None)  # it runs already, and may have ended
    if method == "HEAD":
        words.append("--head")
    elif method != "GET":
        words += ["-X", method]
    if request.upgrades or _ENDS.search(path):
        words += ["--no-buffer", "--output", "-"] if follows or request.upgrades else ["--output", "-"]
    for name, value, variable in _headers(request):
        words += ["-H", f'"{name}: ${variable}"' if variable else shlex.quote(f"{name}: {value}")]
    words += _body(request)
    url = f"{_base(request.address)}{path}"
    url += f"?{urlencode(query, doseq=True, errors='surrogateescape')}" if query else ""
    words.append(_with_variables(url))
    line = " ".join(words)
    if request.method == "POST" and request.path.endswith(("/containers/create", "/exec")):
        name = "container" if request.path.endswith("/create") else "process"
        line = f"""{name}=$({line} | sed -n 's/.*"Id":"\\([0-9a-f]*\\)".*/\\1/p')"""
    return line


def _reach(address: Address) -> list[str]:
    """Return curl's options for an engine's address."""
    if address.is_ssh:
        raise DockctlError(
            "curl can not reach an engine over ssh",
            hint=f"forward its socket: ssh -nNT -L /tmp/docker.sock:/var/run/docker.sock {address.host}",
        )
    if address.is_unix:
        return ["--unix-socket", shlex.quote(address.path)]
    if address.tls is None:
        return []
    options = {"--cacert": address.tls.authority, "--cert": address.tls.certificate, "--key": address.tls.key}
    words = [word for name, value in options.items() if value for word in (name, shlex.quote(value))]
    return words if address.tls.verify else [*words, "--insecure"]


def _base(address: Address) -> str:
    return "http://localhost" if address.is_unix else address.url


def _body(request: PlannedRequest) -> list[str]:
    if request.sends_data:
        return ["--data-binary", "@-"]
    if request.body is None:
        return []
    mark = "\x00"  # which no JSON has in it
    text = json.dumps(_without_secrets(_shortened(request.body), mark), ensure_ascii=False)
    quoted = shlex.quote(text.replace("\\u0000", mark))
    # Out of the single quotes, for the shell to put the value there.
    quoted = re.sub(rf"{mark}(\w+)", r"""'"$\1"'""", quoted)
    return ["-H", "'Content-Type: application/json'", "-d", quoted]


def _with_variables(url: str) -> str:
    for identity, name in _VARIABLES.items():
        if identity in url:
            return '"' + url.replace(identity, f"${name}") + '"'
    return shlex.quote(url)
